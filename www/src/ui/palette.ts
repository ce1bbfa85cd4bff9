import fuzzysort from "fuzzysort";
import { isAbort } from "../app/errors.ts";
import { latest } from "../app/latest.ts";
import { fill, h, uid } from "./dom.ts";
import { input } from "./field.ts";
import { type IconName, icon } from "./icons.ts";
import { placeToasts } from "./toast.ts";

/** Something to go to or to do. */
export interface PaletteItem {
  label: string;
  /** What kind of thing it is, or where it belongs. */
  kind: string;
  icon: IconName;
  /** What else it is found by, such as an e-mail address. */
  detail?: string | undefined;
  run(): void;
}

export interface PaletteSource {
  /** What is known by now. */
  items(): PaletteItem[];
  /** Fetches what more there is for a text; `items` then has it. */
  fetch(text: string, signal: AbortSignal): Promise<unknown>;
}

/** How many results are shown. */
const SHOWN = 40;

/**
 * Opens a dialog in which one types a few letters and chooses what matches: a combobox with a list below it. `open` gives
 * what it chooses from until it is closed.
 */
export function openPalette(label: string, open: (closed: AbortSignal) => PaletteSource): void {
  const results = h("ul", { role: "listbox", "aria-label": "Results", id: uid("results") });
  const status = h("p", { class: "palette-status", role: "status" });
  const control = input({
    role: "combobox",
    "aria-label": label,
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    "aria-controls": results.id,
    placeholder: label,
    oninput: () => typed(),
    onkeydown: move,
  });
  const element: HTMLDialogElement = h(
    "dialog",
    { class: "palette", "aria-label": label, onclose: gone, onclick: (event) => event.target === element && close() },
    h("div", { class: "palette-input" }, icon("search"), control, h("kbd", { "aria-hidden": "true" }, "Esc")),
    results,
    status,
  );
  const ended = new AbortController();
  const { items, fetch } = open(ended.signal);
  const newest = latest(ended.signal);
  let shown: PaletteItem[] = [];
  let drawn = "";
  let at = 0;

  function typed(): void {
    at = 0;
    draw();
    void newest(async (signal) => {
      // Nobody has to be asked about each letter of a word.
      await new Promise((resolve) => setTimeout(resolve, control.value ? 150 : 0));
      signal.throwIfAborted();
      try {
        await fetch(control.value.trim(), signal);
      } catch (error) {
        // What the page itself knows is still found.
        if (!isAbort(error)) status.textContent = "The server could not be asked for more.";
        return;
      }
      signal.throwIfAborted();
      const chosen = shown[at]?.label;
      draw();
      const kept = shown.findIndex((item) => item.label === chosen);
      choose(Math.max(0, kept));
    });
  }

  function draw(): void {
    const text = control.value.trim();
    const found = fuzzysort.go(text, items(), { keys: ["label", "detail", "kind"], limit: SHOWN });
    shown = text ? found.map(({ obj }) => obj) : items().slice(0, SHOWN);
    // What is the same stays as it is: somebody may be about to click on it.
    const now = JSON.stringify(shown.map(({ label, detail, kind }) => [label, detail, kind]));
    if (drawn !== now) fill(results, shown.map(option));
    drawn = now;
    status.textContent = shown.length > 0 ? "" : "Nothing matches.";
    choose(Math.min(at, shown.length - 1));
  }

  function option(item: PaletteItem, index: number): HTMLElement {
    return h(
      "li",
      {
        role: "option",
        id: `${results.id}-${index}`,
        "data-icon": item.icon,
        onclick: () => run(item),
        onpointermove: () => index !== at && choose(index),
      },
      icon(item.icon),
      h("span", { class: "clip grow" }, item.label),
      h("small", { class: "clip" }, item.detail ? `${item.detail} · ${item.kind}` : item.kind),
    );
  }

  function choose(index: number): void {
    at = Math.max(0, index);
    for (const [n, each] of [...results.children].entries()) each.setAttribute("aria-selected", String(n === at));
    const chosen = results.children[at];
    if (chosen) control.setAttribute("aria-activedescendant", chosen.id);
    else control.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  function move(event: KeyboardEvent): void {
    const steps: Record<string, number | undefined> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = steps[event.key];
    const item = shown[at];
    if (event.key === "Enter" && item) run(item);
    else if (by === 1 || by === -1) choose((at + by + shown.length) % shown.length);
    else if (by) choose(Math.max(0, Math.min(at + by, shown.length - 1)));
    else return;
    event.preventDefault();
  }

  function run(item: PaletteItem): void {
    close();
    item.run();
  }

  const close = () => element.close();
  function gone(): void {
    ended.abort();
    placeToasts();
    element.remove();
  }

  document.body.append(element);
  element.showModal();
  control.focus();
  typed();
}
