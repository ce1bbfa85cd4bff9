import { fill, h, uid } from "./dom.ts";

export interface Tab {
  id: string;
  label: string;
  /** Makes what it shows, when it is first opened. */
  panel(): HTMLElement;
}

/** Tabs, one of which is open; arrow keys go from one to the next. */
export function tabs(label: string, all: Tab[], open: string, changed: (id: string) => void): HTMLElement {
  const made = new Map<string, HTMLElement>();
  const panel = h("div", { id: uid("panel"), role: "tabpanel", class: "stack" });
  const controls = all.map(({ id, label }) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: uid("tab"),
        "data-tab": id,
        "aria-controls": panel.id,
        onclick: () => show(id, true),
        onkeydown: (event) => move(event, id),
      },
      label,
    ),
  );

  function show(id: string, told: boolean): void {
    const tab = all.find((tab) => tab.id === id) ?? all[0];
    if (!tab) return;
    for (const control of controls) {
      const chosen = control.dataset.tab === tab.id;
      control.setAttribute("aria-selected", String(chosen));
      control.tabIndex = chosen ? 0 : -1;
      if (chosen) panel.setAttribute("aria-labelledby", control.id);
    }
    const content = made.get(tab.id) ?? tab.panel();
    made.set(tab.id, content);
    fill(panel, content);
    if (told) changed(tab.id);
  }

  function move(event: KeyboardEvent, id: string): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const at = all.findIndex((tab) => tab.id === id) + by;
    const next = all.at(at % all.length);
    if (!next) return;
    show(next.id, true);
    controls.find(({ dataset }) => dataset.tab === next.id)?.focus();
  }

  show(open, false);
  return h(
    "div",
    { class: "stack" },
    h("div", { class: "tabs", role: "tablist", "aria-label": label }, controls),
    panel,
  );
}
