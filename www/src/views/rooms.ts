import type { Room } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import { href, noteQuery } from "../app/router.ts";
import { button } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { search, select } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { roomView } from "./room.ts";
import { connectDialog, createDialog, deleteDialog, editDialog } from "./room-dialogs.ts";
import { annotationChips, metadataText, roomTitle } from "./room-parts.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** The project's rooms, or the one that the address names. */
export default function view(context: ViewContext): HTMLElement {
  return context.route.path.length > 1 ? roomView(context) : roomsView(context);
}

function roomsView({ session, route, signal }: ViewContext): HTMLElement {
  const { project, rights } = session;
  let filter = route.query.get("filter") ?? "";
  let order = route.query.get("order") ?? "room_name";

  const rooms = list<Room>({
    label: "Rooms",
    signal,
    fetch: ({ limit, offset, continuation_token: token }, signal) => {
      const older = { limit, offset, order_by: order, ...(token && { continuation_token: token }), filter };
      const today = { page_size: limit, ...(token && { continuation_token: token }), filter };
      return project.rooms.list(session.api === "today" ? today : older, { signal });
    },
    empty: nothing,
    columns: [
      {
        title: "Room",
        kind: "main",
        width: "25%",
        cell: roomCell,
      },
      { title: "Annotations", width: "28%", cell: (room) => annotationChips(room) },
      { title: "Metadata", cell: (room) => metadataText(room) },
      { title: "Actions", kind: "actions", width: "146px", cell: actions },
    ],
  });
  const changed = () => {
    noteQuery({ filter, order: order === "room_name" ? "" : order });
    return rooms.reload(true);
  };
  const create = (kind: "primary" | "plain" = "primary") =>
    button({
      label: "Create room",
      icon: "add",
      kind,
      blocked: blocked(rights, "create rooms"),
      onclick: () => createDialog(session, () => rooms.reload()),
    });

  function actions(room: Room): Child {
    const manage = blocked(rights, "manage rooms");
    const reload = () => rooms.reload();
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `Connect to ${room.name}`,
        icon: "connect",
        compact: true,
        onclick: () => connectDialog(session, room.name),
      }),
      button({
        label: `Edit ${room.name}`,
        icon: "edit",
        compact: true,
        blocked: manage,
        onclick: () => editDialog(session, room, reload),
      }),
      button({
        label: `Delete ${room.name}`,
        icon: "delete",
        compact: true,
        blocked: manage,
        onclick: () => deleteDialog(session, room, reload),
      }),
    );
  }

  function nothing(): HTMLElement {
    if (filter) return empty("No room matches", `No room's name contains “${filter}”.`);
    return empty("No rooms yet", "A room is where people and agents meet. Create the first one.", create("plain"));
  }

  void rooms.reload();
  return h(
    "div",
    { class: "view" },
    pageHead("Rooms", "Where the people and agents of this project meet.", create()),
    h(
      "div",
      { class: "toolbar" },
      search("Search rooms", filter, (text) => {
        filter = text;
        void changed();
      }),
      // Services of today have an order of their own.
      session.api === "older" &&
        select(
          [
            ["room_name", "By name"],
            ["created_at", "By creation"],
          ],
          {
            "aria-label": "Order",
            value: order,
            onchange: (event) => {
              order = (event.target as HTMLSelectElement).value;
              void changed();
            },
          },
        ),
    ),
    rooms.element,
  );
}

/** A room's name, and the title that its metadata may give it. */
function roomCell(room: Room): Child {
  const title = roomTitle(room);
  return h(
    "span",
    { class: "two-lines" },
    h(
      "span",
      { class: "row" },
      h("a", { href: href("rooms", room.name) }, room.name),
      room.enabled === false && h("span", { class: "chip warn" }, "disabled"),
    ),
    title && h("small", null, title),
  );
}
