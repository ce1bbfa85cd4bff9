import { type Child, fill, h, type Props, uid } from "./dom.ts";
import { icon } from "./icons.ts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Field<C extends Control = Control> {
  element: HTMLElement;
  control: C;
  /** Shows what is wrong with the field; nothing takes it away again. */
  problem(text?: string): void;
  /** Puts another hint under the field. */
  hint(...children: Child[]): void;
}

/** A control with its label, a hint and a place for what is wrong with it. */
export function field<C extends Control>(label: string, control: C, hint?: Child, aside?: Child): Field<C> {
  control.id ||= uid("field");
  const hintLine = h("p", { class: "hint", id: `${control.id}-hint` }, hint);
  const problemLine = h("p", { class: "problem", id: `${control.id}-problem`, role: "alert" });
  control.setAttribute("aria-describedby", `${hintLine.id} ${problemLine.id}`);
  return {
    element: h(
      "div",
      { class: "field" },
      h("div", { class: "field-head" }, h("label", { for: control.id }, label), aside),
      control,
      problemLine,
      hintLine,
    ),
    control,
    problem(text) {
      problemLine.textContent = text ?? "";
      control.setAttribute("aria-invalid", String(Boolean(text)));
    },
    hint: (...children) => void fill(hintLine, ...children),
  };
}

/** A line of text. */
export function input(props: Props = {}): HTMLInputElement {
  return h("input", { type: "text", autocomplete: "off", spellcheck: "false", ...props });
}

/** A choice of one. */
export function select<T extends string>(options: [value: T, label: string][], props: Props = {}): HTMLSelectElement {
  const { value, ...rest } = props;
  const element = h(
    "select",
    rest,
    options.map(([each, label]) => h("option", { value: each }, label)),
  );
  if (value !== undefined) element.value = String(value);
  return element;
}

/** A box to tick, with words beside it. */
export function checkbox(label: Child, checked: boolean, props: Props = {}, hint?: string): HTMLLabelElement {
  const box = h("input", { type: "checkbox", checked, ...props });
  return h("label", { class: "checkbox" }, box, h("span", null, label, hint && h("small", null, hint)));
}

/** Whether the box of `checkbox` is ticked. */
export const ticked = (label: HTMLLabelElement): boolean => label.querySelector("input")?.checked === true;

/** A search field that waits until the typing pauses. */
export function search(label: string, value: string, changed: (text: string) => void): HTMLElement {
  const control = input({ type: "search", "aria-label": label, placeholder: label, value });
  let timer = 0;
  const now = () => {
    clearTimeout(timer);
    changed(control.value.trim());
  };
  control.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(now, 200);
  });
  control.addEventListener("keydown", (event) => event.key === "Enter" && now());
  return h("div", { class: "search" }, icon("search"), control);
}
