import { type ApiScope, NotFoundError, type ProjectRoomGrant, type Room } from "meshagent-wasm";
import { whenOnline } from "../app/online.ts";
import { type Person, title } from "../app/people.ts";
import { blocked } from "../app/rights.ts";
import { goTo, href, noteQuery } from "../app/router.ts";
import { anyHas } from "../app/search.ts";
import { LEVELS, type Level, levelOf, shortly, summary } from "../scope/levels.ts";
import { button } from "../ui/button.ts";
import { fill, h } from "../ui/dom.ts";
import { search } from "../ui/field.ts";
import { grid } from "../ui/grid.ts";
import { empty, trouble } from "../ui/notice.ts";
import { avatar } from "../ui/person.ts";
import { toast } from "../ui/toast.ts";
import type { Place } from "./grant-changes.ts";
import { changeDialog, giveDialog } from "./grant-dialog.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** Who may do what in which room: all rooms against all people. */
export function matrixView({ session, route, signal }: ViewContext): HTMLElement {
  const { project, people, rights } = session;
  const manage = blocked(rights, "manage access");
  /** The grants by room and user, each with the name it deserves. */
  const grants = new Map<string, { grant: ProjectRoomGrant; level: Level }>();
  const note = (grant: ProjectRoomGrant) =>
    grants.set(key(grant.room, grant.user_id), { grant, level: levelOf(grant.permissions) });
  const key = (room: Room, user: string) => `${room.id} ${user}`;
  let rooms: Room[] = [];
  let users: Person[] = [];
  let only: Level | undefined;
  let failed = false;
  const filters = { rooms: route.query.get("rooms") ?? "", people: route.query.get("people") ?? "" };

  const matrix = grid<Room, Person>({
    label: "Access of people to rooms",
    corner: h("span", { class: "muted" }, "Room"),
    rowHead: (room) =>
      h("a", { href: href("rooms", room.name), title: room.name, tabindex: "-1", class: "clip" }, room.name),
    columnHead: (person) =>
      h(
        "span",
        { class: "column-head", title: person.email ?? person.id },
        avatar(person),
        h("span", { class: "clip" }, title(person)),
      ),
    cell(room, person) {
      const held = grants.get(key(room, person.id));
      const where = `${title(person)} in ${room.name}`;
      if (!held) return { content: undefined, name: `${where}: no access`, data: { has: "nothing" } };
      const { level, grant } = held;
      return {
        content: h("span", { class: "level clip", "data-level": level }, shortly(grant.permissions)),
        name: `${where}: ${LEVELS[level].label}`,
        hint: `${where}: ${summary(grant.permissions)}`,
        data: { has: level },
      };
    },
    act(room, person) {
      const grant = grants.get(key(room, person.id))?.grant;
      const view = { refresh: () => refresh(room, person), expect };
      if (grant) changeDialog(session, grant, view);
      else if (manage) toast(manage, "danger");
      else giveDialog(session, room, person, view);
    },
  });
  const content = h("div", { class: "stack" });
  const count = h("span", { class: "muted", role: "status" });
  const legend = h("div", { class: "legend", role: "group", "aria-label": "Show only one kind of access" });

  function expect({ room, user_id }: Place, permissions: ApiScope | undefined): void {
    if (permissions) note({ room, user_id, permissions });
    else grants.delete(key(room, user_id));
    show();
  }

  /** Fetches one cell anew. */
  async function refresh(room: Room, person: Person): Promise<void> {
    try {
      note(await project.grants.get(room.id, person.id, { signal }));
    } catch (error) {
      if (!(error instanceof NotFoundError)) return void load();
      grants.delete(key(room, person.id));
    }
    show();
  }

  async function load(): Promise<void> {
    failed = false;
    const fetched = h("span", { "aria-hidden": "true" });
    fill(
      content,
      h(
        "div",
        { class: "card waiting-card" },
        h("p", { class: "waiting", role: "status" }, "Fetching rooms, people and access…", fetched),
      ),
    );
    try {
      const fetchRooms = project.rooms.iterate({ page_size: 200 }, { signal }).toArray();
      const fetchGrants = async () => {
        for await (const grant of project.grants.iterate({ page_size: 500 }, { signal })) {
          note(grant);
          if (grants.size % 500 === 0) fetched.textContent = String(grants.size);
        }
      };
      grants.clear();
      const [allRooms] = await Promise.all([fetchRooms, fetchGrants()]);
      await people.load(...new Set([...grants.values()].map(({ grant }) => grant.user_id)));
      rooms = allRooms;
      users = people.all;
      fill(content, rooms.length > 0 && users.length > 0 ? matrix.element : nothing());
      show();
    } catch (error) {
      if (signal.aborted) return;
      failed = true;
      fill(content, trouble(error, load));
    }
  }

  function nothing(): HTMLElement {
    const go = button({ label: "Go to the rooms", onclick: () => goTo("rooms") });
    return h(
      "div",
      { class: "card" },
      empty("Nothing to show yet", "Create a room, and give somebody access to it.", go),
    );
  }

  function show(): void {
    const shown = rooms.filter((room) => anyHas(filters.rooms, room.name));
    const persons = users.filter((person) => anyHas(filters.people, person.name, person.email, person.id));
    matrix.put(shown, persons);
    const counts = new Map<Level, number>();
    for (const { level } of grants.values()) counts.set(level, (counts.get(level) ?? 0) + 1);
    count.textContent = `${shown.length} of ${rooms.length} rooms, ${persons.length} of ${users.length} people`;
    fill(
      legend,
      (Object.keys(LEVELS) as Level[]).map((level) => legendButton(level, counts.get(level) ?? 0)),
    );
  }

  /** A kind of access with its number; pressed, it dims the others. */
  function legendButton(level: Level, number: number): HTMLElement {
    const press = () => {
      only = only === level ? undefined : level;
      if (only) matrix.element.dataset.only = only;
      else delete matrix.element.dataset.only;
      for (const each of legend.children)
        each.setAttribute("aria-pressed", String((each as HTMLElement).dataset.level === only));
    };
    return h(
      "button",
      {
        type: "button",
        class: "level",
        "data-level": level,
        "aria-pressed": only === level,
        title: LEVELS[level].about,
        onclick: press,
      },
      LEVELS[level].label,
      h("span", { class: "legend-count" }, number),
    );
  }

  const filter = (which: "rooms" | "people") => (text: string) => {
    filters[which] = text;
    noteQuery(filters);
    show();
  };
  whenOnline(signal, () => failed && load());
  void load();
  return h(
    "div",
    { class: "view full" },
    pageHead("Access", "Who may do what in which room. Choose a cell to give, change or take away access."),
    h(
      "div",
      { class: "toolbar" },
      search("Filter rooms", filters.rooms, filter("rooms")),
      search("Filter people", filters.people, filter("people")),
      count,
    ),
    legend,
    content,
  );
}
