import {
  type Meshagent,
  type MeshagentOptions,
  NotFoundError,
  PermissionDeniedError,
  type Project,
  ValidationErrorResponse,
} from "meshagent-wasm";
import { CallLog, logged } from "./calls.ts";
import { type Identity, identityOf } from "./identity.ts";
import { People } from "./people.ts";
import { DEED_ROLES, type Rights, rightsOfAccess, rightsOfRole } from "./rights.ts";

/** What signing in takes. */
export interface Credentials {
  server: string;
  project: string;
  token: string;
}

/** A generation of the service's API: roles in policies, or the older one's room grants. */
export type Api = "today" | "older";

/** A project one is signed in to. */
export interface Session {
  server: string;
  projectId: string;
  /** The package's client; every call of it and of its project shows up in the log. */
  meshagent: Meshagent;
  project: Project;
  /** The generation that the page uses: today's wherever the service has it. */
  api: Api;
  /** What the caller may do; unknown on servers that do not tell. */
  rights: Rights | undefined;
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
  const { meshagent, project } = logged(options, log);
  const ended = new AbortController();
  const { api, rights } = await whatIsServed(project, signal);
  if (api === "today") void findFiles(meshagent, options, ended.signal);
  return {
    server: meshagent.baseUrl,
    projectId,
    meshagent,
    project,
    api,
    rights,
    identity: identityOf(token),
    people: new People(project, api),
    log,
    signal: ended.signal,
    signOut: () => ended.abort(),
  };
}

/** Learns which generation the service serves, by asking what the caller may do. */
async function whatIsServed(project: Project, signal: AbortSignal): Promise<Pick<Session, "api" | "rights">> {
  const question = {
    subject: { type: "user", id: "me" },
    resource: { type: "project", id: project.id },
    relations: DEED_ROLES,
  };
  try {
    return { api: "today", rights: rightsOfAccess(await project.access.getEffective(question, { signal })) };
  } catch (error) {
    // The route is there, but does not tell this caller.
    if (error instanceof PermissionDeniedError || error instanceof ValidationErrorResponse) {
      await project.rooms.list({ page_size: 1 }, { signal });
      return { api: "today", rights: undefined };
    }
    // An older service has no such route; nor is there one of a project that does not exist.
    if (!(error instanceof NotFoundError)) throw error;
  }
  try {
    return { api: "older", rights: rightsOfRole(await project.members.role({ signal })) };
  } catch (error) {
    // Some have no such route either, but any of them lists rooms.
    if (!(error instanceof NotFoundError)) throw error;
    await project.rooms.list({ limit: 1 }, { signal });
    return { api: "older", rights: undefined };
  }
}

/** Learns where the files of rooms and agents are: each call has a client of its own, which would ask again. */
async function findFiles(meshagent: Meshagent, options: MeshagentOptions, signal: AbortSignal): Promise<void> {
  try {
    const { domains } = await meshagent.config.get({ signal });
    if (domains.files) options.filesUrl = domains.files;
  } catch {
    // Then each call asks, and says what went wrong.
  }
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
