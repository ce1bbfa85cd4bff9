import { type Child, fill, h } from "../ui/dom.ts";

/** A part of a view that fetches what it shows. */
export interface Part {
  element: HTMLElement;
  /** Resolves once it knows what to show, if only that something went wrong. */
  ready: Promise<void>;
}

/** A titled card beside the main part of a view. */
export function aside(title: string, content: HTMLElement, action?: HTMLElement): HTMLElement {
  return h(
    "section",
    { class: "stack aside", "aria-label": title },
    h("header", { class: "section-head" }, h("h2", null, title), action),
    content.matches(".card") ? content : h("div", { class: "card details" }, content),
  );
}

export type Fact = [name: string, value: Child];

/** What is known of something; what is no fact is left out. */
export function details(facts: (Fact | "" | null | undefined)[]): HTMLElement {
  return aside(
    "Details",
    h(
      "dl",
      { class: "card details" },
      facts.map((fact) => fact && [h("dt", null, fact[0]), h("dd", null, fact[1])]),
    ),
  );
}

/** Parts that appear together, so that none of them moves another. */
export function together(parts: Part[], asides: HTMLElement[]): HTMLElement {
  const element = h("div", { class: "stack" }, h("p", { class: "waiting" }, "Loading…"));
  void Promise.all(parts.map(({ ready }) => ready)).then(() => fill(element, asides));
  return element;
}
