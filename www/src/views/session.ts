import type { RoomSession } from "meshagent-wasm";
import { NotFoundError } from "meshagent-wasm";
import { duration } from "../app/format.ts";
import { textOf } from "../app/open-rows.ts";
import { whileSeen } from "../app/poll.ts";
import { goTo, href, noteQuery } from "../app/router.ts";
import { ownerOf, participantsOf, ranFor } from "../app/sessions.ts";
import { moment } from "../app/time.ts";
import { button, copyable } from "../ui/button.ts";
import { crumbs } from "../ui/crumbs.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { checkbox, ticked } from "../ui/field.ts";
import { empty, trouble } from "../ui/notice.ts";
import { type Tab, tabs } from "../ui/tabs.ts";
import { eventList } from "./event-list.ts";
import { metricCharts } from "./session-metrics.ts";
import { endButtons, stateChip } from "./session-parts.ts";
import { traces } from "./session-traces.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** One session: what it did as a timeline, what it used as charts, and what happened in it. */
export function sessionView({ session, route, signal }: ViewContext): HTMLElement {
  const { project } = session;
  const id = route.path[1] ?? "";
  const place = crumbs([
    ["Sessions", href("sessions")],
    [id, href("sessions", id)],
  ]);
  const head = h("div", { class: "stack" }, pageHead("Session", "Loading…"));
  const view = h("div", { class: "view" }, place, head);
  let follows = true;
  let seen = "";
  let trace = route.query.get("trace") ?? undefined;
  let open = route.query.get("show") ?? "timeline";
  const noted = () => noteQuery({ show: open === "timeline" ? "" : open, trace: trace ?? "" });

  const refreshes: (() => Promise<void>)[] = [];
  /** A tab whose content is refreshed while the session runs. */
  const live = (part: { element: HTMLElement; refresh(): Promise<void> }): HTMLElement => {
    refreshes.push(part.refresh);
    return part.element;
  };
  const all: Tab[] = [
    {
      id: "timeline",
      label: "Timeline",
      panel: () =>
        live(
          traces(session, id, trace, signal, (next) => {
            trace = next;
            noted();
          }),
        ),
    },
    { id: "metrics", label: "Metrics", panel: () => live(metricCharts(session, id, signal)) },
    {
      id: "events",
      label: "Events",
      panel: () =>
        live(
          eventList({
            label: "Events of the session",
            signal,
            fetch: async (signal) => (await project.sessions.listEvents(id, { signal })).items,
          }),
        ),
    },
  ];

  async function load(first = true): Promise<boolean> {
    try {
      const found = await project.sessions.get(id, { signal });
      const text = JSON.stringify(found);
      // What is live runs on: its time is drawn anew.
      const one = readSession(id, found);
      if (text !== seen || one.is_active) drawHead(one, found);
      seen = text;
      return one.is_active;
    } catch (error) {
      if (signal.aborted || !first) return !signal.aborted;
      const back = button({ label: "Go to the sessions", onclick: () => goTo("sessions") });
      fill(
        head,
        pageHead("Session", ""),
        error instanceof NotFoundError
          ? h(
              "div",
              { class: "card" },
              empty("There is no such session", "The service keeps them for a while only.", back),
            )
          : trouble(error, start),
      );
      return false;
    }
  }

  function drawHead(one: RoomSession, raw: object): void {
    const ran = ranFor(one);
    const facts: [string, Child][] = [
      ["Room", one.room_name && h("a", { class: "link", href: href("rooms", one.room_name) }, one.room_name)],
      ["Agent", one.agent_name],
      ["Began", one.created_at && moment(new Date(one.created_at))],
      ["Ran for", ran === undefined ? undefined : duration(ran)],
      ["Participants", participantsOf(one)],
      ["Session ID", copyable(id, "Copy the session ID")],
    ];
    const held = head.contains(document.activeElement) ? document.activeElement : null;
    const unfolded = head.querySelector("details")?.open;
    fill(
      head,
      pageHead(
        [ownerOf(one) || "Session", stateChip(one)],
        one.agent_name ? `A session of the agent, in the room ${one.room_name}.` : "A session of the room.",
        endButtons(session, one, () => void load()),
      ),
      h(
        "dl",
        { class: "card facts-row" },
        facts.map(([name, value]) => value && h("div", null, h("dt", null, name), h("dd", null, value))),
      ),
      h(
        "details",
        { open: unfolded },
        h("summary", null, "All that the service says of it"),
        h("pre", { class: "card" }, h("code", null, JSON.stringify(raw, null, 2))),
      ),
    );
    // The keyboard stays where it was, on what takes the place of that.
    const same = (each: Element) =>
      each.tagName === held?.tagName && (each.matches("h1") || each.textContent === held.textContent);
    if (held) [...head.querySelectorAll<HTMLElement>("h1, a, button, summary")].find(same)?.focus();
  }

  async function start(): Promise<void> {
    const runs = await load();
    if (signal.aborted || !seen) return;
    const follow = checkbox("Refreshes by itself", true, { onchange: () => (follows = ticked(follow)) });
    const parts = tabs("What there is to see of the session", all, open, (next) => {
      open = next;
      noted();
    });
    fill(view, place, head, runs && follow, parts);
    if (!runs) return;
    const over = new AbortController();
    whileSeen(AbortSignal.any([signal, over.signal]), async () => {
      if (!follows) return;
      const [stillRuns] = await Promise.all([load(false), ...refreshes.map((refresh) => refresh())]);
      if (stillRuns) return;
      follow.remove();
      over.abort();
    });
  }

  void start();
  return view;
}

/** What the page knows to say of a session, whose members the service does not document. */
function readSession(id: string, raw: Record<string, unknown>): RoomSession {
  return {
    ...raw,
    id,
    room_name: textOf(raw, "room_name") ?? "",
    created_at: textOf(raw, "created_at") ?? "",
    is_active: raw.is_active === true,
  } as RoomSession;
}
