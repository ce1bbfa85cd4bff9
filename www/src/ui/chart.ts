import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { fill, h } from "./dom.ts";
import { onTheme } from "./theme.ts";

export interface ChartSeries {
  label: string;
  /** One for each time. */
  values: number[];
  /** The CSS variable of its colour. */
  color: string;
  /** A dashed line over the bars, which belongs to no stack. */
  dashed?: boolean;
}

export interface ChartOptions {
  /** What it shows: its name for screen readers. */
  label: string;
  /** In seconds since 1970, one for each value. */
  times: number[];
  series: ChartSeries[];
  /** Bars are stacked. */
  kind: "bars" | "lines";
  /** A value in words, for whoever points at it. */
  format(value: number): string;
  /** A time in words. */
  when(seconds: number): string;
  /** A time as the axis has it. */
  tick(seconds: number): string;
  height: number;
  /** Ends it with its view. */
  signal: AbortSignal;
}

export interface Chart {
  element: HTMLElement;
  /** Shows other values, of the same series. */
  put(times: number[], series: ChartSeries[]): void;
}

/** Room for a label of the horizontal axis, in pixels. */
const LABEL = 64;

/**
 * A chart that is drawn by uPlot. Arrow keys go from one time to the next, as a slider does, and a screen reader hears
 * what is there.
 */
export function chart(options: ChartOptions): Chart {
  const { height, signal } = options;
  let { times, series } = options;
  const bars = options.kind === "bars";
  const tip = h("div", { class: "chart-tip", "aria-hidden": "true", hidden: true });
  const canvas = h("div", { class: "chart-canvas" });
  const element = h(
    "div",
    {
      class: "chart",
      role: "slider",
      tabindex: 0,
      "aria-label": options.label,
      "aria-valuemin": 0,
      "aria-valuemax": Math.max(0, times.length - 1),
      onkeydown: move,
      onblur: () => plot?.setCursor({ left: -10, top: -10 }),
    },
    canvas,
    tip,
  );
  // Canvases know nothing of CSS variables, and a variable's own text may be a function of the theme.
  const probe = h("span", { hidden: true });
  element.append(probe);
  const color = (variable: string) => () => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };

  let plot: uPlot | undefined;
  let at = times.length - 1;
  announce();

  function announce(): void {
    element.setAttribute("aria-valuenow", String(Math.max(0, at)));
    element.setAttribute("aria-valuetext", words(at));
  }

  function words(index: number): string {
    const time = times[index];
    if (time === undefined) return "Nothing";
    const parts = series.filter(({ values }) => values[index]);
    const all = parts.map(({ label, values }) => `${label} ${options.format(values[index] ?? 0)}`);
    return `${options.when(time)}: ${all.join(", ") || options.format(0)}`;
  }

  function move(event: KeyboardEvent): void {
    const last = times.length - 1;
    const to: Record<string, number | undefined> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageUp: at + 7,
      PageDown: at - 7,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (next === undefined || !plot) return;
    event.preventDefault();
    at = Math.max(0, Math.min(next, last));
    announce();
    plot.setCursor({ left: plot.valToPos(times[at] ?? 0, "x"), top: plot.over.clientHeight / 3 });
  }

  /** Shows what is under the pointer, or where the keys have gone. */
  function show(plot: uPlot): void {
    const { idx, left = -1 } = plot.cursor;
    const time = times[idx ?? -1];
    tip.hidden = left < 0 || time === undefined;
    if (tip.hidden || typeof idx !== "number" || time === undefined) return;
    at = idx;
    announce();
    const rows = series.filter(({ values, dashed }) => values[idx] || dashed);
    fill(
      tip,
      h("strong", null, options.when(time)),
      bars && rows.length !== 1 && line("Total", stacked(series, idx)),
      rows.map(({ label, values, color }) => line(label, values[idx] ?? 0, color)),
    );
    const x = plot.over.offsetLeft + plot.valToPos(time, "x");
    const wide = element.clientWidth;
    tip.style.left = `${Math.max(0, x + 12 + tip.offsetWidth > wide ? x - 12 - tip.offsetWidth : x + 12)}px`;
  }

  function line(label: string, value: number, color?: string): HTMLElement {
    return h("span", null, swatch(color), h("span", null, label), h("b", null, options.format(value)));
  }

  // A bar covers those below it in the stack, so that the highest is drawn first, and a line over the bars last.
  const layers = (): ChartSeries[] => [
    ...series.filter(({ dashed }) => !dashed).toReversed(),
    ...series.filter(({ dashed }) => dashed),
  ];
  const data = (): uPlot.AlignedData => [
    times,
    ...layers().map((one) => (bars && !one.dashed ? heights(series, one) : one.values)),
  ];

  function draw(): void {
    const step = (times[1] ?? 0) - (times[0] ?? 0) || 86_400;
    const axis = { stroke: color("--muted"), font: `11px ${getComputedStyle(element).fontFamily}` };
    const grid = { stroke: color("--line"), width: 1 };
    plot = new uPlot(
      {
        width: Math.max(100, element.clientWidth),
        height,
        padding: [8, 8, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: !bars } },
        scales: {
          x: { time: true, range: (_, min, max) => (bars ? [min - step / 2, max + step / 2] : [min, max]) },
          y: { range: (_, __, max) => [0, max > 0 ? max * 1.08 : 1] },
        },
        axes: [
          {
            ...axis,
            grid: { show: false },
            size: 28,
            ticks: { show: false },
            values: (_, splits) => splits.map(options.tick),
            ...(bars && { splits: (plot) => everySoMany(times, Math.ceil((times.length * LABEL) / plot.width)) }),
          },
          {
            ...axis,
            grid,
            ticks: { show: false },
            size: 64,
            values: (_, splits) => splits.map((value) => options.format(value)),
          },
        ],
        series: [
          {},
          ...layers().map((one): uPlot.Series => {
            const stroke = color(one.color);
            if (one.dashed) return { stroke, width: 1.5, dash: [4, 4], points: { show: false } };
            if (!bars) return { stroke, width: 1.75, points: { show: times.length < 2 } };
            return { fill: stroke, width: 0, points: { show: false }, paths: uPlot.paths.bars?.({ size: [0.72, 44] }) };
          }),
        ],
        hooks: { setCursor: [show] },
      },
      data(),
      canvas,
    );
  }

  const size = new ResizeObserver(() => {
    if (!plot) draw();
    else plot.setSize({ width: Math.max(100, element.clientWidth), height });
  });
  size.observe(element);
  onTheme(signal, () => plot?.redraw());
  signal.addEventListener(
    "abort",
    () => {
      size.disconnect();
      plot?.destroy();
    },
    { once: true },
  );
  element.style.minHeight = `${height}px`;
  return {
    element,
    put(nextTimes, nextSeries) {
      times = nextTimes;
      series = nextSeries;
      at = Math.min(at, times.length - 1);
      element.setAttribute("aria-valuemax", String(Math.max(0, times.length - 1)));
      announce();
      plot?.setData(data());
    },
  };
}

/** A colour as a small square: what a legend shows. */
export function swatch(color: string | undefined): HTMLElement {
  const element = h("i", { class: "swatch", "aria-hidden": "true" });
  element.style.background = color ? `var(${color})` : "none";
  return element;
}

const stacked = (series: ChartSeries[], index: number): number =>
  series.reduce((sum, { values, dashed }) => sum + (dashed ? 0 : (values[index] ?? 0)), 0);

/** How high the bars of a series reach: they stand on those before it. */
function heights(series: ChartSeries[], one: ChartSeries): number[] {
  const below = series.slice(0, series.indexOf(one) + 1);
  return one.values.map((_, index) => stacked(below, index));
}

const everySoMany = (times: number[], step: number): number[] =>
  times.filter((_, index) => (times.length - 1 - index) % Math.max(1, step) === 0);
