import type { Feed, FeedSubscription } from "meshagent-wasm";
import { blocked } from "../../app/rights.ts";
import { href } from "../../app/router.ts";
import { button } from "../../ui/button.ts";
import { formDialog, Incomplete } from "../../ui/dialog.ts";
import { h } from "../../ui/dom.ts";
import { field, input } from "../../ui/field.ts";
import { type List, list } from "../../ui/list.ts";
import { empty, note } from "../../ui/notice.ts";
import type { ViewContext } from "../view.ts";
import { ago, codeLine } from "./cells.ts";
import { roomField } from "./rooms.ts";

/** The rooms that get a feed's messages, as files. */
export function subscriptions(context: ViewContext, feed: Feed): HTMLElement {
  const { session, signal } = context;
  const subscribe = button({
    label: "Subscribe a room",
    icon: "add",
    blocked: blocked(session.rights, "subscribe rooms"),
    onclick: () => subscribeDialog(context, feed, all),
  });
  const all: List = list<FeedSubscription>({
    label: "Rooms that subscribe",
    signal,
    async fetch({ limit, offset }, signal) {
      const { items } = await session.project.feedSubscriptions.list(feed.id, { signal });
      return { items: items.slice(offset, offset + limit), total: items.length };
    },
    empty: () => empty("No room subscribes yet", "Messages that are published now reach nobody."),
    columns: [
      { title: "Room", kind: "main", width: "32%", cell: ({ room }) => h("a", { href: href("rooms", room) }, room) },
      { title: "Folder", cell: folderCell },
      { title: "Since", width: "130px", cell: ({ created_at }) => ago(created_at) },
      {
        title: "Actions",
        kind: "actions",
        width: "70px",
        cell: (subscription) =>
          h(
            "div",
            { class: "row tight end" },
            button({
              label: `Unsubscribe ${subscription.room}`,
              icon: "delete",
              compact: true,
              blocked: blocked(session.rights, "end subscriptions"),
              onclick: () => unsubscribeDialog(context, feed, subscription, all),
            }),
          ),
      },
    ],
  });
  void all.reload();
  return h(
    "section",
    { class: "stack", "aria-label": "Subscriptions" },
    h("header", { class: "section-head" }, h("h2", null, "Rooms that subscribe"), subscribe),
    all.element,
  );
}

function folderCell({ room, path }: FeedSubscription): HTMLElement {
  const folder = path.split("/").filter(Boolean);
  return h("a", { class: "link", href: href("files", "room", room, ...folder) }, codeLine(path));
}

async function subscribeDialog({ session }: ViewContext, feed: Feed, all: List): Promise<void> {
  const { project } = session;
  const room = await roomField(session, "Which room gets the messages.");
  const path = field("Folder", input({ class: "mono", value: `feeds/${feed.name}`, required: true }), FOLDER);
  formDialog({
    title: `Subscribe a room to ${feed.name}`,
    body: [room.element, path.element],
    submit: "Subscribe",
    async run(signal) {
      const folder = path.control.value.trim();
      path.problem(folder ? undefined : "Say which folder.");
      if (!folder) throw new Incomplete();
      await project.feedSubscriptions.create(feed.id, { room: room.control.value, path: folder }, { signal });
      return `${room.control.value} gets the messages of ${feed.name} from now on.`;
    },
    done: () => all.reload(),
  });
}

const FOLDER = "Each message becomes a file in this folder of the room.";

function unsubscribeDialog({ session }: ViewContext, feed: Feed, { id, room }: FeedSubscription, all: List): void {
  formDialog({
    title: `Unsubscribe ${room}?`,
    body: note("info", h("p", null, "The room gets no more messages of the feed. Those that it has stay.")),
    submit: "Unsubscribe",
    danger: true,
    async run(signal) {
      await session.project.feedSubscriptions.delete(feed.id, id, { signal });
      return `${room} does not get the messages of ${feed.name} any more.`;
    },
    done: () => all.reload(),
  });
}
