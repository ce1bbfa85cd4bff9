import type { AccessSubject, Room } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import type { Session } from "../app/session.ts";

/** Why the caller cannot change who has which role on a room: whoever administers the room may, without the project's leave. */
export async function rolesBlocked(
  { project, rights }: Session,
  { id }: Room,
  signal: AbortSignal,
): Promise<string | undefined> {
  const reason = blocked(rights, "manage access");
  if (!reason) return undefined;
  const question = { subject: { type: "user", id: "me" }, resource: { type: "room", id }, relation: "can_manage" };
  const { allowed } = await project.access.test(question, { signal });
  return allowed ? undefined : reason;
}

/** Why the caller cannot change who is in a group: its managers may, without the project's leave. */
export async function membersBlocked(
  { project, rights }: Session,
  group: AccessSubject,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!blocked(rights, "manage groups")) return undefined;
  const resource = { type: "group", id: group.id ?? "" };
  const question = { subject: { type: "user", id: "me" }, resource, relation: "manager" };
  const { allowed } = await project.access.test(question, { signal });
  return allowed ? undefined : "Only managers of the group, and those who manage groups, can change who is in it.";
}
