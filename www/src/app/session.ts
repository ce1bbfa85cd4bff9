import { Meshagent, type MeshagentOptions, NotFoundError, type Project, type ProjectRole } from "meshagent-wasm";
import { CallLog, logged } from "./calls.ts";
import { type Identity, identityOf } from "./identity.ts";
import { People } from "./people.ts";

/** What signing in takes. */
export interface Credentials {
  server: string;
  project: string;
  token: string;
}

/** A project one is signed in to. */
export interface Session {
  server: string;
  projectId: string;
  /** The package's project; every call of it shows up in the log. */
  project: Project;
  /** What the caller may do; unknown on servers that do not tell. */
  role: ProjectRole | undefined;
  identity: Identity;
  people: People;
  log: CallLog;
  /** Aborts on signing out: what goes on across views ends with it. */
  signal: AbortSignal;
  signOut(): void;
}

/** Signs in: makes the client, and proves with a call that the server takes the token. */
export async function signIn(
  { server, project: projectId, token }: Credentials,
  signal: AbortSignal,
): Promise<Session> {
  const options: MeshagentOptions = { baseUrl: server, projectId, token, timeout: 20_000 };
  const log = new CallLog();
  const project = logged(options, log);
  const ended = new AbortController();
  let role: ProjectRole | undefined;
  try {
    role = await project.members.role({ signal });
  } catch (error) {
    // Newer servers have no such route, but any of them lists rooms.
    if (!(error instanceof NotFoundError)) throw error;
    await project.rooms.list({ limit: 1 }, { signal });
  }
  return {
    server: new Meshagent(options).baseUrl,
    projectId,
    project,
    role,
    identity: identityOf(token),
    people: new People(project),
    log,
    signal: ended.signal,
    signOut: () => ended.abort(),
  };
}

const KEY = "meshagent-admin";

/** What this tab remembers; without a token after signing out. */
export function remembered(): Partial<Credentials> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

export function remember(credentials: Partial<Credentials>): void {
  sessionStorage.setItem(KEY, JSON.stringify(credentials));
}

/** Credentials of a link, `#server=…&project=…&token=…`, which are taken out of the address at once. */
export function fromLink(): Partial<Credentials> | undefined {
  const link = new URLSearchParams(location.hash.replace(/^#\/?/, ""));
  if (!link.has("server") && !link.has("token")) return undefined;
  history.replaceState(null, "", `${location.pathname}${location.search}#/rooms`);
  return { server: link.get("server") ?? "", project: link.get("project") ?? "", token: link.get("token") ?? "" };
}
