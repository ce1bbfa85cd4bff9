import { duration } from "../app/format.ts";
import type { TraceSpan } from "../app/spans.ts";
import { fill, svg } from "./dom.ts";

const ROW = 26;
const HEAD = 22;
/** How many marks the axis has at most. */
const MARKS = 6;

export interface TimelineOptions {
  /** What it shows, in words. */
  label: string;
  /** In the order of the rows. */
  spans: TraceSpan[];
  /** The kind of a span, which decides its colour. */
  kind(span: TraceSpan): string;
  /** Somebody clicked a row. */
  chosen(span: TraceSpan): void;
  signal: AbortSignal;
}

/** Spans as bars on a common axis, one row each. The picture is for the eyes: the same stands in a table beside it. */
export function timeline({ label, spans, kind, chosen, signal }: TimelineOptions): SVGSVGElement {
  const start = Math.min(...spans.map(({ start }) => start));
  const end = Math.max(...spans.map(({ end }) => end), start + 1);
  const height = HEAD + spans.length * ROW + 6;
  const picture = svg("svg", { class: "timeline", role: "img", "aria-label": label, height });
  let drawn = 0;

  function draw(): void {
    const width = picture.clientWidth;
    if (width === drawn || width === 0) return;
    drawn = width;
    const names = Math.min(260, width * 0.4);
    const room = width - names - 8;
    const x = (time: number) => names + ((time - start) / (end - start)) * room;
    const step = niceStep((end - start) / Math.min(MARKS, room / 80));
    const marks = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => index * step);
    fill(
      picture,
      marks.map((mark) => {
        const at = x(start + mark);
        const near = at > width - 40;
        return [
          svg("line", { class: "timeline-mark", x1: at, x2: at, y1: HEAD, y2: height }),
          svg("text", { class: "timeline-tick", x: at, y: 14, "text-anchor": near ? "end" : "start" }, duration(mark)),
        ];
      }),
      spans.map((span, index) => row(span, HEAD + index * ROW, width, names, x)),
    );
  }

  function row(span: TraceSpan, y: number, width: number, names: number, x: (time: number) => number): SVGGElement {
    const indent = Math.min(span.depth, 8) * 14;
    const left = x(span.start);
    const bar = Math.max(2, x(span.end) - left);
    const took = duration(span.end - span.start);
    const inside = bar > 60;
    const textAt = inside ? left + 6 : left + bar + 6;
    const beyond = !inside && textAt > width - 50;
    return svg(
      "g",
      {
        class: "timeline-row",
        "data-kind": kind(span),
        "data-failed": String(span.failed),
        onclick: () => chosen(span),
      },
      svg("title", null, `${span.name}, ${took}${span.failed ? ", failed" : ""}`),
      svg("rect", { class: "timeline-back", x: 0, y, width, height: ROW }),
      // Whatever is too long is cut off at the end of the names.
      svg(
        "svg",
        { x: 0, y, width: names - 8, height: ROW },
        svg("text", { class: "timeline-name", x: indent, y: 17 }, span.failed ? `✕ ${span.name}` : span.name),
      ),
      svg("rect", { class: "timeline-bar", x: left, y: y + 4, width: bar, height: ROW - 8, rx: 3 }),
      svg(
        "text",
        {
          class: inside ? "timeline-took inside" : "timeline-took",
          x: beyond ? left - 6 : textAt,
          y: y + 17,
          "text-anchor": beyond ? "end" : "start",
        },
        took,
      ),
    );
  }

  const size = new ResizeObserver(draw);
  size.observe(picture);
  signal.addEventListener("abort", () => size.disconnect(), { once: true });
  return picture;
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is at least so much. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((digit) => digit * power >= least) ?? 10) * power;
}
