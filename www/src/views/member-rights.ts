import type { ProjectMember } from "meshagent-wasm";
import { projectRoleWords } from "../access/project-roles.ts";
import { personOf } from "../access/subjects.ts";
import type { Person } from "../app/people.ts";
import type { Session } from "../app/session.ts";
import { type Child, h } from "../ui/dom.ts";
import { checkbox, ticked } from "../ui/field.ts";
import { rolePicker } from "./role-picker.ts";

/** A member as the person they are. */
export const personOfMember = (member: ProjectMember): Person => personOf({ ...member, type: "user", name: undefined });

const RIGHTS = [
  ["is_admin", "Admin", "Manages members and OAuth clients, and all that developers may"],
  ["is_developer", "Developer", "Manages rooms, access and files"],
  ["can_create_rooms", "Creates rooms", "May create rooms without being a developer"],
  ["can_use_llm_proxy", "Uses models", "May use language models through the service"],
] as const;

type Flags = Record<(typeof RIGHTS)[number][0], boolean>;

/** What a member may do in the project: roles on a service of today, four rights on an older one. */
export type MemberRights = { roles: string[] } | Flags;

export interface RightsForm {
  element: HTMLElement;
  read(): MemberRights;
}

/** A form for what a member may do. */
export function rightsForm({ api }: Session, member: Partial<ProjectMember>): RightsForm {
  if (api === "older") return rightBoxes(member);
  const picker = rolePicker(member.direct_roles ?? []);
  return { element: picker.element, read: () => ({ roles: picker.read() }) };
}

/** A box per right. */
function rightBoxes(has: Partial<ProjectMember>): RightsForm {
  const boxes = RIGHTS.map(([name, label, about]) => [name, checkbox(label, Boolean(has[name]), {}, about)] as const);
  return {
    element: h(
      "fieldset",
      { class: "stack" },
      h("legend", { class: "sr" }, "Rights"),
      boxes.map(([, box]) => box),
    ),
    read: () => Object.fromEntries(boxes.map(([name, box]) => [name, ticked(box)])) as Flags,
  };
}

/** How many roles a row shows before it only counts them. */
const SHOWN = 4;

/** What a member may do, in short. */
export function rightChips(member: ProjectMember): Child {
  const words = member.direct_roles
    ? member.direct_roles.filter((role) => role !== "member").map(projectRoleWords)
    : RIGHTS.filter(([name]) => member[name]).map(([, label]) => label);
  // What means most comes first.
  const main = ["Admin", "Developer"].filter((word) => words.includes(word));
  const all = [...main, ...words.filter((word) => !main.includes(word))];
  if (all.length === 0) return h("span", { class: "chip" }, "Member");
  const rest = all.slice(SHOWN);
  return h(
    "ul",
    { class: "chips" },
    all.slice(0, SHOWN).map((word) => h("li", { class: word === "Admin" ? "chip ok" : "chip" }, word)),
    rest.length > 0 && h("li", { class: "chip", title: rest.join(", ") }, `${rest.length} more`),
  );
}
