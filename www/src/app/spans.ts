import type { JsonObject } from "meshagent-wasm";
import { grouped } from "./grouped.ts";
import { attributesOf, numberOf, textOf, timeOf } from "./open-rows.ts";

/** A span of a trace. */
export interface TraceSpan {
  id: string;
  name: string;
  /** In milliseconds since 1970. */
  start: number;
  end: number;
  failed: boolean;
  attributes: [name: string, value: string][];
  /** How deep it is in its trace: 0 for the first. */
  depth: number;
}

/** What belongs together: the spans of one trace, each after its parent. */
export interface Trace {
  id: string;
  name: string;
  start: number;
  end: number;
  failed: boolean;
  spans: TraceSpan[];
}

interface Row extends TraceSpan {
  trace: string;
  parent: string | undefined;
}

function read(row: JsonObject, index: number): Row | undefined {
  const start = timeOf(row, "start_time", "startTime", "start_time_unix_nano", "startTimeUnixNano", "timestamp");
  if (start === undefined) return undefined;
  const took = numberOf(row, "duration_ms", "durationMs") ?? 0;
  const end = timeOf(row, "end_time", "endTime", "end_time_unix_nano", "endTimeUnixNano") ?? start + took;
  const id = textOf(row, "span_id", "spanId", "id") ?? `span ${index}`;
  const status = row.status;
  const code = typeof status === "object" && status !== null ? Reflect.get(status, "code") : status;
  return {
    id,
    name: textOf(row, "name") ?? id,
    start,
    end: Math.max(start, end),
    failed: /error/i.test(String(code)) || code === 2,
    attributes: attributesOf(row),
    depth: 0,
    trace: textOf(row, "trace_id", "traceId") ?? id,
    parent: textOf(row, "parent_span_id", "parentSpanId", "parent_id"),
  };
}

/** The traces in rows of the service, the latest first, and how many rows say no time. */
export function readTraces(rows: JsonObject[]): { traces: Trace[]; unread: number } {
  const spans = rows.map(read).filter((span) => span !== undefined);
  const byTrace = grouped(spans, ({ trace }) => trace);
  const traces = [...byTrace].map(([id, spans]): Trace => {
    const ordered = inOrder(spans);
    return {
      id,
      name: ordered[0]?.name ?? id,
      start: Math.min(...spans.map(({ start }) => start)),
      end: Math.max(...spans.map(({ end }) => end)),
      failed: spans.some(({ failed }) => failed),
      spans: ordered,
    };
  });
  return { traces: traces.sort((a, b) => b.start - a.start), unread: rows.length - spans.length };
}

/** Each span after its parent, the earlier before the later. A parent that is not there, or a circle, makes a first one. */
function inOrder(spans: Row[]): Row[] {
  const ids = new Set(spans.map(({ id }) => id));
  const byStart = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const children = grouped(byStart, ({ id, parent }) => (parent && parent !== id && ids.has(parent) ? parent : ""));
  const ordered = new Set<Row>();
  // Without recursion: a trace may be as deep as it likes.
  const visit = (first: Row): void => {
    const open: Row[] = [first];
    for (let span = open.pop(); span; span = open.pop()) {
      if (ordered.has(span)) continue;
      ordered.add(span);
      const { depth } = span;
      const inner = (children.get(span.id) ?? []).toReversed();
      for (const child of inner) if (!ordered.has(child)) child.depth = depth + 1;
      open.push(...inner);
    }
  };
  for (const span of children.get("") ?? []) visit(span);
  for (const span of byStart) visit(span);
  return [...ordered];
}
