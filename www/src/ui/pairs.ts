import { button } from "./button.ts";
import { h, uid } from "./dom.ts";
import { input } from "./field.ts";

export interface Pairs {
  element: HTMLElement;
  /** The pairs, leaving out rows without a name. */
  value(): Record<string, string>;
}

/** An editor of names and texts. */
export function pairs(label: string, singular: string, value: Record<string, string>, hint: string): Pairs {
  const id = uid("pairs");
  const rows = h("div", { class: "stack tight" });
  const add = (name = "", text = "", focus = false) => {
    const key = input({ value: name, placeholder: "name", "aria-label": `${singular}: name` });
    const row: HTMLElement = h(
      "div",
      { class: "row tight pair" },
      key,
      input({ value: text, placeholder: "text", "aria-label": `${singular}: text` }),
      button({ label: `Remove ${singular}`, icon: "close", compact: true, onclick: () => row.remove() }),
    );
    rows.append(row);
    if (focus) key.focus();
  };
  for (const [name, text] of Object.entries(value)) add(name, text);
  return {
    element: h(
      "fieldset",
      { class: "field", "aria-describedby": id },
      h("legend", null, label),
      rows,
      h(
        "div",
        { class: "outdent" },
        button({ label: `Add ${singular}`, icon: "add", kind: "quiet", onclick: () => add("", "", true) }),
      ),
      h("p", { class: "hint", id }, hint),
    ),
    value() {
      const found = [...rows.children].map((row) => [...row.querySelectorAll("input")].map((each) => each.value));
      return Object.fromEntries(found.map(([name = "", text = ""]) => [name.trim(), text]).filter(([name]) => name));
    },
  };
}
