import type { RoomSession } from "meshagent-wasm";
import { duration } from "../app/format.ts";
import { whileSeen } from "../app/poll.ts";
import { blocked } from "../app/rights.ts";
import { href, noteQuery } from "../app/router.ts";
import { ownerOf, participantsOf, ranFor, Sessions } from "../app/sessions.ts";
import { button } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { checkbox, search, select, ticked } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { sessionView } from "./session.ts";
import { ago, endButtons, stateChip } from "./session-parts.ts";
import { notAllowed, pageHead, type View, type ViewContext } from "./view.ts";

/** Sessions of rooms and agents: all of them, or the one that the address names. */
const view: View = (context) => {
  const reason = blocked(context.session.rights, "see sessions");
  if (reason) return notAllowed("Sessions", reason);
  return context.route.path.length > 1 ? sessionView(context) : sessionsView(context);
};
export default view;

const STATES = { "": "Live and over", live: "Live", over: "Over" };

function sessionsView({ session, route, signal }: ViewContext): HTMLElement {
  let filter = route.query.get("filter") ?? "";
  let state = route.query.get("state") ?? "";
  const room = route.query.get("room") ?? undefined;
  const sessions = new Sessions(session.project, room);
  let loaded: Promise<void> | undefined;
  let follows = true;

  function wanted(one: RoomSession): boolean {
    if (state && one.is_active !== (state === "live")) return false;
    const text = [one.room_name, one.agent_name, one.id].join("\n").toLowerCase();
    return text.includes(filter.toLowerCase());
  }

  const rows = list<RoomSession>({
    label: "Sessions",
    signal,
    async fetch({ limit, offset }, signal) {
      loaded ??= sessions.load(signal);
      try {
        await loaded;
      } catch (error) {
        loaded = undefined;
        throw error;
      }
      const found = sessions.all.filter(wanted);
      return { items: found.slice(offset, offset + limit), total: found.length };
    },
    empty: () =>
      filter || state
        ? empty(
            "No session matches",
            "Neither its room, its agent nor its id contains that, or it is in another state.",
          )
        : empty("No sessions yet", "A session begins when somebody joins a room, or when an agent runs."),
    columns: [
      { title: "Session", kind: "main", width: "30%", cell: nameCell },
      { title: "State", width: "96px", cell: stateChip },
      { title: "Began", cell: ({ created_at }) => ago(created_at) },
      { title: "Ran for", cell: ranCell },
      { title: "Participants", cell: (one) => participantsOf(one) || h("span", { class: "faint" }, "Not known") },
      {
        title: "Actions",
        kind: "actions",
        width: "72px",
        cell: (one) => one.is_active && h("div", { class: "row tight end" }, endButtons(session, one, again, true)),
      },
    ],
  });
  const again = () => {
    loaded = undefined;
    void rows.reload();
  };
  const changed = () => {
    noteQuery({ room: room ?? "", filter, state });
    void rows.reload(true);
  };

  whileSeen(signal, async () => {
    if (!follows || !loaded) return;
    await sessions.refresh(signal).catch(() => {});
    await rows.refresh();
  });

  const follow = checkbox("Refreshes by itself", true, { onchange: () => (follows = ticked(follow)) });
  void rows.reload();
  return h(
    "div",
    { class: "view" },
    pageHead("Sessions", "What runs now and what ran lately, in rooms and by agents.", follow),
    h(
      "div",
      { class: "toolbar" },
      search("Filter by room or agent", filter, (text) => {
        filter = text;
        changed();
      }),
      select(Object.entries(STATES) as [string, string][], {
        "aria-label": "State",
        value: state,
        onchange: ({ target }) => {
          state = (target as HTMLSelectElement).value;
          changed();
        },
      }),
      room !== undefined &&
        button({ label: `Only room ${room}`, icon: "close", onclick: () => location.assign(href("sessions")) }),
    ),
    rows.element,
  );
}

function nameCell(one: RoomSession): Child {
  return h(
    "span",
    { class: "two-lines" },
    h("a", { href: href("sessions", one.id) }, ownerOf(one)),
    h("small", null, one.agent_name ? `Agent, in ${one.room_name}` : "Room"),
  );
}

function ranCell(one: RoomSession): Child {
  const ms = ranFor(one);
  // Whole minutes only, as rows of what is live would change all the time.
  if (ms === undefined) return h("span", { class: "faint" }, "Not known");
  return ms < 60_000 ? "Less than a minute" : duration(ms - (ms % 60_000));
}
