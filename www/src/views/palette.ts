import type { Room } from "meshagent-wasm";
import { title } from "../app/people.ts";
import { goTo, href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { control } from "../ui/control.ts";
import { h } from "../ui/dom.ts";
import { openPalette, type PaletteItem, type PaletteSource } from "../ui/palette.ts";
import { viewGroups } from "./registry.ts";

/** How many rooms to ask for at a time. */
const ROOMS = 100;

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
  const source = sourceOf(session, perform);
  const open = () => openPalette("Find a view, room, person or action", source);
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

/** Everything that can be found: the views and their actions, and the project's rooms and people. */
function sourceOf(session: Session, perform: Perform): PaletteSource {
  const { project, people, api } = session;
  const fixed: PaletteItem[] = [];
  for (const { title: kind, views } of viewGroups(api)) {
    for (const { id, title, icon } of views) fixed.push({ label: title, kind, icon, run: () => goTo(id) });
  }
  for (const { id, title, actions = [] } of viewGroups(api).flatMap(({ views }) => views)) {
    for (const label of actions) fixed.push({ label, kind: title, icon: "action", run: () => perform(id, label) });
  }
  const rooms = new Map<string, Room>();
  let more = true;

  /** The first rooms, and when these are not all of them, those whose names contain the text. */
  async function fetchRooms(filter: string, signal: AbortSignal): Promise<void> {
    if (!more) return;
    const size = api === "today" ? { page_size: ROOMS } : { limit: ROOMS };
    const { items } = await project.rooms.list(filter ? { ...size, filter } : size, { signal });
    for (const room of items) rooms.set(room.id, room);
    if (!filter) more = items.length === ROOMS;
  }

  return {
    items: () => [
      ...fixed,
      ...[...rooms.values()].map(
        ({ name }): PaletteItem => ({ label: name, kind: "Room", icon: "rooms", run: () => goTo("rooms", name) }),
      ),
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
    fetch: (text, signal) => Promise.all([people.load(), fetchRooms(text, signal)]),
  };
}
