import type { ProjectRoomGrant, Room } from "meshagent-wasm";
import { title } from "../app/people.ts";
import { blocked } from "../app/rights.ts";
import { levelChip, summary } from "../scope/levels.ts";
import { button } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { personCell } from "../ui/person.ts";
import { type GrantView, takeAway } from "./grant-changes.ts";
import { changeDialog, giveDialog } from "./grant-dialog.ts";
import type { RoomAccess } from "./room-roles.ts";
import type { ViewContext } from "./view.ts";

/** Who has access to a room, on older services: the button that gives it, and the list. */
export function roomGrants({ session, signal }: ViewContext, room: Room): RoomAccess {
  const { project, people } = session;
  const manage = blocked(session.rights, "manage access");
  const view: GrantView = { refresh: () => grants.reload() };
  const give = (kind: "primary" | "plain") =>
    button({
      label: "Give access",
      icon: "addUser",
      kind,
      blocked: manage,
      onclick: () => giveDialog(session, room, undefined, view),
    });

  const grants = list<ProjectRoomGrant>({
    label: `Who has access to ${room.name}`,
    signal,
    fetch: (which, signal) => project.grants.listByRoom(room.name, which, { signal }),
    empty: () =>
      empty("Nobody has access yet", "Only admins and developers of the project can enter this room.", give("plain")),
    loaded: ({ items }) => {
      const ids = items.map(({ user_id }) => user_id);
      void people.load(...ids).then(() => grants.redraw());
    },
    columns: [
      { title: "Person", kind: "main", width: "42%", cell: ({ user_id }) => personCell(people.get(user_id)) },
      { title: "Access", cell: accessCell },
      { title: "Actions", kind: "actions", width: "108px", cell: actions },
    ],
  });

  function actions(grant: ProjectRoomGrant): Child {
    const who = title(people.get(grant.user_id));
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `${manage ? "View" : "Change"} access of ${who}`,
        icon: manage ? "view" : "edit",
        compact: true,
        onclick: () => changeDialog(session, grant, view),
      }),
      button({
        label: `Take access of ${who} away`,
        icon: "removeUser",
        compact: true,
        blocked: manage,
        onclick: () => takeAway(session, grant, view),
      }),
    );
  }

  return { give: give("primary"), element: grants.element, ready: grants.reload() };
}

/** A grant's level, and in words what it allows. */
function accessCell({ permissions }: ProjectRoomGrant): Child {
  const words = summary(permissions);
  return h("span", { class: "access" }, levelChip(permissions), h("small", { class: "clip", title: words }, words));
}
