import { type Child, h } from "./dom.ts";

export interface TableColumn<T> {
  title: Child;
  cell(item: T): Child;
  /** Numbers stand at the right, under each other. */
  number?: boolean;
  /** Names the row. */
  main?: boolean;
}

/** A plain table of what is there already; a wide one scrolls. */
export function table<T>(label: string, columns: TableColumn<T>[], items: T[], foot?: Child[]): HTMLElement {
  const kind = ({ number }: TableColumn<T>) => (number ? "number" : undefined);
  return h(
    "div",
    // What scrolls can be reached by the keyboard.
    { class: "table-scroll", role: "group", "aria-label": label, tabindex: 0 },
    h(
      "table",
      { class: "plain-table", "aria-label": label },
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          columns.map((column) => h("th", { scope: "col", class: kind(column) }, column.title)),
        ),
      ),
      h(
        "tbody",
        null,
        items.map((item) =>
          h(
            "tr",
            null,
            columns.map((column) =>
              column.main
                ? h("th", { scope: "row" }, column.cell(item))
                : h("td", { class: kind(column) }, column.cell(item)),
            ),
          ),
        ),
      ),
      foot &&
        h(
          "tfoot",
          null,
          h(
            "tr",
            null,
            foot.map((cell, index) => {
              const column = columns[index];
              return h(
                index === 0 ? "th" : "td",
                { scope: index === 0 ? "row" : undefined, class: column && kind(column) },
                cell,
              );
            }),
          ),
        ),
    ),
  );
}
