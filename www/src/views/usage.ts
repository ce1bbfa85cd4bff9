import { shortDay } from "../app/days.ts";
import { PRESETS, type Range, rangeOf, rangeQuery } from "../app/ranges.ts";
import { blocked } from "../app/rights.ts";
import { noteQuery } from "../app/router.ts";
import { breakDown, type Dimension, type Measure, readUses, type Use } from "../app/usage.ts";
import { button } from "../ui/button.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { fetched } from "../ui/fetched.ts";
import { checkbox, input, select, ticked } from "../ui/field.ts";
import { note } from "../ui/notice.ts";
import { DIMENSIONS, measureName, type Shown, saveTable, usageParts } from "./usage-parts.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** What models and rooms have cost, by day and by what caused it. */
export default function usageView({ session, route, signal }: ViewContext): HTMLElement {
  const { project, people } = session;
  const { query } = route;
  // Whoever may not see everybody's use sees their own.
  const onlyOwn = blocked(session.rights, "see usage");
  let range = rangeOf(query);
  let by = readDimension(query.get("by"));
  let measure: Measure = query.get("measure") ?? "cost";
  let compare = query.get("compare") !== "off";
  const only = new Map(
    DIMENSIONS.flatMap(([name]) => (query.has(name) ? [[name, query.get(name) ?? ""] as const] : [])),
  );
  let now: Use[] = [];
  let before: Use[] = [];
  let unread = 0;
  let shown: Shown | undefined;
  /** Ends the chart that is shown, as another takes its place. */
  let charts = new AbortController();

  const usage = fetched({
    what: "what was used",
    signal,
    async fetch(signal) {
      const between = async ({ start, end }: { start: number; end: number }) => {
        const which = { start: new Date(start), end: new Date(end), interval: "1d" };
        const page = await (onlyOwn
          ? project.usage.getOwnLlmProxy(which, { signal })
          : project.usage.get(which, { signal }));
        return readUses(page.items);
      };
      const [here, earlier] = await Promise.all([between(range), between(range.before), people.load()]);
      now = here.uses;
      before = earlier.uses;
      unread = here.unread;
    },
    draw: () => drawn(),
  });

  const toolbar = h("div", { class: "toolbar" });
  const content = h("div", { class: "stack" });

  function drawn(): Child {
    const kept = (use: Use) => [...only].every(([name, value]) => use[name] === value);
    const breakdown = breakDown(now.filter(kept), before.filter(kept), {
      measure,
      by,
      days: range.days,
      span: range,
    });
    shown = { breakdown, range, by, measure, compare, only, people };
    drawToolbar();
    charts.abort();
    charts = new AbortController();
    fill(
      content,
      unread > 0 &&
        note("warn", h("p", null, `Rows of the service that say no time, and so are not in here: ${unread}.`)),
      usageParts(shown, { signal: AbortSignal.any([signal, charts.signal]), narrow }),
    );
    return content;
  }

  /** Looks at one part only, and at what is in it. */
  function narrow(name: Dimension, value: string): void {
    only.set(name, value);
    by = DIMENSIONS.map(([each]) => each).find((each) => !only.has(each)) ?? by;
    changed();
  }

  function changed(): void {
    noteQuery({
      ...rangeQuery(range),
      by: by === "model" ? "" : (by ?? "day"),
      measure: measure === "cost" ? "" : measure,
      compare: compare ? "" : "off",
      ...Object.fromEntries(only),
    });
    drawn();
  }

  async function changedRange(next: Range): Promise<void> {
    range = next;
    changed();
    await usage.reload();
  }

  function drawToolbar(): void {
    const held = toolbar.contains(document.activeElement)
      ? document.activeElement?.getAttribute("aria-label")
      : undefined;
    const types = [...new Set([...now, ...before].map(({ type }) => type))].filter(Boolean).sort();
    const measures = [...new Set(["cost", ...types, measure])];
    fill(
      toolbar,
      select([...PRESETS.map((days): [string, string] => [days, `Last ${days} days`]), ["custom", "From … to …"]], {
        "aria-label": "Range",
        value: range.kind,
        onchange: ({ target }) => {
          const kind = (target as HTMLSelectElement).value;
          void changedRange(rangeOf(new URLSearchParams({ ...rangeQuery({ ...range, kind: "custom" }), range: kind })));
        },
      }),
      range.kind === "custom" && [dateField("From", "from"), dateField("To", "to")],
      select([...DIMENSIONS.map(([name, label]): [string, string] => [name, `By ${label}`]), ["day", "By day"]], {
        "aria-label": "Told apart",
        value: by ?? "day",
        onchange: ({ target }) => {
          by = readDimension((target as HTMLSelectElement).value);
          changed();
        },
      }),
      select(
        measures.map((each): [string, string] => [each, measureName(each)]),
        {
          "aria-label": "What is added up",
          value: measure,
          onchange: ({ target }) => {
            measure = (target as HTMLSelectElement).value;
            changed();
          },
        },
      ),
      compareBox(),
      [...only].map(([name, value]) => onlyChip(name, value)),
    );
    if (held) toolbar.querySelector<HTMLElement>(`[aria-label="${held}"]`)?.focus();
  }

  function dateField(label: string, name: "from" | "to"): HTMLElement {
    return input({
      type: "date",
      class: "date",
      "aria-label": label,
      value: rangeQuery(range)[name],
      onchange: ({ target }) => {
        const value = (target as HTMLInputElement).value;
        if (value) void changedRange(rangeOf(new URLSearchParams({ ...rangeQuery(range), [name]: value })));
      },
    });
  }

  function compareBox(): HTMLElement {
    const label = h(
      "span",
      null,
      `Compare with ${range.beforeText} `,
      h("i", { class: "dash", "aria-hidden": "true" }),
    );
    const box = checkbox(label, compare, {
      "aria-label": "Compare with the time before",
      onchange: () => {
        compare = ticked(box);
        changed();
      },
    });
    return box;
  }

  function onlyChip(name: Dimension, value: string): HTMLElement {
    const label = shown?.people && name === "user" ? (people.get(value).name ?? value) : value || "none";
    return button({
      label: `Only ${label}`,
      icon: "close",
      onclick: () => {
        only.delete(name);
        changed();
      },
    });
  }

  drawToolbar();
  void usage.reload();
  return h(
    "div",
    { class: "view" },
    pageHead(
      "Usage and cost",
      onlyOwn
        ? `What you have used of models through the service. ${onlyOwn}`
        : "What models and rooms have cost, and what caused it. Days are those of UTC.",
      button({
        label: "Download CSV",
        icon: "download",
        onclick: () => shown && saveTable(shown, `usage-${shortDay(range.start)}.csv`.replace(" ", "-")),
      }),
    ),
    toolbar,
    usage.element,
  );
}

function readDimension(text: string | null): Dimension | undefined {
  if (text === "day") return undefined;
  return DIMENSIONS.map(([name]) => name).find((name) => name === text) ?? "model";
}
