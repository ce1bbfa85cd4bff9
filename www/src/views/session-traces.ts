import { duration } from "../app/format.ts";
import type { Session } from "../app/session.ts";
import { readTraces, type Trace, type TraceSpan } from "../app/spans.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { type Fetched, fetched } from "../ui/fetched.ts";
import { list } from "../ui/list.ts";
import { empty, note } from "../ui/notice.ts";
import { table } from "../ui/table.ts";
import { timeline } from "../ui/timeline.ts";

/** A session's spans: one trace as a timeline, with a table of the same, and the list of traces to choose from. */
export function traces(
  { project }: Session,
  id: string,
  open: string | undefined,
  signal: AbortSignal,
  changed: (trace: string) => void,
): Fetched {
  let all: Trace[] = [];
  let unread = 0;
  let chosen = open;
  /** Ends the picture that is shown, as another takes its place. */
  let pictures = new AbortController();
  const picture = h("section", { class: "card stack", "aria-label": "Timeline" });
  const rows = list<Trace>({
    label: "Traces",
    size: 10,
    signal,
    fetch: async ({ limit, offset }) => ({ items: all.slice(offset, offset + limit), total: all.length }),
    empty: () => empty("No spans", "The service keeps them for a while only."),
    columns: [
      { title: "Trace", kind: "main", width: "30%", cell: traceCell },
      { title: "Began", cell: ({ start }) => clock(start) },
      { title: "Took", cell: ({ start, end }) => duration(end - start) },
      { title: "Spans", cell: ({ spans }) => `${spans.length} span${spans.length === 1 ? "" : "s"}` },
      { title: "State", width: "110px", cell: stateCell },
    ],
  });

  function traceCell(trace: Trace): Child {
    const current = trace.id === shown()?.id;
    const choose = () => {
      chosen = trace.id;
      changed(trace.id);
      drawPicture();
      rows.redraw();
    };
    return h(
      "button",
      {
        type: "button",
        class: "link",
        "aria-pressed": String(current),
        "aria-label": `${trace.name} at ${clock(trace.start)}`,
        onclick: choose,
      },
      trace.name,
    );
  }

  const shown = (): Trace | undefined => all.find((trace) => trace.id === chosen) ?? all[0];

  function drawPicture(): void {
    pictures.abort();
    pictures = new AbortController();
    const trace = shown();
    if (trace) fill(picture, traceParts(trace, AbortSignal.any([signal, pictures.signal])));
  }

  const warning = h("div");
  const content = h("div", { class: "stack" }, warning, picture, rows.element);
  const part = fetched({
    what: "the spans",
    signal,
    fetch: async (signal) => readTraces((await project.sessions.listSpans(id, { signal })).items),
    draw(found): Child {
      const before = shown()?.id;
      ({ traces: all, unread } = found);
      // Who looks at one is not taken to another that is newer.
      chosen ??= before;
      if (shown()?.id !== before || !picture.hasChildNodes()) drawPicture();
      void rows.refresh();
      picture.hidden = all.length === 0;
      const text = `Spans that say no time, and so are not in here: ${unread}.`;
      fill(warning, unread > 0 && note("warn", h("p", null, text)));
      return content;
    },
  });
  void part.reload();
  return part;
}

const clock = (time: number): string => new Date(time).toLocaleTimeString([], { timeStyle: "medium" });

const stateCell = ({ failed }: { failed: boolean }): HTMLElement =>
  failed ? h("span", { class: "chip danger" }, "Failed") : h("span", { class: "chip ok" }, "OK");

/** `llm.call` is of the kind `llm`. */
const kindOf = ({ name }: TraceSpan): string => name.split(/[.\s:/]/)[0]?.toLowerCase() ?? "";

function traceParts(trace: Trace, signal: AbortSignal): Child {
  const took = duration(trace.end - trace.start);
  const rows = table<TraceSpan>(
    "Spans of the trace",
    [
      { title: "Span", main: true, cell: (span) => h("span", { "data-depth": span.depth }, indented(span)) },
      { title: "Begins after", number: true, cell: ({ start }) => duration(start - trace.start) },
      { title: "Took", number: true, cell: ({ start, end }) => duration(end - start) },
      { title: "State", cell: stateCell },
      {
        title: "Attributes",
        cell: ({ attributes }) => attributes.map(([name, value]) => `${name}=${value}`).join(" "),
      },
    ],
    trace.spans,
  );
  const details = h("details", null, h("summary", null, "The spans as a table, with their attributes"), rows);
  const chosen = (span: TraceSpan) => {
    details.open = true;
    rows.querySelectorAll("tbody tr").forEach((row, index) => {
      row.toggleAttribute("data-chosen", trace.spans[index] === span);
      if (trace.spans[index] === span) row.scrollIntoView({ block: "nearest" });
    });
  };
  return [
    h(
      "header",
      { class: "section-head wrap" },
      h("h2", null, trace.name, " ", trace.failed && stateCell(trace)),
      h("span", { class: "muted" }, `${clock(trace.start)}, ${took}, ${trace.spans.length} spans`),
    ),
    timeline({
      label: `${trace.name}: ${trace.spans.length} spans in ${took}. The table below has the same in words.`,
      spans: trace.spans,
      kind: kindOf,
      chosen,
      signal,
    }),
    details,
  ];
}

/** A span's name, moved to the right by how deep it is. */
const indented = ({ name, depth }: TraceSpan): Child => [
  depth > 0 && h("span", { class: "sr" }, `Level ${depth + 1}: `),
  h("span", { "aria-hidden": "true", class: "faint" }, "· ".repeat(Math.min(depth, 8))),
  name,
];
