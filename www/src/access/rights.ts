import type { AccessTest, Room } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import type { Session } from "../app/session.ts";

/** Why the caller cannot change who has which role on a room: whoever administers the room may, without the project's leave. */
export async function rolesBlocked(session: Session, { id }: Room, signal: AbortSignal): Promise<string | undefined> {
  const reason = blocked(session.rights, "manage access");
  return reason && ((await holds(session, { type: "room", id }, "can_manage", signal)) ? undefined : reason);
}

/** Why the caller cannot change who is in a group: its managers may, without the project's leave. */
export async function membersBlocked(
  session: Session,
  { id }: { id?: string | null },
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!blocked(session.rights, "manage groups")) return undefined;
  const allowed = await holds(session, { type: "group", id: id ?? "" }, "manager", signal);
  return allowed ? undefined : "Only managers of the group, and those who manage groups, can change who is in it.";
}

/** Whether the caller has a relation to something. */
async function holds(
  { project }: Session,
  resource: AccessTest["resource"],
  relation: string,
  signal: AbortSignal,
): Promise<boolean> {
  const subject = { type: "user", id: "me" };
  return (await project.access.test({ subject, resource, relation }, { signal })).allowed;
}
