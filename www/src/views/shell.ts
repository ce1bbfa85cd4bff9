import { href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { fill, h, uid } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { themeButton } from "../ui/theme.ts";
import { accountButton } from "./account.ts";
import { logDrawer } from "./log-drawer.ts";
import { paletteButton } from "./palette.ts";
import { type ViewGroup, viewGroups } from "./registry.ts";

export interface Shell {
  element: HTMLElement;
  /** Shows a view and marks its place in the navigation. */
  show(id: string, view: HTMLElement): void;
}

/** What surrounds every view: the navigation, who one is, and the request log. */
export function shell(session: Session, signOut: () => void, perform: (id: string, action: string) => void): Shell {
  const main = h("main", { id: "main" });
  const navigation = h("nav", { "aria-label": "Main", id: uid("nav") }, viewGroups(session.api).map(groupOf));
  const links = [...navigation.querySelectorAll("a")];
  const drawer = logDrawer(session);
  // Only narrow screens have it: there the navigation is folded away.
  const menu = button({ label: "Menu", icon: "menu", compact: true, onclick: () => unfold(!open()) });
  menu.classList.add("menu");
  menu.setAttribute("aria-controls", navigation.id);
  const side = h(
    "header",
    { class: "side" },
    h("div", { class: "brand" }, h("span", { class: "logo" }, icon("shield")), h("span", null, "MeshAgent admin")),
    paletteButton(session, perform),
    menu,
    navigation,
    h(
      "div",
      { class: "account" },
      accountButton(session),
      h(
        "div",
        { class: "row tight" },
        drawer.toggle,
        themeButton(session.signal),
        button({ label: "Sign out", icon: "signOut", compact: true, onclick: signOut }),
      ),
    ),
  );
  side.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open()) return;
    unfold(false);
    menu.focus();
  });
  unfold(false);

  const open = () => side.classList.contains("unfolded");
  function unfold(shown: boolean): void {
    side.classList.toggle("unfolded", shown);
    menu.setAttribute("aria-expanded", String(shown));
  }

  function skip(event: MouseEvent): void {
    event.preventDefault();
    main.querySelector<HTMLElement>("h1")?.focus();
  }

  return {
    element: h(
      "div",
      { class: "shell" },
      h("a", { class: "skip", href: "#main", onclick: skip }, "Skip to the content"),
      side,
      main,
      drawer.element,
    ),
    show(id, view) {
      for (const link of links) {
        const current = link.dataset.view === id;
        link.toggleAttribute("aria-current", current);
        if (current) {
          link.setAttribute("aria-current", "page");
          link.scrollIntoView({ block: "nearest" });
        }
      }
      unfold(false);
      fill(main, view);
    },
  };
}

function groupOf({ title, views }: ViewGroup): HTMLElement {
  const label = uid("group");
  return h(
    "div",
    { role: "group", "aria-labelledby": label },
    h("span", { class: "nav-title", id: label }, title),
    views.map((view) =>
      h("a", { href: href(view.id), "data-view": view.id }, icon(view.icon), h("span", null, view.title)),
    ),
  );
}
