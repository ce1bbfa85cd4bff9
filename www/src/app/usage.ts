import type { JsonObject } from "meshagent-wasm";
import { DAY, startOfDay } from "./days.ts";
import { numberOf, textOf, timeOf } from "./open-rows.ts";
import type { Span } from "./ranges.ts";

/** What was used in a stretch of time, of one kind, by one person. */
export interface Use {
  /** In milliseconds since 1970. */
  time: number;
  model: string;
  room: string;
  user: string;
  /** What is counted in `quantity`, such as `input_tokens`. */
  type: string;
  quantity: number;
  /** In US dollars. */
  cost: number;
}

/** What uses can be told apart by. */
export type Dimension = "model" | "room" | "user";

/** The uses in rows of the service, and how many rows say no time and so are in no picture. */
export function readUses(rows: JsonObject[]): { uses: Use[]; unread: number } {
  const uses = rows.flatMap((row): Use[] => {
    const time = timeOf(row, "timestamp", "start", "start_time", "time", "date");
    if (time === undefined) return [];
    return [
      {
        time,
        model: textOf(row, "model") ?? "",
        room: textOf(row, "room", "room_name") ?? "",
        user: textOf(row, "user", "user_id") ?? "",
        type: textOf(row, "usage_type", "type") ?? "",
        quantity: numberOf(row, "quantity", "value", "count") ?? 0,
        cost: numberOf(row, "cost", "amount") ?? 0,
      },
    ];
  });
  return { uses, unread: rows.length - uses.length };
}

/** What is added up: the cost, or the quantity of one type. */
export type Measure = "cost" | (string & {});

const measured = (use: Use, measure: Measure): number =>
  measure === "cost" ? use.cost : use.type === measure ? use.quantity : 0;

/** One part of what was used: a model's, a room's or a person's. */
export interface Part {
  /** The model, the room or the user's id; empty for what has none. */
  key: string;
  total: number;
  before: number;
  /** For each day. */
  values: number[];
}

export interface Breakdown {
  total: number;
  before: number;
  /** The largest first. */
  parts: Part[];
  /** For each day, what it was that many days before. */
  valuesBefore: number[];
}

/** Adds up uses by day and by a dimension; without one there is a single part. */
export function breakDown(
  now: Use[],
  before: Use[],
  { measure, by, days, span }: { measure: Measure; by: Dimension | undefined; days: number[]; span: Span },
): Breakdown {
  const parts = new Map<string, Part>();
  const part = (use: Use): Part => {
    const key = by ? use[by] : "";
    const known = parts.get(key) ?? { key, total: 0, before: 0, values: days.map(() => 0) };
    parts.set(key, known);
    return known;
  };
  const dayOf = (time: number, start: number): number => Math.floor((startOfDay(time) - startOfDay(start)) / DAY);
  const valuesBefore = days.map(() => 0);
  for (const use of now) {
    const amount = measured(use, measure);
    if (amount === 0) continue;
    const found = part(use);
    found.total += amount;
    add(found.values, dayOf(use.time, span.start), amount);
  }
  for (const use of before) {
    const amount = measured(use, measure);
    if (amount === 0) continue;
    part(use).before += amount;
    add(valuesBefore, dayOf(use.time, span.start - days.length * DAY), amount);
  }
  const sorted = [...parts.values()].sort((a, b) => b.total - a.total || b.before - a.before);
  const sum = (of: (part: Part) => number) => sorted.reduce((total, part) => total + of(part), 0);
  return { total: sum(({ total }) => total), before: sum(({ before }) => before), parts: sorted, valuesBefore };
}

function add(values: number[], index: number, amount: number): void {
  const known = values[index];
  if (known !== undefined) values[index] = known + amount;
}

/** The parts that get a colour of their own, and one part for all others. */
export function largest(parts: Part[], most: number): { parts: Part[]; others: Part | undefined } {
  if (parts.length <= most) return { parts, others: undefined };
  const rest = parts.slice(most - 1);
  const values = (rest[0]?.values ?? []).map((_, day) => rest.reduce((sum, part) => sum + (part.values[day] ?? 0), 0));
  const sum = (of: "total" | "before") => rest.reduce((total, part) => total + part[of], 0);
  return {
    parts: parts.slice(0, most - 1),
    others: { key: "", total: sum("total"), before: sum("before"), values },
  };
}
