import type { ProjectMember } from "meshagent-wasm";
import { type Person, title } from "../app/people.ts";
import { blocked } from "../app/rights.ts";
import { noteQuery } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button, copyable } from "../ui/button.ts";
import { formDialog, Incomplete } from "../ui/dialog.ts";
import { type Child, h } from "../ui/dom.ts";
import { checkbox, field, input, search, ticked } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty, note } from "../ui/notice.ts";
import { detail, personCell } from "../ui/person.ts";
import { pageHead, type ViewContext } from "./view.ts";

const RIGHTS = [
  ["is_admin", "Admin", "Manages members and OAuth clients, and all that developers may"],
  ["is_developer", "Developer", "Manages rooms, access and files"],
  ["can_create_rooms", "Creates rooms", "May create rooms without being a developer"],
  ["can_use_llm_proxy", "Uses models", "May use language models through the service"],
] as const;

type Right = (typeof RIGHTS)[number][0];

/** Who belongs to the project, and with which rights. */
export default function membersView({ session, route, signal }: ViewContext): HTMLElement {
  const { project, rights } = session;
  const manage = blocked(rights, "manage members");
  let filter = route.query.get("filter") ?? "";
  const add = (kind: "primary" | "plain") =>
    button({ label: "Add member", icon: "addUser", kind, blocked: manage, onclick: () => addDialog(session, again) });

  const members = list<ProjectMember>({
    label: "Members",
    signal,
    fetch: ({ limit, ...which }, signal) => project.members.list({ ...which, count: limit, filter }, { signal }),
    empty: () =>
      filter
        ? empty("Nobody matches", `No name or address contains “${filter}”.`)
        : empty("No members yet", "Members can sign in to the project.", add("plain")),
    columns: [
      { title: "Member", kind: "main", width: "27%", cell: (member) => personCell(personOf(member)) },
      { title: "Rights", cell: rightChips },
      { title: "User ID", width: "220px", cell: ({ id }) => copyable(id, "Copy the user ID") },
      { title: "Actions", kind: "actions", width: "108px", cell: actions },
    ],
  });
  const again = () => void members.reload();

  function actions(member: ProjectMember): Child {
    const who = title(personOf(member));
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `Change rights of ${who}`,
        icon: "edit",
        compact: true,
        blocked: manage,
        onclick: () => changeDialog(session, member, again),
      }),
      button({
        label: `Remove ${who}`,
        icon: "removeUser",
        compact: true,
        blocked: manage,
        onclick: () => removeDialog(session, member, again),
      }),
    );
  }

  void members.reload();
  return h(
    "div",
    { class: "view" },
    pageHead("Members", "Who belongs to this project. What they may do in a room is set under Access.", add("primary")),
    h(
      "div",
      { class: "toolbar" },
      search("Search members", filter, (text) => {
        filter = text;
        noteQuery({ filter });
        void members.reload(true);
      }),
    ),
    members.element,
  );
}

function personOf(member: ProjectMember): Person {
  const name = [member.first_name, member.last_name].filter(Boolean).join(" ");
  return { id: member.id, email: member.email ?? undefined, name: name || undefined };
}

function rightChips(member: ProjectMember): Child {
  const has = RIGHTS.filter(([name]) => member[name]);
  if (has.length === 0) return h("span", { class: "chip" }, "Member");
  return h(
    "ul",
    { class: "chips" },
    has.map(([name, label]) => h("li", { class: name === "is_admin" ? "chip ok" : "chip" }, label)),
  );
}

/** A box per right. */
function rightBoxes(has: Partial<ProjectMember>) {
  const boxes = RIGHTS.map(([name, label, about]) => [name, checkbox(label, Boolean(has[name]), {}, about)] as const);
  return {
    element: h(
      "fieldset",
      { class: "stack" },
      h("legend", { class: "sr" }, "Rights"),
      boxes.map(([, box]) => box),
    ),
    read: () => Object.fromEntries(boxes.map(([name, box]) => [name, ticked(box)])) as Record<Right, boolean>,
  };
}

function addDialog({ project, people }: Session, done: () => void): void {
  const user = field(
    "User ID",
    input({ autofocus: true, required: true }),
    "The id of somebody who has an account with the service.",
  );
  const rights = rightBoxes({});
  formDialog({
    title: "Add a member",
    body: [user.element, rights.element],
    submit: "Add member",
    async run(signal) {
      const user_id = user.control.value.trim();
      user.problem(user_id ? undefined : "Say who.");
      if (!user_id) throw new Incomplete();
      await project.members.add({ user_id, ...rights.read() }, { signal });
      await people.load(user_id);
      return `${title(people.get(user_id))} is a member now.`;
    },
    done,
  });
}

function changeDialog({ project }: Session, member: ProjectMember, done: () => void): void {
  const person = personOf(member);
  const rights = rightBoxes(member);
  formDialog({
    title: `Rights of ${title(person)}`,
    about: detail(person),
    body: rights.element,
    submit: "Save",
    async run(signal) {
      await project.members.update(member.id, rights.read(), { signal });
      return `The rights of ${title(person)} are saved.`;
    },
    done,
  });
}

function removeDialog({ project }: Session, member: ProjectMember, done: () => void): void {
  const person = personOf(member);
  formDialog({
    title: `Remove ${title(person)}?`,
    body: [
      personCell(person),
      note("warn", h("p", null, "They can no longer sign in to the project, and may lose their access to its rooms.")),
    ],
    submit: "Remove member",
    danger: true,
    async run(signal) {
      await project.members.remove(member.id, { signal });
      return `${title(person)} is not a member any more.`;
    },
    done,
  });
}
