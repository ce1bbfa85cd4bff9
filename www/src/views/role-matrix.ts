import type { AccessSubject, Room } from "meshagent-wasm";
import { Directory } from "../access/directory.ts";
import { Policies } from "../access/policies.ts";
import { rolesBlocked } from "../access/rights.ts";
import { inWords, labelOf, ROOM_ROLES, ranked, reaching } from "../access/roles.ts";
import { keyOf, kindOf, titleOfSubject } from "../access/subjects.ts";
import { explain, isAbort } from "../app/errors.ts";
import { whenOnline } from "../app/online.ts";
import { goTo, href, noteQuery } from "../app/router.ts";
import { anyHas } from "../app/search.ts";
import { button } from "../ui/button.ts";
import { fill, h } from "../ui/dom.ts";
import { search, select } from "../ui/field.ts";
import { type GridCell, grid } from "../ui/grid.ts";
import { empty, note, trouble } from "../ui/notice.ts";
import { subjectSign } from "../ui/subject.ts";
import { toast, troubleToast } from "../ui/toast.ts";
import type { RolePlace, RoleView } from "./role-changes.ts";
import { roleMenu } from "./role-menu.ts";
import { pageHead, type ViewContext } from "./view.ts";

const KINDS: [value: string, label: string][] = [
  ["", "Everybody"],
  ["user", "People"],
  ["group", "Groups"],
  ["service_account", "Service accounts"],
];

/** Who has which role on which room: all rooms against all people, groups and service accounts. */
export function roleMatrixView({ session, route, signal }: ViewContext): HTMLElement {
  const { project } = session;
  const policies = new Policies(project, signal);
  let directory = new Directory();
  let rooms: Room[] = [];
  let failed = false;
  /** What was chosen before it was known who has which role there. */
  let chosen: RolePlace | undefined;
  const query = (name: string) => route.query.get(name) ?? "";
  const filters = { rooms: query("rooms"), people: query("people"), kind: query("kind") };

  const matrix = grid<Room, AccessSubject>({
    label: "Roles on rooms",
    corner: h("span", { class: "muted" }, "Room"),
    rowHead: ({ name }) => h("a", { href: href("rooms", name), title: name, tabindex: "-1", class: "clip" }, name),
    columnHead: (subject) =>
      h(
        "span",
        { class: "column-head", title: `${titleOfSubject(subject)}, ${kindOf(subject)}` },
        subjectSign(subject),
        h("span", { class: "clip" }, titleOfSubject(subject)),
      ),
    cell: (room, subject) => cellOf(room, subject),
    act(room, subject, cell) {
      const policy = policies.get(room);
      chosen = policy ? undefined : { room, subject };
      if (policy === "hidden") toast(`You may not see who has which role on ${room.name}.`, "danger");
      else if (policy === "failed") policies.retry([room]);
      else if (policy) open({ room, subject }, cell).catch((error) => !isAbort(error) && troubleToast(error));
    },
    seen: (seen) => policies.want(seen),
  });
  const view: RoleView = {
    expect: ({ room, subject }, roles) => policies.expect(room, keyOf(subject), roles),
    refresh: ({ room }) => policies.fetch(room),
  };

  async function open(place: RolePlace, cell: HTMLElement): Promise<void> {
    const reason = await rolesBlocked(session, place.room, signal);
    const roles = policies.roles(place.room, keyOf(place.subject));
    roleMenu(session, place, roles, { ...view, blocked: reason }, cell, matrix.focus);
  }

  function cellOf(room: Room, subject: AccessSubject): GridCell {
    const where = `${titleOfSubject(subject)} in ${room.name}`;
    const policy = policies.get(room);
    if (!policy) return { content: undefined, name: `${where}: not known yet`, data: { has: "unknown" } };
    if (policy === "hidden") return { content: undefined, name: `${where}: hidden from you`, data: { has: "hidden" } };
    if (policy === "failed") {
      return { content: h("span", { class: "warn-text" }, "?"), name: `${where}: could not be fetched` };
    }
    const direct = ranked(policies.roles(room, keyOf(subject)));
    const others = inherited({ room, subject });
    const said = [...(direct.length > 0 ? [inWords(direct)] : []), ...others.map(({ words }) => words)];
    const name = `${where}: ${said.join("; ") || "no role"}`;
    const [role] = direct;
    if (role) return { content: chip(role, direct.length - 1), name, data: { has: role } };
    const [first] = others;
    return first
      ? { content: chip(first.role, 0, first.sign), name, data: { has: first.role } }
      : { content: undefined, name, data: { has: "nothing" } };
  }

  /** What comes to somebody by what they belong to, and from the project, the highest role first. */
  function inherited({ room, subject }: RolePlace): { role: string; sign: string; words: string }[] {
    const key = keyOf(subject);
    const within = directory.within(key);
    const ways = within.flatMap((outer) => {
      const who = titleOfSubject(directory.get(outer) ?? { type: "group", id: outer });
      return policies.roles(room, outer).map((role) => ({ role, words: `${labelOf(role)} through ${who}` }));
    });
    const project = [key, ...within].flatMap((each) => reaching(directory.projectRoles.get(each) ?? []));
    ways.push(
      ...ranked(project)
        .slice(0, 1)
        .map((role) => ({ role, words: `${labelOf(role)} of the project` })),
    );
    const order = ranked(ways.map(({ role }) => role));
    ways.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
    return ways.map((way) => ({ ...way, sign: way.words.endsWith("of the project") ? "project" : "through" }));
  }

  const content = h("div", { class: "stack" });
  const gaps = h("div", { class: "stack" });
  const count = h("span", { class: "muted", role: "status" });

  async function load(): Promise<void> {
    failed = false;
    fill(
      content,
      h(
        "div",
        { class: "card waiting-card" },
        h("p", { class: "waiting", role: "status" }, "Fetching rooms, people and groups…"),
      ),
    );
    try {
      [rooms, directory] = await Promise.all([
        project.rooms.iterate({ page_size: 100 }, { signal }).toArray(),
        Directory.load(project, signal),
      ]);
      rooms.sort((a, b) => a.name.localeCompare(b.name));
      fill(content, rooms.length > 0 ? matrix.element : nothing());
      show();
      await directory.memberships;
      if (!signal.aborted) show();
    } catch (error) {
      if (signal.aborted) return;
      failed = true;
      fill(content, trouble(error, load));
    }
  }

  function nothing(): HTMLElement {
    const go = button({ label: "Go to the rooms", onclick: () => goTo("rooms") });
    return h("div", { class: "card" }, empty("No rooms yet", "Create a room, and give somebody a role on it.", go));
  }

  function show(): void {
    const shown = rooms.filter((room) => anyHas(filters.rooms, room.name));
    const all = directory.all;
    const subjects = all.filter(
      (each) =>
        (!filters.kind || each.type === filters.kind) &&
        anyHas(filters.people, titleOfSubject(each), each.email, each.id),
    );
    matrix.put(shown, subjects);
    fill(
      gaps,
      directory.missing.map(({ what, error }) =>
        note("warn", h("p", null, `The ${what} are not shown. ${explain(error).title}.`)),
      ),
    );
    count.textContent = `${shown.length} of ${rooms.length} rooms, ${subjects.length} of ${all.length} subjects`;
  }

  let due = false;
  function later(draw: () => void): void {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (!signal.aborted) draw();
    });
  }
  let grown = false;
  policies.addEventListener("subject", (event) => {
    grown = directory.add((event as CustomEvent<AccessSubject>).detail) || grown;
  });
  policies.addEventListener("change", () =>
    later(() => {
      if (grown) show();
      else matrix.redraw();
      grown = false;
      if (chosen && policies.get(chosen.room)) matrix.act(chosen.room, chosen.subject);
    }),
  );

  const filtered = (which: keyof typeof filters) => (text: string) => {
    filters[which] = text;
    noteQuery(filters);
    show();
  };
  whenOnline(signal, () => (failed ? load() : policies.retry(rooms)));
  void load();
  return h(
    "div",
    { class: "view full" },
    pageHead("Access", "Who has which role on which room. Choose a cell to give, change or take away a role."),
    h(
      "div",
      { class: "toolbar" },
      search("Filter rooms", filters.rooms, filtered("rooms")),
      search("Filter people", filters.people, filtered("people")),
      select(KINDS, {
        "aria-label": "Kind",
        value: filters.kind,
        onchange: (event) => filtered("kind")((event.target as HTMLSelectElement).value),
      }),
      count,
    ),
    legend(),
    gaps,
    content,
  );
}

/** A role in a cell: in full colour when it was given there, in outline when it comes from elsewhere. */
function chip(role: string, more: number, from?: string): HTMLElement {
  return h(
    "span",
    { class: "level clip", "data-role": role, "data-from": from },
    from === "project" ? "Project" : labelOf(role),
    more > 0 && ` +${more}`,
  );
}

/** What the colours mean. */
function legend(): HTMLElement {
  return h(
    "ul",
    { class: "legend", "aria-label": "What the colours mean" },
    ROOM_ROLES.map(({ name, label, about }) =>
      h("li", { title: about }, h("span", { class: "level", "data-role": name }, label)),
    ),
    h("li", null, h("span", { class: "level", "data-role": "viewer", "data-from": "through" }, "Through a group")),
    h("li", null, h("span", { class: "level", "data-role": "admin", "data-from": "project" }, "Project")),
  );
}
