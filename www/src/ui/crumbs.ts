import { type Child, h } from "./dom.ts";

/** The way to a place, whose last step is where one is. */
export function crumbs(steps: [label: Child, address: string][]): HTMLElement {
  const here = steps.length - 1;
  return h(
    "nav",
    { class: "crumbs", "aria-label": "Where you are" },
    steps.map(([label, address], index) =>
      index === here
        ? h("span", { class: "crumb", "aria-current": "page" }, label)
        : [h("a", { class: "crumb", href: address }, label), h("span", { "aria-hidden": "true" }, "/")],
    ),
  );
}
