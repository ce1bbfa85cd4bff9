import { href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { fill, h } from "../ui/dom.ts";
import { type IconName, icon } from "../ui/icons.ts";
import { themeButton } from "../ui/theme.ts";
import { accountButton } from "./account.ts";
import { logDrawer } from "./log-drawer.ts";

const PLACES: [path: string, label: string, icon: IconName][] = [
  ["rooms", "Rooms", "rooms"],
  ["access", "Access", "matrix"],
  ["members", "Members", "users"],
  ["storage", "Storage", "folder"],
  ["clients", "OAuth clients", "clients"],
  ["tokens", "Tokens", "tokens"],
];

export interface Shell {
  element: HTMLElement;
  /** Shows a view and marks its place in the navigation. */
  show(place: string, view: HTMLElement): void;
}

/** What surrounds every view: the navigation, who one is, and the request log. */
export function shell(session: Session, signOut: () => void): Shell {
  const main = h("main", { id: "main" });
  const links = PLACES.map(([path, label, name]) =>
    h("a", { href: href(path), "data-place": path }, icon(name), h("span", null, label)),
  );
  const drawer = logDrawer(session);
  const element = h(
    "div",
    { class: "shell" },
    h("a", { class: "skip", href: "#main", onclick: skip }, "Skip to the content"),
    h(
      "header",
      { class: "side" },
      h("div", { class: "brand" }, h("span", { class: "logo" }, icon("shield")), h("span", null, "MeshAgent admin")),
      h("nav", { "aria-label": "Main" }, links),
      h(
        "div",
        { class: "account" },
        drawer.toggle,
        accountButton(session),
        h(
          "div",
          { class: "row tight" },
          themeButton(session.signal),
          button({ label: "Sign out", icon: "signOut", compact: true, onclick: signOut }),
        ),
      ),
    ),
    main,
    drawer.element,
  );

  function skip(event: MouseEvent): void {
    event.preventDefault();
    main.querySelector<HTMLElement>("h1")?.focus();
  }

  return {
    element,
    show(place, view) {
      for (const link of links) {
        const current = link.dataset.place === place;
        link.toggleAttribute("aria-current", current);
        if (current) {
          link.setAttribute("aria-current", "page");
          link.scrollIntoView({ block: "nearest", inline: "nearest" });
        }
      }
      fill(main, view);
    },
  };
}
