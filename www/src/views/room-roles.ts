import type { AccessSubject, RoleGrant, Room } from "meshagent-wasm";
import { Directory } from "../access/directory.ts";
import { inWords, labelOf, ranked } from "../access/roles.ts";
import { kindOf, reference, titleOfSubject } from "../access/subjects.ts";
import { href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { formDialog, Incomplete } from "../ui/dialog.ts";
import { type Child, h, uid } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { icon } from "../ui/icons.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { subjectCell } from "../ui/subject.ts";
import { changeRoles, type RoleView } from "./role-changes.ts";
import { roleBoxes, rolesDialog, whyPath } from "./role-menu.ts";
import type { ViewContext } from "./view.ts";

/** What a room's view shows of who has access to it. */
export interface RoomAccess {
  /** The button that gives access. */
  give: HTMLElement;
  element: HTMLElement;
  /** Settles when the list has come. */
  ready: Promise<void>;
}

/** Who was given roles on a room, on services of today: the button that gives some, and the list; `manage` is why not. */
export function roomRoles({ session, signal }: ViewContext, room: Room, manage: string | undefined): RoomAccess {
  const { project } = session;
  const view: RoleView = { blocked: manage, refresh: () => roles.reload() };
  const give = (kind: "primary" | "plain") =>
    button({
      label: "Give access",
      icon: "addUser",
      kind,
      blocked: manage,
      onclick: () => giveRolesDialog(session, room, view),
    });

  const roles = list<RoleGrant>({
    label: `Who has access to ${room.name}`,
    signal,
    fetch: ({ limit, continuation_token: token }, signal) =>
      project.policies.get(
        "room",
        room.id,
        { page_size: limit, ...(token && { continuation_token: token }) },
        { signal },
      ),
    empty: () =>
      empty("Nobody was given a role yet", "Only admins and developers of the project can enter.", give("plain")),
    columns: [
      { title: "Who", kind: "main", width: "42%", cell: ({ subject }) => subjectCell(subject) },
      { title: "Roles", cell: ({ direct_roles }) => roleChips(direct_roles) },
      { title: "Actions", kind: "actions", width: "146px", cell: actions },
    ],
  });

  function actions({ subject, direct_roles }: RoleGrant): Child {
    const who = titleOfSubject(subject);
    const place = { room, subject };
    return h(
      "div",
      { class: "row tight end" },
      h(
        "a",
        {
          class: "button quiet compact",
          href: href(...whyPath(place)),
          "aria-label": `Why ${who} has access`,
          title: `Why ${who} has access`,
        },
        icon("help"),
      ),
      button({
        label: `Change roles of ${who}`,
        icon: "edit",
        compact: true,
        blocked: manage,
        onclick: () => rolesDialog(session, place, direct_roles, view),
      }),
      button({
        label: `Take roles of ${who} away`,
        icon: "removeUser",
        compact: true,
        blocked: manage,
        onclick: () => changeRoles(session, place, direct_roles, [], view),
      }),
    );
  }

  return { give: give("primary"), element: roles.element, ready: roles.reload() };
}

/** Roles in colour. */
export const roleChips = (roles: string[]): HTMLElement =>
  h(
    "ul",
    { class: "chips" },
    ranked(roles).map((role) => h("li", { class: "level", "data-role": role }, labelOf(role))),
  );

/** Gives roles to somebody, or to a group or service account, that is named by address or by name. */
function giveRolesDialog(session: Session, room: Room, view: RoleView): void {
  const ended = new AbortController();
  const known = h("datalist", { id: uid("subjects") });
  const control = input({
    list: known.id,
    placeholder: "ann@example.com, or a group",
    autofocus: true,
    required: true,
  });
  const who = field("Who", control, "Somebody who is not in the project is invited by e-mail.");
  who.element.append(known);
  const boxes = roleBoxes([]);
  let directory = new Directory();
  const { element } = formDialog({
    title: `Give access to ${room.name}`,
    body: [who.element, boxes.element],
    submit: "Give access",
    async run(signal) {
      const [subject, roles] = [named(control.value.trim()), boxes.read()];
      who.problem(subject ? undefined : "Nobody is called that: give an e-mail address, or the name of a group.");
      boxes.problem(roles.length > 0 ? undefined : "Choose at least one role.");
      if (!subject || roles.length === 0) throw new Incomplete();
      await session.project.policies.grant("room", room.id, { subject: reference(subject), roles }, { signal });
      return `${titleOfSubject(subject)} is now in ${room.name}: ${inWords(roles)}.`;
    },
    done: () => view.refresh({ room, subject: { type: "everyone" } }),
  });
  element.addEventListener("close", () => ended.abort());

  function named(text: string): AccessSubject | undefined {
    const is = (name: string | null | undefined) => name?.toLowerCase() === text.toLowerCase();
    const found = directory.all.find((each) => is(each.email) || is(each.id) || is(titleOfSubject(each)));
    return found ?? (/.@./.test(text) ? { type: "user", email: text } : undefined);
  }

  void Directory.load(session.project, ended.signal).then(
    (loaded) => {
      directory = loaded;
      known.append(
        ...loaded.all.map((each) =>
          h("option", { value: each.email ?? titleOfSubject(each) }, `${titleOfSubject(each)}, ${kindOf(each)}`),
        ),
      );
    },
    () => {},
  );
}
