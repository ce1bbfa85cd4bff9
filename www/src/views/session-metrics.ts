import type { JsonObject } from "meshagent-wasm";
import { count, share } from "../app/format.ts";
import { grouped } from "../app/grouped.ts";
import { numberOf, textOf, timeOf } from "../app/open-rows.ts";
import type { Session } from "../app/session.ts";
import { type Chart, chart } from "../ui/chart.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { type Fetched, fetched } from "../ui/fetched.ts";
import { empty, note } from "../ui/notice.ts";
import { table } from "../ui/table.ts";

interface Metric {
  name: string;
  unit: string;
  /** In seconds since 1970, ascending. */
  times: number[];
  values: number[];
}

/** The metrics in rows of the service, and how many rows say no time or no value. */
function readMetrics(rows: JsonObject[]): { metrics: Metric[]; unread: number } {
  const points = rows.flatMap((row) => {
    const time = timeOf(row, "timestamp", "time", "time_unix_nano", "timeUnixNano", "created_at");
    const value = numberOf(row, "value", "asDouble", "asInt");
    if (time === undefined || value === undefined) return [];
    return [{ name: textOf(row, "name") ?? "value", unit: textOf(row, "unit") ?? "", time: time / 1000, value }];
  });
  points.sort((a, b) => a.time - b.time);
  const metrics = [...grouped(points, ({ name }) => name)].map(([name, points]) => ({
    name,
    unit: points[0]?.unit ?? "",
    times: points.map(({ time }) => time),
    values: points.map(({ value }) => value),
  }));
  return { metrics, unread: rows.length - points.length };
}

const clock = (seconds: number): string => new Date(seconds * 1000).toLocaleTimeString([], { timeStyle: "medium" });
const short = (seconds: number): string => new Date(seconds * 1000).toLocaleTimeString([], { timeStyle: "short" });

/** A session's metrics: a chart and a table for each. */
export function metricCharts({ project }: Session, id: string, signal: AbortSignal): Fetched {
  const charts = new Map<string, { chart: Chart; rows: HTMLElement }>();
  const grid = h("div", { class: "metrics" });
  const warning = h("div");
  const content = h("div", { class: "stack" }, warning, grid);

  const part = fetched({
    what: "the metrics",
    signal,
    fetch: async (signal) => readMetrics((await project.sessions.listMetrics(id, { signal })).items),
    draw: ({ metrics, unread }): Child => {
      if (metrics.length === 0 && unread === 0) {
        return h("div", { class: "card" }, empty("No metrics", "The service keeps them for a while only."));
      }
      for (const metric of metrics) show(metric);
      const text = `Rows that say no time or no value, and so are not in here: ${unread}.`;
      fill(warning, unread > 0 && note("warn", h("p", null, text)));
      return content;
    },
  });

  function show(metric: Metric): void {
    const known = charts.get(metric.name);
    const series = [{ label: metric.name, values: metric.values, color: "--series-1" }];
    if (known) {
      known.chart.put(metric.times, series);
      fill(known.rows, numbers(metric));
      return;
    }
    const made = chart({
      label: `${metric.name} over time`,
      kind: "lines",
      times: metric.times,
      series,
      format: (value) => formatted(metric, value),
      when: clock,
      tick: short,
      height: 180,
      signal,
    });
    const rows = h("div", null, numbers(metric));
    charts.set(metric.name, { chart: made, rows });
    grid.append(
      h(
        "section",
        { class: "card stack", "aria-label": metric.name },
        h("h2", null, metric.name),
        made.element,
        h("details", null, h("summary", null, "The numbers"), rows),
      ),
    );
  }

  void part.reload();
  return part;
}

function formatted({ unit }: Metric, value: number): string {
  if (unit === "ratio") return share(value, 1);
  return unit && unit !== "1" ? `${count(value)} ${unit}` : count(value);
}

/** The latest numbers of a metric, as many as one reads. */
function numbers(metric: Metric): HTMLElement {
  const latest = metric.times
    .map((_, index) => index)
    .slice(-100)
    .reverse();
  return table<number>(
    `${metric.name}, the latest first`,
    [
      { title: "When", main: true, cell: (index) => clock(metric.times[index] ?? 0) },
      { title: "Value", number: true, cell: (index) => formatted(metric, metric.values[index] ?? 0) },
    ],
    latest,
  );
}
