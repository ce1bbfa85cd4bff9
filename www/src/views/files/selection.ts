import type { StorageEntry } from "meshagent-wasm";
import { button } from "../../ui/button.ts";
import { type Child, fill, h } from "../../ui/dom.ts";

/** Which entries of a folder are ticked, and what can be done with them together. */
export function selection() {
  const ticked = new Set<string>();
  let entries: StorageEntry[] = [];
  let make: (some: StorageEntry[]) => Child = () => [];
  const boxes = new Map<string, HTMLInputElement>();
  const bar = h("div", { class: "row wrap selected", role: "group", "aria-label": "What is selected", hidden: true });

  function draw(): void {
    const some = entries.filter(({ name }) => ticked.has(name));
    bar.hidden = some.length === 0;
    for (const [name, box] of boxes) box.checked = ticked.has(name);
    fill(
      bar,
      some.length > 0 && [
        h("span", { class: "muted", role: "status" }, `${some.length} selected`),
        make(some),
        some.length < entries.length &&
          button({ label: "Select all", kind: "quiet", onclick: () => choose(entries.map(({ name }) => name)) }),
        button({ label: "Select none", kind: "quiet", onclick: () => choose([]) }),
      ],
    );
  }

  function choose(names: string[]): void {
    ticked.clear();
    for (const name of names) ticked.add(name);
    draw();
    // The button that was pressed may be gone.
    if (!bar.contains(document.activeElement)) [...boxes.values()].find((box) => box.isConnected)?.focus();
  }

  return {
    /** The box of an entry. */
    box({ name }: StorageEntry): HTMLElement {
      const box = h("input", {
        type: "checkbox",
        "aria-label": `Select ${name}`,
        checked: ticked.has(name),
        onchange: () => {
          if (box.checked) ticked.add(name);
          else ticked.delete(name);
          draw();
        },
      });
      boxes.set(name, box);
      return box;
    },
    /** What can be done with those that are ticked. */
    bar(make_: typeof make): HTMLElement {
      make = make_;
      return bar;
    },
    /** These are there now; what is gone is not ticked any more. */
    keep(now: StorageEntry[]): void {
      entries = now;
      const names = new Set(now.map(({ name }) => name));
      for (const name of ticked) if (!names.has(name)) ticked.delete(name);
      for (const name of boxes.keys()) if (!names.has(name)) boxes.delete(name);
      draw();
    },
  };
}
