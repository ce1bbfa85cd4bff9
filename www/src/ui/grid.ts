import { type Child, fill, h } from "./dom.ts";

export interface GridCell {
  content: Child;
  /** What the cell says, for screen readers. */
  name: string;
  /** What more there is to say to whoever points at it. */
  hint?: string;
  /** Attributes to style it by. */
  data?: Record<string, string>;
}

export interface GridOptions<R, C> {
  label: string;
  corner: Child;
  rowHead(row: R): Child;
  columnHead(column: C): Child;
  cell(row: R, column: C): GridCell;
  /** Somebody clicked a cell or pressed Enter on it. */
  act(row: R, column: C, cell: HTMLElement): void;
  /** These rows have come in sight. */
  seen?(rows: R[]): void;
}

export interface Grid<R, C> {
  element: HTMLElement;
  put(rows: R[], columns: C[]): void;
  /** Draws what is in sight anew. */
  redraw(): void;
  /** Acts on a cell, if it is still the one that was chosen last. */
  act(row: R, column: C): void;
  /** Gives the focus back to the cell that had it last. */
  focus(): void;
}

const ROW = 44;
const COLUMN = 104;
const HEAD = 66;
/** How many rows and columns are drawn beyond what is in sight, so that not every step draws anew. */
const MARGIN = 5;

/** A large table of which only the part in sight is drawn; arrow keys go through its cells. */
export function grid<R, C>(options: GridOptions<R, C>): Grid<R, C> {
  let rows: R[] = [];
  let columns: C[] = [];
  let active = { row: 0, column: 0 };
  /** What is drawn: rows from and to, columns from and to. */
  let drawn = [0, 0, 0, 0];

  const head = h("thead");
  const body = h("tbody");
  const table = h("table", { role: "grid", "aria-label": options.label }, head, body);
  const element = h("div", { class: "grid card", onscroll: () => requestAnimationFrame(() => draw()) }, table);
  table.addEventListener("keydown", move);
  table.addEventListener("click", (event) => {
    // Scrolling may have drawn the cells anew since the button went down. A click without a pointer has no place.
    const under = event.detail > 0 ? document.elementFromPoint(event.clientX, event.clientY) : event.target;
    const cell = (under as Element | null)?.closest<HTMLElement>("td[data-row]");
    if (!cell) return;
    focus(Number(cell.dataset.row), Number(cell.dataset.column));
    act();
  });
  new ResizeObserver(() => draw()).observe(element);

  /** What is in sight, and a margin around it. */
  function range(margin: number): [top: number, bottom: number, left: number, right: number] {
    const from = (scroll: number, each: number) => Math.max(0, Math.floor(scroll / each) - margin);
    const to = (end: number, each: number, count: number) => Math.min(count, Math.ceil(end / each) + margin);
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
    return [
      from(scrollTop, ROW),
      to(scrollTop + clientHeight - HEAD, ROW, rows.length),
      from(scrollLeft, COLUMN),
      to(scrollLeft + clientWidth, COLUMN, columns.length),
    ];
  }

  function draw(anew = false): void {
    const [firstRow, endRow, firstColumn, endColumn] = range(0);
    const [from = 0, to = 0, start = 0, end = 0] = drawn;
    if (!anew && firstRow >= from && endRow <= to && firstColumn >= start && endColumn <= end) return;
    drawn = range(MARGIN);
    const [top, bottom, left, right] = range(MARGIN);
    const held = body.contains(document.activeElement);
    const before = left * COLUMN;
    const after = (columns.length - right) * COLUMN;
    const wide = (tag: "th" | "td", width: number) =>
      spacer(h(tag, { class: "gap", "aria-hidden": "true" }), "width", width);
    const high = (height: number) => spacer(h("tr", { "aria-hidden": "true" }), "height", height);
    const seen = columns.slice(left, right);
    set(table, { "aria-rowcount": rows.length + 1, "aria-colcount": columns.length + 1 });
    fill(
      head,
      h(
        "tr",
        { "aria-rowindex": 1 },
        h("th", { class: "corner", "aria-colindex": 1 }, options.corner),
        before > 0 && wide("th", before),
        seen.map((column, index) =>
          h("th", { scope: "col", "aria-colindex": left + index + 2 }, options.columnHead(column)),
        ),
        after > 0 && wide("th", after),
      ),
    );
    fill(
      body,
      top > 0 && high(top * ROW),
      rows.slice(top, bottom).map((row, index) => {
        const at = top + index;
        return h(
          "tr",
          { "aria-rowindex": at + 2 },
          h("th", { scope: "row", "aria-colindex": 1 }, options.rowHead(row)),
          before > 0 && wide("td", before),
          seen.map((column, index) => cellOf(row, column, at, left + index)),
          after > 0 && wide("td", after),
        );
      }),
      bottom < rows.length && high((rows.length - bottom) * ROW),
    );
    // Borders and a scroll bar, where the system's takes room.
    element.style.setProperty("--frame", `${element.offsetHeight - element.clientHeight}px`);
    if (held) cellAt(active.row, active.column)?.focus({ preventScroll: true });
    options.seen?.(rows.slice(top, bottom));
  }

  function cellOf(row: R, column: C, at: number, index: number): HTMLElement {
    const { content, name, hint, data } = options.cell(row, column);
    const element = h(
      "td",
      {
        role: "gridcell",
        "aria-label": name,
        "aria-colindex": index + 2,
        tabindex: at === active.row && index === active.column ? 0 : -1,
        title: hint ?? name,
      },
      content,
    );
    Object.assign(element.dataset, data, { row: at, column: index });
    return element;
  }

  const cellAt = (row: number, column: number) =>
    body.querySelector<HTMLElement>(`td[data-row="${row}"][data-column="${column}"]`);

  function act(): void {
    const [row, column] = [rows[active.row], columns[active.column]];
    const cell = cellAt(active.row, active.column);
    if (row !== undefined && column !== undefined && cell) options.act(row, column, cell);
  }

  /** Moves the focus to a cell and brings it in sight. */
  function focus(row: number, column: number): void {
    const old = cellAt(active.row, active.column);
    if (old) old.tabIndex = -1;
    active = { row: clamp(row, rows.length), column: clamp(column, columns.length) };
    const firstColumn = head.querySelector<HTMLElement>(".corner")?.offsetWidth ?? 0;
    element.scrollTop = within(element.scrollTop, active.row * ROW, ROW, element.clientHeight - HEAD);
    element.scrollLeft = within(element.scrollLeft, active.column * COLUMN, COLUMN, element.clientWidth - firstColumn);
    draw();
    const cell = cellAt(active.row, active.column);
    if (cell) cell.tabIndex = 0;
    cell?.focus({ preventScroll: true });
  }

  function move(event: KeyboardEvent): void {
    if (!(event.target as Element).matches("td[data-row]")) return;
    const { row, column } = active;
    const page = Math.max(1, Math.floor((element.clientHeight - HEAD) / ROW) - 1);
    const far = event.ctrlKey || event.metaKey;
    const to: Record<string, [number, number] | undefined> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      PageUp: [row - page, column],
      PageDown: [row + page, column],
      Home: [far ? 0 : row, 0],
      End: [far ? rows.length : row, columns.length],
    };
    const next = to[event.key];
    if (next) focus(...next);
    else if (event.key === "Enter" || event.key === " ") act();
    else return;
    event.preventDefault();
  }

  return {
    element,
    put(nextRows, nextColumns) {
      const held = body.contains(document.activeElement);
      // The same cell stays the active one, wherever it is now.
      active = {
        row: moved(rows, active.row, nextRows),
        column: moved(columns, active.column, nextColumns),
      };
      rows = nextRows;
      columns = nextColumns;
      element.style.setProperty("--rows", String(rows.length));
      draw(true);
      if (held) focus(active.row, active.column);
    },
    redraw: () => draw(true),
    act(row, column) {
      if (rows[active.row] === row && columns[active.column] === column) act();
    },
    focus: () => cellAt(active.row, active.column)?.focus({ preventScroll: true }),
  };
}

/** Where an item of a list is in another; where it would be, if it is not there. */
function moved<T>(from: T[], index: number, to: T[]): number {
  const at = to.indexOf(from[index] as T);
  return at < 0 ? clamp(index, to.length) : at;
}

const clamp = (index: number, count: number): number => Math.max(0, Math.min(index, count - 1));

/** Where to scroll so that something is in sight. */
function within(scroll: number, start: number, size: number, room: number): number {
  if (start < scroll) return start;
  return start + size > scroll + room ? start + size - room : scroll;
}

function spacer<E extends HTMLElement>(element: E, side: "width" | "height", size: number): E {
  element.style[side] = `${size}px`;
  return element;
}

function set(element: Element, attributes: Record<string, number>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
