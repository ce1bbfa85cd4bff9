import { type Child, h, uid } from "./dom.ts";
import { type IconName, icon } from "./icons.ts";

export interface MenuItem {
  label: string;
  about?: string;
  icon?: IconName;
  /** For one of several that exclude one another: whether it is the one. */
  checked?: boolean;
  /** Why it cannot be chosen. */
  blocked?: string | undefined;
  run(): void;
}

export interface MenuOptions {
  /** What it is about: its name for screen readers. */
  label: string;
  /** Stands above the items. */
  head?: Child;
  /** The items, in groups with a line between them. */
  groups: MenuItem[][];
  /** Where it belongs. */
  anchor: Element;
  /** It has closed, by a choice or without one. */
  closed?(): void;
}

/** Opens a menu beside an element; arrow keys go through it, Escape and a click elsewhere close it. */
export function openMenu({ label, head, groups, anchor, closed }: MenuOptions): void {
  const reasons = [...new Set(groups.flat().flatMap(({ blocked }) => blocked ?? []))];
  const reason = uid("reason");
  const items: HTMLElement[] = [];
  const ended = new AbortController();
  const make = (item: MenuItem) => {
    const element: HTMLElement = h(
      "div",
      {
        role: item.checked === undefined ? "menuitem" : "menuitemradio",
        tabindex: -1,
        "aria-checked": item.checked,
        "aria-disabled": item.blocked ? "true" : undefined,
        "aria-describedby": item.blocked ? reason : undefined,
        onclick: () => choose(item),
        onpointermove: () => element.focus({ preventScroll: true }),
      },
      h("span", { class: "menu-sign" }, item.checked ? icon("check") : item.icon && icon(item.icon)),
      h("span", null, item.label, item.about && h("small", null, item.about)),
    );
    items.push(element);
    return element;
  };
  const element = h(
    "div",
    { class: "menu-box", popover: "auto" },
    head && h("div", { class: "menu-head" }, head),
    h(
      "div",
      { role: "menu", "aria-label": label },
      groups.filter((group) => group.length > 0).map((group) => h("div", { role: "group" }, group.map(make))),
    ),
    reasons.length > 0 && h("p", { class: "menu-reason", id: reason }, reasons.join(" ")),
  );

  function choose(item: MenuItem): void {
    if (item.blocked) return;
    element.hidePopover();
    item.run();
  }

  element.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement as HTMLElement);
    const last = items.length - 1;
    const to: Record<string, number | undefined> = {
      ArrowDown: at < last ? at + 1 : 0,
      ArrowUp: at > 0 ? at - 1 : last,
      Home: 0,
      End: last,
    };
    const next = to[event.key];
    if (next !== undefined) items[next]?.focus();
    else if (event.key === "Enter" || event.key === " ") items[at]?.click();
    else if (event.key === "Tab") element.hidePopover();
    else return;
    event.preventDefault();
  });
  element.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    ended.abort();
    const held = element.contains(document.activeElement) || document.activeElement === document.body;
    element.remove();
    if (held) closed?.();
  });
  // Within the landmark or the dialog that it belongs to.
  (anchor.closest("main, header, dialog") ?? document.body).append(element);
  element.showPopover();
  let rect = anchor.getBoundingClientRect();
  const put = () => {
    if (anchor.isConnected) rect = anchor.getBoundingClientRect();
    place(element, rect);
  };
  addEventListener("resize", put, { signal: ended.signal });
  put();
  (items.find((item) => item.ariaChecked === "true") ?? items[0])?.focus();
}

/** Below the anchor, or above it where there is more room, and never beyond the edge of the window. */
function place(element: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const { clientWidth, clientHeight } = document.documentElement;
  const below = anchor.bottom + 4 + height <= clientHeight || anchor.top < clientHeight / 2;
  const top = below ? anchor.bottom + 4 : anchor.top - height - 4;
  element.style.top = `${Math.max(8, Math.min(top, clientHeight - height - 8))}px`;
  element.style.left = `${Math.max(8, Math.min(anchor.left, clientWidth - width - 8))}px`;
}
