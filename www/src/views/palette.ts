import type { Page } from "meshagent-wasm";
import { title } from "../app/people.ts";
import { blocked } from "../app/rights.ts";
import { goTo, href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { control } from "../ui/control.ts";
import { h } from "../ui/dom.ts";
import { openPalette, type PaletteItem, type PaletteSource } from "../ui/palette.ts";
import { viewGroups } from "./registry.ts";

/** How many of a kind to ask for at a time. */
const PAGE = 100;

const ICONS = { rooms: "rooms", groups: "groups", accounts: "serviceAccounts" } as const;

/** Goes to a view and presses the button of that name. */
export type Perform = (view: string, action: string) => void;

/** Opens the command palette, as Ctrl K and Cmd K do until one signs out. */
export function paletteButton(session: Session, perform: Perform): HTMLButtonElement {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const element = control({ label: "Find anything", icon: "search" });
  element.classList.add("find");
  element.setAttribute("aria-keyshortcuts", mac ? "Meta+K" : "Control+K");
  element.setAttribute("aria-haspopup", "dialog");
  element.append(h("kbd", { "aria-hidden": "true" }, mac ? "⌘K" : "Ctrl K"));
  const source = (closed: AbortSignal) => sourceOf(session, perform, closed);
  const open = () => openPalette("Find a view, a room, somebody or an action", source);
  element.addEventListener("click", open);
  const pressed = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    // Another dialog may hold what somebody has typed.
    if (!document.querySelector("dialog:modal")) open();
  };
  addEventListener("keydown", pressed, { signal: session.signal });
  return element;
}

/** Everything that can be found: views and their actions, rooms, people, groups and service accounts. */
function sourceOf(session: Session, perform: Perform, closed: AbortSignal): PaletteSource {
  const { project, people, api } = session;
  const fixed: PaletteItem[] = [];
  for (const { title: kind, views } of viewGroups(api)) {
    for (const { id, title, icon } of views) fixed.push({ label: title, kind, icon, run: () => goTo(id) });
  }
  for (const { id, title, actions = [] } of viewGroups(api).flatMap(({ views }) => views)) {
    for (const label of actions) fixed.push({ label, kind: title, icon: "action", run: () => perform(id, label) });
  }
  const size = api === "today" ? { page_size: PAGE } : { limit: PAGE };
  const named: Named[] = [
    found("Room", "rooms", closed, (which, signal) => project.rooms.list({ ...size, ...which }, { signal })),
  ];
  if (api === "today") {
    // Whoever may not see all accounts sees those that they have a role on.
    const view = blocked(session.rights, "manage service accounts") ? "my" : "all";
    named.push(
      found("Group", "groups", closed, (which, signal) => project.groups.list({ ...size, ...which }, { signal })),
      found("Service account", "accounts", closed, (which, signal) =>
        project.serviceAccounts.list({ ...size, ...which, view }, { signal }),
      ),
    );
  }

  return {
    items: () => [
      ...fixed,
      ...named.flatMap(({ items }) => items()),
      ...people.all.map(
        (person): PaletteItem => ({
          label: title(person),
          detail: person.name && person.email,
          kind: "Person",
          icon: "account",
          run: () => {
            location.hash = `${href("access")}?${new URLSearchParams({ people: person.email ?? person.id })}`;
          },
        }),
      ),
    ],
    fetch: (text, signal) => Promise.all([people.load(), ...named.map(({ fetch }) => fetch(text, signal))]),
  };
}

/** Things of one kind that are found by their names. */
interface Named {
  items(): PaletteItem[];
  fetch(text: string, signal: AbortSignal): Promise<void>;
}

/** The first ones of a view's list, and when these are not all, those whose names contain what is looked for. */
function found(
  kind: string,
  view: "rooms" | "groups" | "accounts",
  closed: AbortSignal,
  list: (
    which: { filter?: string },
    signal: AbortSignal,
  ) => Promise<Page<{ name: string; display_name?: string | null }>>,
): Named {
  const labels = new Map<string, string>();
  const load = async (which: { filter?: string }, signal: AbortSignal): Promise<boolean> => {
    const { items } = await list(which, signal);
    for (const { name, display_name } of items) labels.set(name, display_name || name);
    return items.length === PAGE;
  };
  let first: Promise<boolean> | undefined;
  return {
    items: () =>
      [...labels].map(([name, label]) => ({
        label,
        ...(label !== name && { detail: name }),
        kind,
        icon: ICONS[view],
        run: () => goTo(view, name),
      })),
    async fetch(filter, signal) {
      // Whoever types on does not end it: here letters are found that do not stand side by side, which no filter does.
      first ??= load({}, closed).catch((error: unknown) => {
        first = undefined;
        throw error;
      });
      if (!(await first) || !filter) return;
      signal.throwIfAborted();
      await load({ filter }, signal);
    },
  };
}
