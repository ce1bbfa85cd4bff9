import { TextHistory } from "../app/history.ts";
import { button } from "./button.ts";
import { h } from "./dom.ts";
import { type JsonField, type JsonFieldOptions, jsonField } from "./json-field.ts";

export interface JsonEditor extends JsonField {
  /** Puts another value in as if it had been typed, so that it can be undone. */
  type(value: unknown): void;
}

/** A JSON field with undo, redo and formatting, by buttons and by the keys that everybody knows. */
export function jsonEditor(options: JsonFieldOptions): JsonEditor {
  const undo = button({ label: "Undo", icon: "undo", compact: true, onclick: () => go("undo") });
  const redo = button({ label: "Redo", icon: "redo", compact: true, onclick: () => go("redo") });
  const format = button({ label: "Format", icon: "format", kind: "quiet", onclick: tidy });
  const field = jsonField({ ...options, aside: h("div", { class: "row tight" }, undo, redo, format) });
  const { area } = field;
  let history = new TextHistory(area.value);

  function go(way: "undo" | "redo"): void {
    const step = history[way]();
    if (step) set(step.text, step.caret, way === "undo" ? "historyUndo" : "historyRedo");
    area.focus();
  }

  /** Puts a text in as typing does, so that it is read and checked. */
  function set(text: string, caret: number, inputType: string): void {
    area.value = text;
    area.setSelectionRange(caret, caret);
    area.dispatchEvent(new InputEvent("input", { inputType, bubbles: true }));
  }

  const type = (value: unknown) => set(JSON.stringify(value, null, 2), 0, "insertReplacementText");

  function tidy(): void {
    const value = field.value();
    if (value !== undefined) type(value);
  }

  function show(): void {
    undo.setAttribute("aria-disabled", String(!history.canUndo));
    redo.setAttribute("aria-disabled", String(!history.canRedo));
  }

  area.addEventListener("input", (event) => {
    const { inputType } = event as InputEvent;
    if (!inputType.startsWith("history")) history.note(area.value, area.selectionStart, inputType);
    show();
  });
  // The browser's own history knows nothing of what buttons put in: ours takes its place, also in its menus.
  area.addEventListener("beforeinput", (event) => {
    if (!event.inputType.startsWith("history")) return;
    event.preventDefault();
    go(event.inputType === "historyUndo" ? "undo" : "redo");
  });
  area.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    go(key === "y" || event.shiftKey ? "redo" : "undo");
  });

  show();
  return {
    ...field,
    type,
    put(value) {
      field.put(value);
      history = new TextHistory(area.value);
      show();
    },
  };
}
