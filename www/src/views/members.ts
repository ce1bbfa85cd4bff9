import type { ProjectMember } from "meshagent-wasm";
import { title } from "../app/people.ts";
import { blocked } from "../app/rights.ts";
import { noteQuery } from "../app/router.ts";
import { button, copyable } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { search } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { personCell } from "../ui/person.ts";
import { addDialog, changeDialog, removeDialog } from "./member-dialogs.ts";
import { personOfMember, rightChips } from "./member-rights.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** Who belongs to the project, and what they may do in it. */
export default function membersView({ session, route, signal }: ViewContext): HTMLElement {
  const { project, rights, api } = session;
  const manage = blocked(rights, "manage members");
  const what = api === "today" ? "roles" : "rights";
  let filter = route.query.get("filter") ?? "";
  const add = (kind: "primary" | "plain") =>
    button({ label: "Add member", icon: "addUser", kind, blocked: manage, onclick: () => addDialog(session, again) });

  const members = list<ProjectMember>({
    label: "Members",
    signal,
    fetch: ({ limit, offset, continuation_token }, signal) =>
      project.members.list(
        api === "today"
          ? { page_size: limit, filter, ...(continuation_token && { continuation_token }) }
          : { count: limit, offset, filter },
        { signal },
      ),
    empty: () =>
      filter
        ? empty("Nobody matches", `No name or address contains “${filter}”.`)
        : empty("No members yet", "Members can sign in to the project.", add("plain")),
    columns: [
      { title: "Member", kind: "main", width: "27%", cell: (member) => personCell(personOfMember(member)) },
      { title: what === "roles" ? "Roles" : "Rights", cell: rightChips },
      { title: "User ID", width: "220px", cell: ({ id }) => copyable(id, "Copy the user ID") },
      { title: "Actions", kind: "actions", width: "108px", cell: actions },
    ],
  });
  const again = () => void members.reload();

  function actions(member: ProjectMember): Child {
    const who = title(personOfMember(member));
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `Change ${what} of ${who}`,
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
