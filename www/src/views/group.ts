import type { AccessSubject, Group, GroupMember } from "meshagent-wasm";
import { isMembership } from "../access/reach.ts";
import { membersBlocked } from "../access/rights.ts";
import { keyOf, reference, titleOfSubject } from "../access/subjects.ts";
import { blocked } from "../app/rights.ts";
import { goTo } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button, copyable } from "../ui/button.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { select } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty, trouble } from "../ui/notice.ts";
import { subjectCell } from "../ui/subject.ts";
import { troubleToast } from "../ui/toast.ts";
import { aside, details, together } from "./aside.ts";
import { bindingList } from "./binding-list.ts";
import { addMemberDialog, deleteDialog, editDialog, placeIn } from "./group-dialogs.ts";
import { leaveGroupDialog } from "./leave-group.ts";
import { oneView } from "./one.ts";
import { annotationChips } from "./room-parts.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** One group: who is in it, what it is in, and what it may do. */
export function groupView(context: ViewContext): HTMLElement {
  const { session, route, signal } = context;
  const name = route.path[1] ?? "";
  return oneView({
    place: ["groups", "Groups"],
    kind: "group",
    name,
    signal,
    async fetch(signal) {
      const group = await session.project.groups.getByName(name, { signal });
      return { group, reason: await membersBlocked(session, asSubject(group), signal) };
    },
    show: ({ group, reason }, reload) => groupParts(context, group, reason, reload),
  });
}

const asSubject = ({ id, name }: Group): AccessSubject => ({ type: "group", id, name });

function groupParts(
  { session, signal }: ViewContext,
  group: Group,
  reason: string | undefined,
  reload: () => void,
): Child[] {
  const { project, rights } = session;
  const manage = blocked(rights, "manage groups");
  const subject = asSubject(group);
  const add = (kind: "primary" | "plain") =>
    button({
      label: "Add to the group",
      icon: "addUser",
      kind,
      blocked: reason,
      onclick: () => addMemberDialog(session, group, again),
    });

  const members = list<GroupMember>({
    label: `Members of ${group.name}`,
    signal,
    fetch: ({ limit, continuation_token }, signal) =>
      project.groups.listMembers(
        group.id,
        { page_size: limit, ...(continuation_token && { continuation_token }) },
        { signal },
      ),
    empty: () => empty("Nobody is in this group", "People, agents and other groups can be members.", add("plain")),
    columns: [
      { title: "Member", kind: "main", cell: (member) => memberCell(session, member, group, signal) },
      { title: "As", width: "148px", cell: placeCell },
      {
        title: "Actions",
        kind: "actions",
        width: "72px",
        cell: (member) =>
          h(
            "div",
            { class: "row tight end" },
            button({
              label: `Remove ${titleOfSubject(member.subject)}`,
              icon: "removeUser",
              compact: true,
              blocked: reason,
              onclick: () => leaveGroupDialog(session, member.subject, subject, { done: again }),
            }),
          ),
      },
    ],
  });
  const again = () => void members.reload();

  function placeCell(member: GroupMember): Child {
    const place: HTMLSelectElement = select(
      [
        ["member", "Member"],
        ["manager", "Manager"],
      ],
      {
        value: placeIn(member),
        disabled: Boolean(reason),
        title: reason,
        "aria-label": `What ${titleOfSubject(member.subject)} is in the group`,
        onchange: () => change(member, place).catch(troubleToast).finally(again),
      },
    );
    return place;
  }

  async function change({ subject }: GroupMember, place: HTMLSelectElement): Promise<void> {
    const role = place.value as "member" | "manager";
    await project.groups.setMember(group.id, { subject: reference(subject), role });
  }

  const given = bindingList(session, subject, {
    empty: "Nothing yet.",
    filter: (each) => !isMembership(each),
    signal,
  });
  const places = bindingList(session, subject, { empty: "In no other group.", filter: isMembership, signal });
  const moved = (name: string) => (name === group.name ? reload() : goTo("groups", name));
  void members.reload();
  return [
    pageHead(
      group.name,
      "What the group may do, all of its members may.",
      button({ label: "Edit", icon: "edit", blocked: manage, onclick: () => editDialog(session, group, moved) }),
      button({
        label: "Delete",
        icon: "delete",
        blocked: manage,
        onclick: () => deleteDialog(session, group, () => goTo("groups")),
      }),
    ),
    h(
      "div",
      { class: "columns" },
      h(
        "section",
        { class: "stack", "aria-label": "Members" },
        h("header", { class: "section-head" }, h("h2", null, "Members"), add("primary")),
        members.element,
      ),
      h(
        "div",
        { class: "stack" },
        details([
          ["Group ID", copyable(group.id, "Copy the group ID")],
          ["Annotations", annotationChips(group)],
        ]),
        together([given, places], [aside("What it may do", given.element), aside("In groups", places.element)]),
      ),
    ),
  ];
}

/** A member; a group unfolds to show who is in it. */
function memberCell(session: Session, { subject }: GroupMember, group: Group, signal: AbortSignal): Child {
  if (subject.type !== "group") return subjectCell(subject);
  return h(
    "div",
    { class: "stack tight" },
    subjectCell(subject),
    nested(session, subject, [keyOf({ type: "group", id: group.id }), keyOf(subject)], signal),
  );
}

/** Who is in a group that is in a group; `above` are the keys of the groups that one has come through. */
function nested(session: Session, subject: AccessSubject, above: string[], signal: AbortSignal): HTMLElement {
  const content = h("div", { class: "group-members" });
  const load = async () => {
    fill(content, h("p", { class: "waiting" }, "Looking up members…"));
    try {
      const members = await session.project.groups.iterateMembers(subject.id ?? "", {}, { signal }).toArray();
      const item = (member: AccessSubject) =>
        h(
          "li",
          null,
          subjectCell(member),
          member.type === "group" &&
            !above.includes(keyOf(member)) &&
            nested(session, member, [...above, keyOf(member)], signal),
        );
      fill(
        content,
        members.length > 0
          ? h(
              "ul",
              { class: "stack tight" },
              members.map(({ subject }) => item(subject)),
            )
          : h("p", { class: "muted" }, "Nobody is in it."),
      );
    } catch (error) {
      if (!signal.aborted) fill(content, trouble(error, load));
    }
  };
  return h(
    "details",
    { ontoggle: (event) => (event.target as HTMLDetailsElement).open && !content.hasChildNodes() && load() },
    h("summary", null, `Members of ${titleOfSubject(subject)}`),
    content,
  );
}
