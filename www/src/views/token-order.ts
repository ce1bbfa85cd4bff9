import { type ApiScope, ParticipantToken } from "meshagent-wasm";
import type { Session } from "../app/session.ts";
import { literal, snippet } from "../app/snippet.ts";

/** What a token is to say. */
export interface Order {
  name: string;
  room: string;
  role: string;
  scope: ApiScope;
  /** How long it lasts; 0 is for ever. The service decides that for the tokens that it makes. */
  seconds: number;
}

const asked = ({ name, room, role, scope }: Order) => ({ name, room_name: room, role, api: scope });

/** Has the service make a token. */
export async function mintThere({ project }: Session, order: Order): Promise<string> {
  const { token } = await project.participantTokens.mint(asked(order));
  return token;
}

/** Makes a token in the page, with an API key. */
export function mintHere(apiKey: string, { name, room, role, scope, seconds }: Order): Promise<string> {
  const token = new ParticipantToken({ name });
  token.addRoomGrant(room);
  token.addRoleGrant(role);
  token.addApiGrant(scope);
  const expiration = seconds ? { expiration: new Date(Date.now() + seconds * 1000) } : {};
  return token.toJwt({ apiKey, ...expiration });
}

/** The same as code, for a server. */
export function codeOf(order: Order, maker: "service" | "key"): string {
  if (maker === "service") return `const { token } = ${snippet("project.participantTokens.mint", [asked(order)])}`;
  const { name, room, role, scope, seconds } = order;
  const expiration = seconds ? `, expiration: new Date(Date.now() + ${seconds} * 1000)` : "";
  return [
    'import { ParticipantToken } from "meshagent-wasm";',
    "",
    `const token = new ParticipantToken({ name: ${literal(name)} });`,
    `token.addRoomGrant(${literal(room)});`,
    `token.addRoleGrant(${literal(role)});`,
    `token.addApiGrant(${literal(scope)});`,
    `const jwt = await token.toJwt({ apiKey: process.env.MESHAGENT_API_KEY${expiration} });`,
  ].join("\n");
}
