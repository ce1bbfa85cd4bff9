import type { Group, GroupMember } from "meshagent-wasm";
import { titleOfSubject } from "../access/subjects.ts";
import type { Session } from "../app/session.ts";
import { formDialog, Incomplete } from "../ui/dialog.ts";
import { h } from "../ui/dom.ts";
import { field, input, select } from "../ui/field.ts";
import { jsonField, mustBeObject } from "../ui/json-field.ts";
import { note } from "../ui/notice.ts";
import { pairs } from "../ui/pairs.ts";
import { bindingList } from "./binding-list.ts";
import { subjectField } from "./subject-field.ts";

/** What one is in a group. */
export const placeIn = ({ direct_roles }: GroupMember): "member" | "manager" =>
  direct_roles.includes("manager") ? "manager" : "member";

function groupFields(group: Partial<Group>) {
  const name = field("Name", input({ value: group.name, autofocus: true, required: true }));
  const annotations = pairs(
    "Annotations",
    "annotation",
    group.annotations ?? {},
    "Short texts by which groups are told apart.",
  );
  const metadata = jsonField({
    label: "Metadata",
    value: group.metadata ?? {},
    hint: "Any JSON object; the service keeps it for you.",
    check: mustBeObject,
  });
  return {
    elements: [name.element, annotations.element, metadata.element],
    read() {
      const called = name.control.value.trim();
      name.problem(called ? undefined : "A group needs a name.");
      const value = metadata.value() as Record<string, unknown> | undefined;
      if (!called || !value) throw new Incomplete();
      return { name: called, annotations: annotations.value(), metadata: value };
    },
  };
}

export function createDialog({ project }: Session, done: (group: Group) => void): void {
  const fields = groupFields({});
  let made: Group | undefined;
  formDialog({
    title: "Create a group",
    body: fields.elements,
    submit: "Create group",
    async run(signal) {
      made = await project.groups.create(fields.read(), { signal });
      return `The group “${made.name}” is ready.`;
    },
    done: () => made && done(made),
  });
}

export function editDialog({ project }: Session, group: Group, done: (name: string) => void): void {
  const fields = groupFields(group);
  let name = group.name;
  formDialog({
    title: `Edit ${group.name}`,
    body: fields.elements,
    submit: "Save",
    async run(signal) {
      const change = fields.read();
      await project.groups.update(group.id, change, { signal });
      name = change.name;
      return name === group.name ? `“${name}” is saved.` : `“${group.name}” is now “${name}”.`;
    },
    done: () => done(name),
  });
}

export function deleteDialog(session: Session, group: Group, done: () => void): void {
  formDialog({
    title: `Delete ${group.name}?`,
    body: [
      note("warn", h("p", null, "Its members lose what they may do through it. This cannot be undone.")),
      h("h3", null, "What the group was given"),
      bindingList(session, { type: "group", id: group.id }, { empty: "Nothing: nobody loses anything." }).element,
    ],
    submit: "Delete group",
    danger: true,
    async run(signal) {
      await session.project.groups.delete(group.id, { signal });
      return `The group “${group.name}” is deleted.`;
    },
    done,
  });
}

export function addMemberDialog(session: Session, group: Group, done: () => void): void {
  const who = subjectField(session, ["user", "group", "agent"], group.id);
  const place = field(
    "As",
    select([
      ["member", "Member"],
      ["manager", "Manager"],
    ]),
    "A manager may also change who is in the group.",
  );
  formDialog({
    title: `Add to ${group.name}`,
    body: [who.element, place.element],
    submit: "Add",
    async run(signal) {
      const subject = who.read();
      const role = place.control.value as "member" | "manager";
      await session.project.groups.setMember(group.id, { subject, role }, { signal });
      return `${titleOfSubject(who.known(subject))} is in ${group.name} now.`;
    },
    done,
  });
}
