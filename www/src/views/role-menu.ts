import { FURTHER_ROLES, inWords, labelOf, ROOM_ROLES, ranked } from "../access/roles.ts";
import { keyOf, titleOfSubject } from "../access/subjects.ts";
import { goTo } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { formDialog } from "../ui/dialog.ts";
import { h } from "../ui/dom.ts";
import { checkbox, ticked } from "../ui/field.ts";
import { type MenuItem, openMenu } from "../ui/menu.ts";
import { troubleToast } from "../ui/toast.ts";
import { changeRoles, type RolePlace, type RoleView } from "./role-changes.ts";

/** The address of the reasons for a subject's access to a room. */
export const whyPath = ({ room, subject }: RolePlace): [string, ...string[]] => [
  "access",
  "why",
  ...(keyOf(subject).split("/") as [string, string]),
  room.name,
];

/** Offers the roles that a subject can have on a room: a choice is made at once, and can be undone. */
export function roleMenu(
  session: Session,
  place: RolePlace,
  roles: string[],
  view: RoleView,
  anchor: Element,
  closed: () => void,
): void {
  const manage = view.blocked;
  const who = titleOfSubject(place.subject);
  const set = (to: string[]) => changeRoles(session, place, roles, to, view).catch(troubleToast);
  const [only] = roles;
  const choices = ROOM_ROLES.map(
    ({ name, label, about }): MenuItem => ({
      label,
      about,
      checked: roles.length === 1 && only === name,
      blocked: manage,
      run: () => void set([name]),
    }),
  );
  const more: MenuItem[] = [
    {
      label: "Several roles…",
      icon: "scope",
      blocked: manage,
      run: () => rolesDialog(session, place, roles, view),
    },
  ];
  if (roles.length > 0) {
    more.push({ label: "Take away", icon: "removeUser", blocked: manage, run: () => void set([]) });
  }
  const why: MenuItem = { label: `Why does ${who} have access?`, icon: "help", run: () => goTo(...whyPath(place)) };
  openMenu({
    label: `Role of ${who} in ${place.room.name}`,
    head: [
      h("strong", { class: "clip" }, `${who} in ${place.room.name}`),
      h("small", null, roles.length > 0 ? `Given here: ${inWords(roles)}` : "Nothing was given here"),
    ],
    groups: [choices, more, [why]],
    anchor,
    closed,
  });
}

/** Several roles at once, each by itself. */
export function rolesDialog(session: Session, place: RolePlace, roles: string[], view: RoleView): void {
  const boxes = roleBoxes(roles);
  const who = titleOfSubject(place.subject);
  formDialog({
    title: `Roles of ${who} in ${place.room.name}`,
    body: boxes.element,
    submit: "Save",
    blocked: view.blocked,
    async run() {
      await changeRoles(session, place, roles, boxes.read(), view);
      return undefined;
    },
  });
}

/** A box per role that can be given on a room, and per role that somebody has already. */
export function roleBoxes(has: string[]) {
  const about = new Map(ROOM_ROLES.map((role) => [role.name, role.about]));
  const names = ranked([...about.keys(), ...FURTHER_ROLES, ...has]);
  const boxes = names.map(
    (name) => [name, checkbox(labelOf(name), has.includes(name), {}, about.get(name) ?? name)] as const,
  );
  const problem = h("p", { class: "problem", role: "alert" });
  return {
    element: h(
      "fieldset",
      { class: "role-boxes" },
      h("legend", { class: "sr" }, "Roles"),
      boxes.map(([, box]) => box),
      problem,
    ),
    read: () => boxes.filter(([, box]) => ticked(box)).map(([name]) => name),
    problem: (text = "") => {
      problem.textContent = text;
    },
  };
}
