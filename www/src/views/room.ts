import type { Room } from "meshagent-wasm";
import { rolesBlocked } from "../access/rights.ts";
import { blocked } from "../app/rights.ts";
import { goTo, href } from "../app/router.ts";
import { button, copyable, linkButton } from "../ui/button.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { details } from "./aside.ts";
import { eventList } from "./event-list.ts";
import { oneView } from "./one.ts";
import { connectDialog, deleteDialog, editDialog } from "./room-dialogs.ts";
import { roomGrants } from "./room-grants.ts";
import { annotationChips, roomTitle } from "./room-parts.ts";
import { roomRoles } from "./room-roles.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** One room: who may do what in it, and what it carries. */
export function roomView(context: ViewContext): HTMLElement {
  const { session, route, signal } = context;
  const name = route.path[1] ?? "";
  return oneView({
    place: ["rooms", "Rooms"],
    kind: "room",
    name,
    signal,
    async fetch(signal) {
      const room = await session.project.rooms.get(name, { signal });
      return { room, manage: session.api === "today" ? await rolesBlocked(session, room, signal) : undefined };
    },
    show: ({ room, manage }, reload) => roomParts(context, room, manage, reload),
  });
}

function roomParts(context: ViewContext, room: Room, blockedRoles: string | undefined, reload: () => void): Child[] {
  const { session } = context;
  const manage = blocked(session.rights, "manage rooms");
  const access = session.api === "today" ? roomRoles(context, room, blockedRoles) : roomGrants(context, room);
  const moved = (name: string) => {
    if (name === room.name) reload();
    else goTo("rooms", name);
  };
  // What comes below the list waits for it: nothing moves then.
  const events = h("div");
  if (session.api === "today") {
    void access.ready.then(() => context.signal.aborted || fill(events, roomEvents(context, room.name)));
  }
  return [
    pageHead(
      [room.name, room.enabled === false && h("span", { class: "chip warn" }, "disabled")],
      roomTitle(room) ?? "Who may do what in this room.",
      session.api === "today" && linkButton("Files", "folder", href("files", "room", room.name)),
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
        h("header", { class: "section-head" }, h("h2", null, "Access"), access.give),
        access.element,
      ),
      details([
        ["Room ID", copyable(room.id, "Copy the room ID")],
        ["Annotations", annotationChips(room)],
        ["Metadata", h("pre", null, h("code", null, JSON.stringify(room.metadata ?? {}, null, 2)))],
      ]),
    ),
    events,
  ];
}

/** What happened in a room lately, over all of its sessions. */
function roomEvents({ session, signal }: ViewContext, name: string): HTMLElement {
  const events = eventList({
    label: `Events of ${name}`,
    signal,
    sessions: true,
    size: 10,
    fetch: async (signal) => (await session.project.rooms.listEvents(name, { limit: 100 }, { signal })).items,
  });
  return h(
    "section",
    { class: "stack", "aria-label": "Events" },
    h(
      "header",
      { class: "section-head" },
      h("h2", null, "Events"),
      h(
        "a",
        { class: "link", href: `${href("sessions")}?room=${encodeURIComponent(name)}` },
        "All sessions of the room",
      ),
    ),
    events.element,
  );
}
