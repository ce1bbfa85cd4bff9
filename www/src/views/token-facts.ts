import type { ParticipantToken } from "meshagent-wasm";
import { distance, moment } from "../app/time.ts";
import { levelChip, summary } from "../scope/levels.ts";
import { type Child, h } from "../ui/dom.ts";

/** What a participant token says: whom it lets in where, what they may do there, and until when. */
export function tokenFacts(token: ParticipantToken): HTMLElement {
  const others = token.grants.filter(({ name }) => !["room", "role", "api"].includes(name));
  const rows: [string, Child][] = [
    ["Name", token.name],
    ["Role", token.role],
    ["Rooms", chips(scopesOf(token, "room"))],
    ["May do", whatTheyMayDo(token)],
    ["Expires", expiry(token.expiresAt)],
    ["Project", code(token.projectId)],
    ["API key", code(token.apiKeyId)],
    ...(others.length > 0 ? [["Other grants", chips(others.map(({ name }) => name))] satisfies [string, Child]] : []),
  ];
  return h(
    "div",
    { class: "stack token" },
    h(
      "dl",
      { class: "pairs" },
      rows.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]),
    ),
    h(
      "details",
      null,
      h("summary", null, "Payload"),
      h("div", { class: "code" }, h("pre", null, h("code", null, JSON.stringify(token.toJSON(), null, 2)))),
    ),
  );
}

const scopesOf = (token: ParticipantToken, grant: string): string[] =>
  token.grants.filter(({ name }) => name === grant).map(({ scope }) => String(scope));

function chips(texts: string[]): Child {
  if (texts.length === 0) return "—";
  return h(
    "ul",
    { class: "chips" },
    texts.map((text) => h("li", { class: "chip" }, text)),
  );
}

const code = (text: string | undefined): Child => (text === undefined ? "—" : h("code", null, text));

function whatTheyMayDo({ apiGrant }: ParticipantToken): Child {
  if (!apiGrant) return "No scope: nothing is implied";
  return h(
    "span",
    { class: "stack tight" },
    h("span", null, levelChip(apiGrant)),
    h("span", { class: "muted" }, summary(apiGrant)),
  );
}

function expiry(at: Date | undefined): Child {
  if (!at) return "Never";
  // A token that nobody has verified may say anything.
  if (Number.isNaN(at.getTime())) return "Not a time";
  const past = at.getTime() < Date.now();
  return [`${moment(at)}, `, h("span", { class: past ? "warn-text" : "muted" }, distance(at))];
}
