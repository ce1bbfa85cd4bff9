import { NotFoundError, type ProjectRoomGrant, type Room } from "meshagent-wasm";
import { whenOnline } from "../app/online.ts";
import { blocked } from "../app/rights.ts";
import { goTo, href } from "../app/router.ts";
import { levelChip, summary } from "../scope/levels.ts";
import { button, copyable } from "../ui/button.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { list } from "../ui/list.ts";
import { empty, trouble } from "../ui/notice.ts";
import { personCell } from "../ui/person.ts";
import { type GrantView, takeAway } from "./grant-changes.ts";
import { changeDialog, giveDialog } from "./grant-dialog.ts";
import { connectDialog, deleteDialog, editDialog } from "./room-dialogs.ts";
import { annotationChips, roomTitle } from "./room-parts.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** One room: who may do what in it, and what it carries. */
export function roomView(context: ViewContext): HTMLElement {
  const { session, route, signal } = context;
  const name = route.path[1] ?? "";
  const view = h("div", { class: "view" });

  let failed = false;

  async function load(): Promise<void> {
    failed = false;
    fill(view, crumbs(name), pageHead(name, "Loading…"));
    try {
      const room = await session.project.rooms.get(name, { signal });
      fill(view, crumbs(name), ...roomParts(context, room, load));
    } catch (error) {
      if (signal.aborted) return;
      failed = true;
      const gone = error instanceof NotFoundError;
      const back = button({ label: "Go to the rooms", onclick: () => goTo("rooms") });
      const notice = gone
        ? h("div", { class: "card" }, empty(`There is no room “${name}”`, "It may have been renamed or deleted.", back))
        : trouble(error, load);
      fill(view, crumbs(name), pageHead(name, ""), notice);
    }
  }

  whenOnline(signal, () => failed && load());
  void load();
  return view;
}

function crumbs(name: string): HTMLElement {
  return h(
    "nav",
    { class: "crumbs", "aria-label": "Where you are" },
    h("a", { href: href("rooms") }, "Rooms"),
    h("span", { "aria-hidden": "true" }, "/"),
    h("span", { "aria-current": "page" }, name),
  );
}

function roomParts({ session, signal }: ViewContext, room: Room, reload: () => void): Child[] {
  const { project, rights } = session;
  const manage = blocked(rights, "manage rooms");
  const manageAccess = blocked(rights, "manage access");
  const view: GrantView = { refresh: () => grants.reload() };
  const give = (kind: "primary" | "plain") =>
    button({
      label: "Give access",
      icon: "addUser",
      kind,
      blocked: manageAccess,
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
      void session.people.load(...ids).then(() => grants.redraw());
    },
    columns: [
      { title: "Person", kind: "main", width: "42%", cell: ({ user_id }) => personCell(session.people.get(user_id)) },
      { title: "Access", cell: accessCell },
      { title: "Actions", kind: "actions", width: "108px", cell: actions },
    ],
  });

  function actions(grant: ProjectRoomGrant): Child {
    const person = session.people.get(grant.user_id);
    const who = person.name ?? person.email ?? person.id;
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `${manageAccess ? "View" : "Change"} access of ${who}`,
        icon: manageAccess ? "view" : "edit",
        compact: true,
        onclick: () => changeDialog(session, grant, view),
      }),
      button({
        label: `Take access of ${who} away`,
        icon: "removeUser",
        compact: true,
        blocked: manageAccess,
        onclick: () => takeAway(session, grant, view),
      }),
    );
  }

  const moved = (name: string) => {
    if (name === room.name) reload();
    else goTo("rooms", name);
  };
  void grants.reload();
  return [
    pageHead(
      [room.name, room.enabled === false && h("span", { class: "chip warn" }, "disabled")],
      roomTitle(room) ?? "Who may do what in this room.",
      button({ label: "Connect", icon: "connect", onclick: () => connectDialog(session, room.name) }),
      button({ label: "Edit", icon: "edit", blocked: manage, onclick: () => editDialog(session, room, moved) }),
      button({
        label: "Delete",
        icon: "delete",
        blocked: manage,
        onclick: () => deleteDialog(session, room, () => goTo("rooms")),
      }),
    ),
    h(
      "div",
      { class: "columns" },
      h(
        "section",
        { class: "stack", "aria-label": "Access" },
        h("header", { class: "section-head" }, h("h2", null, "Access"), give("primary")),
        grants.element,
      ),
      h(
        "section",
        { class: "stack", "aria-label": "Details" },
        h("header", { class: "section-head" }, h("h2", null, "Details")),
        h(
          "dl",
          { class: "card details" },
          h("dt", null, "Room ID"),
          h("dd", null, copyable(room.id, "Copy the room ID")),
          h("dt", null, "Annotations"),
          h("dd", null, annotationChips(room)),
          h("dt", null, "Metadata"),
          h("dd", null, h("pre", null, h("code", null, JSON.stringify(room.metadata ?? {}, null, 2)))),
        ),
      ),
    ),
  ];
}

/** A grant's level, and in words what it allows. */
function accessCell({ permissions }: ProjectRoomGrant): Child {
  const words = summary(permissions);
  return h("span", { class: "access" }, levelChip(permissions), h("small", { class: "clip", title: words }, words));
}
