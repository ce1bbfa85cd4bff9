/** What may stand inside an element; `false`, `null` and `undefined` leave nothing. */
export type Child = Node | string | number | false | null | undefined | Child[];

type Handlers = { [K in keyof HTMLElementEventMap as `on${K}`]?: (event: HTMLElementEventMap[K]) => unknown };
/** Attributes by their HTML names, and `onclick` and the like as functions. */
export type Props = Handlers & { [attribute: string]: unknown };

/** Makes an element: `h("a", { href: "#/rooms" }, "Rooms")`. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props?: Props | null,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else set(element, name, value);
  }
  element.append(...nodes(children));
  return element;
}

/** Makes an element of a picture: `svg("rect", { width: 4 })`. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props?: Props | null,
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else set(element, name, value);
  }
  element.append(...nodes(children));
  return element;
}

/** Sets an attribute; `undefined`, `null` and `false` remove it, except that ARIA states are spelled out. */
export function set(element: Element, name: string, value: unknown): void {
  if (name === "value" && "value" in element) element.value = String(value ?? "");
  else if (name === "checked" && element instanceof HTMLInputElement) element.checked = Boolean(value);
  else if (value === undefined || value === null) element.removeAttribute(name);
  else if (typeof value === "boolean" && !name.startsWith("aria-")) element.toggleAttribute(name, value);
  else element.setAttribute(name, String(value));
}

/** Puts new children in place of the old ones. */
export function fill<E extends Element>(element: E, ...children: Child[]): E {
  element.replaceChildren(...nodes(children));
  return element;
}

function nodes(children: Child[]): (Node | string)[] {
  return children.flat(Number.POSITIVE_INFINITY as 1).flatMap((child) => {
    if (child === undefined || child === null || child === false) return [];
    return [typeof child === "number" ? String(child) : (child as Node | string)];
  });
}

let last = 0;
/** An id nothing else on the page has. */
export const uid = (prefix = "id"): string => `${prefix}-${++last}`;
