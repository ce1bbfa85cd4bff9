import { DAY, dayText, longDay, readDay, startOfDay } from "./days.ts";

/** How many days back one can look with a click. */
export const PRESETS = ["7", "30", "90"] as const;

/** From one time until another, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

/** Which days to look at. */
export interface Range extends Span {
  /** One of `PRESETS`, or `custom`. */
  kind: string;
  /** The time of the same length before it. */
  before: Span;
  /** How to say it: `in the last 7 days`. */
  text: string;
  /** How to say what was before: `the 7 days before`. */
  beforeText: string;
  /** The days in it: when each begins. */
  days: number[];
}

/** The range that an address names: the last days, today among them, or from one day to another. */
export function rangeOf(query: URLSearchParams, now = Date.now()): Range {
  const kind = query.get("range") ?? PRESETS[0];
  const today = startOfDay(now);
  if (kind !== "custom") {
    const days = PRESETS.some((preset) => preset === kind) ? Number(kind) : Number(PRESETS[0]);
    // What was before ends at this time of the day as well, or today would look cheap.
    return range(String(days), today - (days - 1) * DAY, now, days, `in the last ${days} days`);
  }
  const from = readDay(query.get("from") ?? "") ?? today - 6 * DAY;
  const to = Math.max(from, readDay(query.get("to") ?? "") ?? today);
  const days = (to - from) / DAY + 1;
  const text = from === to ? `on ${longDay(from)}` : `from ${longDay(from)} to ${longDay(to)}`;
  return range("custom", from, to + DAY, days, text);
}

function range(kind: string, start: number, end: number, count: number, text: string): Range {
  const before = { start: start - count * DAY, end: end - count * DAY };
  const days = Array.from({ length: count }, (_, index) => start + index * DAY);
  const beforeText = count === 1 ? "the day before" : `the ${count} days before`;
  return { kind, start, end, before, text, beforeText, days };
}

/** What a range is in the address; the usual one is not named. */
export function rangeQuery({ kind, days }: Range): Record<string, string> {
  if (kind !== "custom") return { range: kind === PRESETS[0] ? "" : kind, from: "", to: "" };
  return { range: kind, from: dayText(days[0] ?? 0), to: dayText(days.at(-1) ?? 0) };
}
