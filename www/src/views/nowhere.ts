import { whenOnline } from "../app/online.ts";
import { goTo } from "../app/router.ts";
import type { Api } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { h } from "../ui/dom.ts";
import { note } from "../ui/notice.ts";
import { pageHead } from "./view.ts";

const home = () => h("div", null, button({ label: "Go to the rooms", onclick: () => goTo("rooms") }));

/** What is at an address that no view has. */
export const notFound = (): HTMLElement =>
  h("div", { class: "view" }, pageHead("There is no such page", "The address may be mistyped."), home());

/** What is at the address of a view whose data this service does not have. */
export function notServed(title: string, api: Api): HTMLElement {
  const why =
    api === "today"
      ? "This service has the older API, which does not know this."
      : "This service has today's API, which no longer knows this.";
  return h("div", { class: "view" }, pageHead(title, why), home());
}

/** What is at the address of a view whose code did not arrive. */
export function notFetched(title: string, again: () => void, signal: AbortSignal): HTMLElement {
  whenOnline(signal, again);
  return h(
    "div",
    { class: "view" },
    pageHead(title, ""),
    note(
      "warn",
      h("strong", null, "This part of the page could not be fetched"),
      h("p", null, navigator.onLine ? "The page may have been updated: load it anew." : "You are offline."),
      h("div", null, button({ label: "Load the page anew", icon: "retry", onclick: () => location.reload() })),
    ),
  );
}
