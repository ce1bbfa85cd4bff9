import type { AccessSubject, Project, Room } from "meshagent-wasm";
import { inWords, same } from "../access/roles.ts";
import { keyOf, reference, titleOfSubject } from "../access/subjects.ts";
import type { Session } from "../app/session.ts";
import { endToasts, toast } from "../ui/toast.ts";

/** Whose roles, and where. */
export interface RolePlace {
  room: Room;
  subject: AccessSubject;
}

/** A view that shows direct roles. */
export interface RoleView {
  /** Why the caller cannot change roles here. */
  blocked?: string | undefined;
  /** Shows roles before the server has agreed: every change here can be undone. */
  expect?(place: RolePlace, roles: string[]): void;
  /** Fetches anew what it shows. */
  refresh(place: RolePlace): unknown;
}

/**
 * Makes the calls that lead from some direct roles to others.
 *
 * The service can add roles or take all of them away. Should it refuse the new ones after the old ones have gone, these
 * are given back.
 */
export async function sendRoles(
  project: Project,
  { room, subject: whole }: RolePlace,
  from: string[],
  to: string[],
): Promise<void> {
  const subject = reference(whole);
  const grant = (roles: string[]) => project.policies.grant("room", room.id, { subject, roles });
  const added = to.filter((role) => !from.includes(role));
  if (from.every((role) => to.includes(role))) {
    if (added.length > 0) await grant(added);
    return;
  }
  await project.policies.revoke("room", room.id, { subject });
  if (to.length === 0) return;
  try {
    await grant(to);
  } catch (error) {
    // Whether that works shows when the view is fetched anew.
    await grant(from).catch(() => {});
    throw error;
  }
}

/** Gives exactly these direct roles, shows them at once, and offers the way back. */
export async function changeRoles(
  session: Session,
  place: RolePlace,
  from: string[],
  to: string[],
  view: RoleView,
): Promise<void> {
  if (same(from, to)) return;
  const about = `${keyOf(place.subject)} in ${place.room.id}`;
  const shownAtOnce = async (from: string[], to: string[]) => {
    // What could be undone before no longer can.
    endToasts(about);
    view.expect?.(place, to);
    try {
      await sendRoles(session.project, place, from, to);
    } catch (error) {
      view.expect?.(place, from);
      throw error;
    } finally {
      await view.refresh(place);
    }
  };
  await shownAtOnce(from, to);
  const undo = async () => {
    await shownAtOnce(to, from);
    toast({ text: `Undone. ${words(place, from)}`, about });
  };
  toast({ text: words(place, to), about, action: { label: "Undo", run: undo } });
}

function words({ room, subject }: RolePlace, roles: string[]): string {
  const who = titleOfSubject(subject);
  if (roles.length === 0) return `${who} has no role of their own in ${room.name} any more.`;
  return `${who} is now in ${room.name}: ${inWords(roles)}.`;
}
