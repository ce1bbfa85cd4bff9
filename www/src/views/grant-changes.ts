import type { ApiScope, ProjectRoomGrant, Room } from "meshagent-wasm";
import { title } from "../app/people.ts";
import type { Session } from "../app/session.ts";
import { endToasts, type Said, toast } from "../ui/toast.ts";

/** A view that shows who may do what. */
export interface GrantView {
  /** Fetches anew what it shows. */
  refresh(): unknown;
  /** Shows a grant, or that there is none, before the server has agreed: every change here can be undone. */
  expect?(place: Place, permissions: ApiScope | undefined): void;
}

/** Who, and where. */
export interface Place {
  room: Room;
  user_id: string;
}

type Permissions = ApiScope | undefined;

/** Makes the one call that leads from what somebody may do to what they shall; nothing stands for no access. */
export async function send(
  { project }: Session,
  { room, user_id }: Place,
  from: Permissions,
  to: Permissions,
  signal?: AbortSignal,
): Promise<void> {
  const options = signal ? { signal } : {};
  if (!to) await project.grants.delete(room.id, user_id, options);
  else if (from) await project.grants.update({ room_id: room.id, user_id, permissions: to }, options);
  else await project.grants.create({ room_id: room.id, user_id, permissions: to }, options);
}

/** What to say of a change, with its way back. */
export function changed(session: Session, place: Place, from: Permissions, to: Permissions, view: GrantView): Said {
  return {
    text: words(session, place, from, to),
    about: nameOf(place),
    action: {
      label: "Undo",
      async run() {
        await shownAtOnce(session, place, to, from, view);
        toast({ text: `Undone. ${words(session, place, to, from)}`, about: nameOf(place) });
      },
    },
  };
}

/** Takes somebody's access to a room away, without asking: it can be undone. */
export async function takeAway(session: Session, grant: ProjectRoomGrant, view: GrantView): Promise<void> {
  await shownAtOnce(session, grant, grant.permissions, undefined, view);
  toast(changed(session, grant, grant.permissions, undefined, view));
}

async function shownAtOnce(session: Session, place: Place, from: Permissions, to: Permissions, view: GrantView) {
  // What could be undone before no longer can.
  endToasts(nameOf(place));
  view.expect?.(place, to);
  try {
    await send(session, place, from, to);
  } catch (error) {
    view.expect?.(place, from);
    throw error;
  }
  await view.refresh();
}

const nameOf = ({ room, user_id }: Place): string => `${user_id} in ${room.id}`;

function words({ people }: Session, { room, user_id }: Place, from: Permissions, to: Permissions): string {
  const who = title(people.get(user_id));
  if (!to) return `${who} has no access to ${room.name} any more.`;
  return from ? `What ${who} may do in ${room.name} is saved.` : `${who} has access to ${room.name}.`;
}
