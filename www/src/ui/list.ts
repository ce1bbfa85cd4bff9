import type { Page } from "meshagent-wasm";
import { latest } from "../app/latest.ts";
import { whenOnline } from "../app/online.ts";
import { button } from "./button.ts";
import { type Child, fill, h } from "./dom.ts";
import { trouble } from "./notice.ts";

export interface Column<T> {
  title: string;
  cell(item: T): Child;
  /** A class for its cells; `actions` hides the title. */
  kind?: "main" | "actions";
  /** Its width, so that nothing moves when the rows arrive; those without share what is left. */
  width?: string;
}

/** Which page to fetch; the token is for servers that page by token. */
export interface Which {
  limit: number;
  offset: number;
  continuation_token?: string;
}

export interface ListOptions<T> {
  /** What it lists: the table's name for screen readers. */
  label: string;
  columns: Column<T>[];
  fetch(which: Which, signal: AbortSignal): Promise<Page<T>>;
  /** What to show when there is nothing. */
  empty(): HTMLElement;
  /** Called with every page that arrives. */
  loaded?(page: Page<T>): void;
  size?: number;
  /** Ends the list with its view. */
  signal: AbortSignal;
}

export interface List {
  element: HTMLElement;
  /** Fetches the page anew, or the first page. */
  reload(first?: boolean): Promise<void>;
  /** Fetches the page anew, quietly: only rows that are not as they were are drawn, and what fails is left as it was. */
  refresh(): Promise<void>;
  /** Draws the page it has anew. */
  redraw(): void;
}

/** A list that comes whole, as the one page that it is. */
export const whole = <T>(page: Page<T>): Page<T> => ({ ...page, total: page.items.length });

/** A table that is fetched page by page, with its loading, empty and error states. */
export function list<T>(options: ListOptions<T>): List {
  const limit = options.size ?? 25;
  const run = latest(options.signal);
  // Where each page begins, as far as one has come.
  const first: Which = { limit, offset: 0 };
  let starts = [first];
  let at = 0;
  let page: Page<T> | undefined;
  let failed = false;

  const body = h("tbody");
  const table = h(
    "table",
    { "aria-label": options.label },
    h("colgroup", null, options.columns.map(sized)),
    h("thead", null, h("tr", null, options.columns.map(heading))),
    body,
  );
  const scroller = h("div", { class: "table-scroll" }, table);
  const foot = h("div", { class: "pager" });
  const element = h("div", { class: "list card" }, scroller, foot);

  async function reload(anew = false, quietly = false): Promise<void> {
    if (anew) {
      [starts, at] = [[first], 0];
      scroller.style.minHeight = "";
    }
    if (!page) skeleton();
    if (!quietly) element.setAttribute("aria-busy", "true");
    await run(async (signal) => {
      try {
        const start = starts[at] ?? first;
        page = await options.fetch(start, signal);
        failed = false;
        // The last item of the last page has gone: show the page before.
        if (page.items.length === 0 && at > 0) {
          at -= 1;
          return await reload(false, quietly);
        }
        const { items, total, continuation_token } = page;
        const offset = start.offset + items.length;
        const more = continuation_token ?? (total === undefined ? items.length === limit : offset < total);
        starts = starts.slice(0, at + 1);
        if (more) starts.push({ limit, offset, ...(continuation_token && { continuation_token }) });
        element.setAttribute("aria-busy", "false");
        redraw(quietly);
        options.loaded?.(page);
      } catch (error) {
        if (signal.aborted) return;
        element.setAttribute("aria-busy", "false");
        if (quietly && page) return;
        failed = true;
        page = undefined;
        fill(
          scroller,
          trouble(error, () => reload()),
        );
        fill(foot);
      }
    });
  }

  function redraw(quietly = false): void {
    if (!page) return;
    const held = element.contains(document.activeElement) && document.activeElement;
    const place = held ? [...element.querySelectorAll("button")].indexOf(held as HTMLButtonElement) : -1;
    if (page.items.length === 0) fill(scroller, options.empty());
    else {
      const rows = page.items.map((item) =>
        h(
          "tr",
          null,
          options.columns.map((column) => cell(column, item)),
        ),
      );
      if (quietly) replaceChanged(body, rows);
      else fill(body, rows);
      if (table.parentElement !== scroller) fill(scroller, table);
    }
    const { offset } = starts[at] ?? first;
    const range = `${offset + 1}–${offset + page.items.length}`;
    const turn = (by: number) => () => {
      at += by;
      // The buttons stay under the pointer, however short the next page is.
      scroller.style.minHeight = `${scroller.offsetHeight}px`;
      return reload();
    };
    fill(
      foot,
      page.items.length > 0 &&
        h("span", { class: "muted", role: "status" }, page.total === undefined ? range : `${range} of ${page.total}`),
      starts.length > 1 && [
        button({
          label: "Previous page",
          icon: "previous",
          compact: true,
          blocked: at > 0 ? undefined : "This is the first page.",
          onclick: turn(-1),
        }),
        button({
          label: "Next page",
          icon: "next",
          compact: true,
          blocked: at + 1 < starts.length ? undefined : "This is the last page.",
          onclick: turn(1),
        }),
      ],
    );
    // Its controls are new: the keyboard stays on the one of the same name, or else at the same place.
    if (!held) return;
    const controls = [...element.querySelectorAll("button")];
    const same = controls.find((each) => each.ariaLabel && each.ariaLabel === held.ariaLabel);
    (same ?? controls.at(Math.min(place, controls.length - 1)))?.focus();
  }

  function skeleton(): void {
    const row = () =>
      h(
        "tr",
        { class: "skeleton" },
        options.columns.map(() => h("td", null, h("span"))),
      );
    fill(body, Array.from({ length: 6 }, row));
    fill(scroller, table);
    fill(foot);
  }

  whenOnline(options.signal, () => failed && reload());
  return { element, reload, refresh: () => reload(false, true), redraw: () => redraw() };
}

/** Puts rows in place of those that look different: whoever reads one that is the same is not disturbed. */
function replaceChanged(body: HTMLElement, rows: HTMLElement[]): void {
  rows.forEach((row, index) => {
    const old = body.children[index];
    if (!old) body.append(row);
    else if (!old.isEqualNode(row)) old.replaceWith(row);
  });
  while (body.children.length > rows.length) body.lastElementChild?.remove();
}

function sized<T>({ width }: Column<T>): HTMLElement {
  const column = h("col");
  column.style.width = width ?? "";
  return column;
}

function heading<T>({ title, kind }: Column<T>): HTMLElement {
  return h("th", { scope: "col", class: kind }, kind === "actions" ? h("span", { class: "sr" }, title) : title);
}

function cell<T>(column: Column<T>, item: T): HTMLElement {
  const content = column.cell(item);
  if (column.kind === "main") return h("th", { scope: "row", class: "main" }, content);
  return h("td", { class: column.kind, "data-label": column.title }, content);
}
