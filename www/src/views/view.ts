import type { Route } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { type Child, h } from "../ui/dom.ts";
import { empty } from "../ui/notice.ts";

/** What a view is made from. */
export interface ViewContext {
  session: Session;
  route: Route;
  /** Aborts when one leaves the view: what it fetches ends with it. */
  signal: AbortSignal;
}

export type View = (context: ViewContext) => HTMLElement;

/** A view's heading, what it is about, and its main actions. */
export function pageHead(title: Child, about: Child, ...actions: Child[]): HTMLElement {
  return h(
    "header",
    { class: "page-head" },
    h("div", { class: "stack tight" }, h("h1", { tabindex: "-1" }, title), about && h("p", { class: "muted" }, about)),
    h("div", { class: "row" }, ...actions),
  );
}

/** A view that the caller may not see, with the reason. */
export function notAllowed(title: string, reason: string): HTMLElement {
  const nothing = empty("You may not see this", `${reason} Ask an admin of the project if you should be able to.`);
  return h("div", { class: "view" }, pageHead(title, ""), h("div", { class: "card" }, nothing));
}
