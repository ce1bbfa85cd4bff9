import type { JsonObject } from "meshagent-wasm";

/*
 * Usage, spans, metrics and events are open objects: the service does not document their members. The names here are
 * those in use and those of OpenTelemetry. What has none of them is shown as it is, and never left out silently.
 */

/** The first of these members that is text. */
export function textOf(row: JsonObject, ...names: string[]): string | undefined {
  return names.map((name) => row[name]).find((value): value is string => typeof value === "string" && value !== "");
}

/** The first of these members that is a number. */
export function numberOf(row: JsonObject, ...names: string[]): number | undefined {
  return names
    .map((name) => row[name])
    .find((value): value is number => typeof value === "number" && Number.isFinite(value));
}

/** The first of these members that is a time, in milliseconds since 1970: ISO 8601, or nanoseconds as OTLP has them. */
export function timeOf(row: JsonObject, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = row[name];
    if (/nano/i.test(name) && (typeof value === "string" || typeof value === "number")) {
      const time = Number(value) / 1e6;
      if (time > 0) return time;
    } else if (typeof value === "string") {
      const time = Date.parse(value);
      if (!Number.isNaN(time)) return time;
    }
  }
  return undefined;
}

/** Members as texts by name: an object, or the list of keys and values that OTLP has. */
export function attributesOf(row: JsonObject): [name: string, value: string][] {
  const { attributes } = row;
  const pairs = Array.isArray(attributes)
    ? attributes.map(({ key, value }) => [String(key), unwrapped(value)] as const)
    : Object.entries(attributes ?? {});
  return pairs.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]);
}

/** `{ stringValue: "x" }` is `"x"`. */
function unwrapped(value: unknown): unknown {
  const inner = typeof value === "object" && value !== null ? Object.values(value) : [];
  return inner.length === 1 ? inner[0] : value;
}
