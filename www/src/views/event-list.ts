import type { JsonObject } from "meshagent-wasm";
import { textOf, timeOf } from "../app/open-rows.ts";
import { href } from "../app/router.ts";
import { type Child, h } from "../ui/dom.ts";
import { type List, list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";

const NAMED = [
  "name",
  "type",
  "message",
  "severity",
  "timestamp",
  "time",
  "created_at",
  "id",
  "session_id",
  "room_name",
];

/** Events of a session or a room, the latest first. Their members are open: what has no column stands in the last one. */
export function eventList(options: {
  label: string;
  fetch(signal: AbortSignal): Promise<object[]>;
  /** Whether an event names its session. */
  sessions?: boolean;
  /** How many there are on a page. */
  size?: number;
  signal: AbortSignal;
}): List {
  const events = list<JsonObject>({
    label: options.label,
    size: options.size ?? 25,
    signal: options.signal,
    async fetch({ limit, offset }, signal) {
      const all = [...((await options.fetch(signal)) as JsonObject[])];
      all.sort((a, b) => (whenOf(b) ?? 0) - (whenOf(a) ?? 0));
      return { items: all.slice(offset, offset + limit), total: all.length };
    },
    empty: () => empty("No events", "The service keeps them for a while only."),
    columns: [
      { title: "Event", kind: "main", width: "22%", cell: (event) => textOf(event, "type", "name") ?? "Event" },
      { title: "When", width: "22%", cell: whenCell },
      { title: "What happened", cell: (event) => textOf(event, "message") ?? rest(event) },
      { title: "Severity", width: "120px", cell: severityChip },
      ...(options.sessions ? [{ title: "Session", width: "120px", cell: sessionCell }] : []),
    ],
  });
  void events.reload();
  return events;
}

const whenOf = (event: JsonObject): number | undefined => timeOf(event, "timestamp", "created_at", "time");

function whenCell(event: JsonObject): Child {
  const when = whenOf(event);
  if (when === undefined) return h("span", { class: "faint" }, "Not known");
  const date = new Date(when);
  return h(
    "time",
    { datetime: date.toISOString() },
    date.toLocaleString([], { dateStyle: "medium", timeStyle: "medium" }),
  );
}

/** What there is no column for. */
function rest(event: JsonObject): string {
  const others = Object.entries(event).filter(([name]) => !NAMED.includes(name));
  return others.length > 0 ? JSON.stringify(Object.fromEntries(others)) : "";
}

function severityChip(event: JsonObject): Child {
  const severity = textOf(event, "severity") ?? "info";
  const kind = /err|crit|fatal/i.test(severity) ? "danger" : /warn/i.test(severity) ? "warn" : "";
  return h("span", { class: `chip ${kind}` }, severity);
}

function sessionCell(event: JsonObject): Child {
  const id = textOf(event, "session_id");
  if (!id) return h("span", { class: "faint" }, "None");
  const name = `The session ${id}`;
  return h("a", { class: "link", href: href("sessions", id), "aria-label": name, title: name }, id.slice(0, 8));
}
