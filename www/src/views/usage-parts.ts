import { saveCsv } from "../app/csv.ts";
import { dayText, longDay, shortDay } from "../app/days.ts";
import { change, count, money, share } from "../app/format.ts";
import { type People, title } from "../app/people.ts";
import type { Range } from "../app/ranges.ts";
import { type Breakdown, type Dimension, largest, type Measure, type Part } from "../app/usage.ts";
import { type ChartSeries, chart, swatch } from "../ui/chart.ts";
import { type Child, h } from "../ui/dom.ts";
import { empty } from "../ui/notice.ts";
import { table } from "../ui/table.ts";

export const DIMENSIONS: [name: Dimension, label: string][] = [
  ["model", "model"],
  ["room", "room"],
  ["user", "person"],
];

const COLORS = ["--series-1", "--series-2", "--series-3", "--series-4", "--series-5", "--series-6"];
const OTHERS = "--series-others";

/** What the view shows of what was used. */
export interface Shown {
  breakdown: Breakdown;
  range: Range;
  by: Dimension | undefined;
  measure: Measure;
  compare: boolean;
  only: Map<Dimension, string>;
  people: People;
}

/** `input_tokens` is `Input tokens`. */
export function measureName(measure: Measure): string {
  const words = measure.replaceAll("_", " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

const amount = ({ measure }: Shown, value: number): string => (measure === "cost" ? money(value) : count(value));

/** What to call a part. */
function partName({ by, people, measure }: Shown, { key }: Part): string {
  if (!by) return measureName(measure);
  if (key) return by === "user" ? title(people.get(key)) : key;
  return by === "model" ? "No model (rooms)" : by === "room" ? "No room" : "Nobody";
}

/** The answer in words, the chart, and the tables behind it. */
export function usageParts(
  shown: Shown,
  { signal, narrow }: { signal: AbortSignal; narrow: (by: Dimension, key: string) => void },
): Child {
  const { breakdown, range } = shown;
  if (breakdown.total === 0) {
    const text =
      breakdown.before > 0
        ? `In ${range.beforeText} it was ${amount(shown, breakdown.before)}.`
        : "It shows up here as soon as a room runs or a model is called.";
    return h("div", { class: "card" }, empty(`Nothing was used ${range.text}`, text));
  }
  const { parts, others } = largest(breakdown.parts, COLORS.length);
  const series: ChartSeries[] = parts.map((part, index) => ({
    label: partName(shown, part),
    values: part.values,
    color: COLORS[index] ?? OTHERS,
  }));
  if (others) series.push({ label: "Others", values: others.values, color: OTHERS });
  if (shown.compare && breakdown.before > 0) {
    series.push({ label: "Before", values: breakdown.valuesBefore, color: "--series-before", dashed: true });
  }
  const utc = (seconds: number) => seconds * 1000;
  return [
    h(
      "section",
      { class: "card stack", "aria-label": "Summary" },
      answer(shown),
      chart({
        label: `${measureName(shown.measure)} by day`,
        kind: "bars",
        times: range.days.map((day) => day / 1000),
        series,
        format: (value) => amount(shown, value),
        when: (seconds) => longDay(utc(seconds)),
        tick: (seconds) => shortDay(utc(seconds)),
        height: 280,
        signal,
      }).element,
    ),
    h("section", { class: "card", "aria-label": "What caused it" }, ranking(shown, narrow)),
    h(
      "details",
      { class: "card by-day" },
      h("summary", null, "The numbers by day"),
      dayTable(shown, [...parts, ...(others ? [others] : [])]),
    ),
  ];
}

/** What it came to, and what caused most of it. */
function answer(shown: Shown): HTMLElement {
  const { breakdown, range, by, compare } = shown;
  const changed = compare && change(breakdown.total, breakdown.before);
  const [first] = breakdown.parts;
  const rose = compare && by && breakdown.before > 0 ? roseMost(breakdown.parts) : undefined;
  return h(
    "div",
    { class: "sum" },
    h("strong", { class: "big-number" }, amount(shown, breakdown.total)),
    h(
      "p",
      null,
      range.text,
      changed && `, ${changed} in ${range.beforeText} (${amount(shown, breakdown.before)})`,
      ". ",
      by &&
        first && [
          h("strong", null, partName(shown, first)),
          ` caused ${share(first.total, breakdown.total)} of it (${amount(shown, first.total)})`,
          rose === first && ` and rose most, by ${amount(shown, first.total - first.before)}`,
          ".",
        ],
      rose && rose !== first && ` ${partName(shown, rose)} rose most, by ${amount(shown, rose.total - rose.before)}.`,
    ),
  );
}

/** The part that has become larger by the most. */
function roseMost(parts: Part[]): Part | undefined {
  const rise = ({ total, before }: Part) => total - before;
  const [first] = parts.toSorted((a, b) => rise(b) - rise(a));
  return first && rise(first) > 0 ? first : undefined;
}

/** The parts, the largest first: also the chart's legend. */
function ranking(shown: Shown, narrow: (by: Dimension, key: string) => void): HTMLElement {
  const { breakdown, by } = shown;
  const compare = shown.compare && breakdown.before > 0;
  const color = (part: Part) => {
    const place = breakdown.parts.indexOf(part);
    const own = breakdown.parts.length <= COLORS.length ? place : place < COLORS.length - 1 ? place : -1;
    return COLORS[own] ?? OTHERS;
  };
  const name = (part: Part): Child => {
    const text = partName(shown, part);
    const label = by
      ? h(
          "button",
          { type: "button", class: "link", title: `Look at ${text} only`, onclick: () => narrow(by, part.key) },
          text,
        )
      : text;
    return h("span", { class: "row" }, swatch(color(part)), label);
  };
  return table<Part>(
    "What caused it",
    [
      { title: by ? measureName(DIMENSIONS.find(([each]) => each === by)?.[1] ?? by) : "All", main: true, cell: name },
      { title: measureName(shown.measure), number: true, cell: ({ total }) => amount(shown, total) },
      { title: "Share", number: true, cell: ({ total }) => share(total, breakdown.total) },
      {
        title: h("span", { class: "sr" }, "Share as a bar"),
        cell: (part) => shareBar(part.total / breakdown.total, color(part)),
      },
      ...(compare
        ? [
            { title: "Before", number: true, cell: ({ before }: Part) => amount(shown, before) },
            {
              title: "Change",
              number: true,
              cell: ({ total, before }: Part) => `${total > before ? "+" : ""}${amount(shown, total - before)}`,
            },
          ]
        : []),
    ],
    breakdown.parts,
  );
}

function shareBar(part: number, color: string): HTMLElement {
  const bar = h("i");
  bar.style.width = `${part * 100}%`;
  bar.style.background = `var(${color})`;
  return h("span", { class: "share", "aria-hidden": "true" }, bar);
}

/** The chart's numbers: a row for each day. */
function dayTable(shown: Shown, parts: Part[]): HTMLElement {
  const { range, breakdown } = shown;
  const compare = shown.compare && breakdown.before > 0;
  const days = range.days.map((_, index) => index);
  const sum = (day: number) => breakdown.parts.reduce((total, { values }) => total + (values[day] ?? 0), 0);
  return table<number>(
    "The numbers by day",
    [
      { title: "Day", main: true, cell: (day) => longDay(range.days[day] ?? 0) },
      ...parts.map((part) => ({
        title: part === parts.at(-1) && !breakdown.parts.includes(part) ? "Others" : partName(shown, part),
        number: true,
        cell: (day: number) => amount(shown, part.values[day] ?? 0),
      })),
      ...(parts.length > 1 ? [{ title: "All", number: true, cell: (day: number) => amount(shown, sum(day)) }] : []),
      ...(compare
        ? [{ title: "Before", number: true, cell: (day: number) => amount(shown, breakdown.valuesBefore[day] ?? 0) }]
        : []),
    ],
    days,
  );
}

/** Saves the numbers by day, of every part. */
export function saveTable(shown: Shown, name: string): void {
  const { range, breakdown } = shown;
  const head = ["day", ...breakdown.parts.map((part) => partName(shown, part)), "before"];
  const rows = range.days.map((day, index) => [
    dayText(day),
    ...breakdown.parts.map(({ values }) => values[index] ?? 0),
    breakdown.valuesBefore[index] ?? 0,
  ]);
  saveCsv(name, [head, ...rows]);
}
