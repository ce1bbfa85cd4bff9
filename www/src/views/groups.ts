import type { Group } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import { goTo, href, noteQuery } from "../app/router.ts";
import { button } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { search } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { groupView } from "./group.ts";
import { createDialog, deleteDialog, editDialog } from "./group-dialogs.ts";
import { memberSummary } from "./group-summary.ts";
import { annotationChips } from "./room-parts.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** The groups of a project, or one of them. */
export default function groupsView(context: ViewContext): HTMLElement {
  return context.route.path.length > 1 ? groupView(context) : groupList(context);
}

function groupList({ session, route, signal }: ViewContext): HTMLElement {
  const { project, rights } = session;
  const manage = blocked(rights, "manage groups");
  let filter = route.query.get("filter") ?? "";
  const create = (kind: "primary" | "plain") =>
    button({
      label: "Create group",
      icon: "add",
      kind,
      blocked: manage,
      onclick: () => createDialog(session, ({ name }) => goTo("groups", name)),
    });
  const summary = memberSummary(session, signal);

  const groups = list<Group>({
    label: "Groups",
    signal,
    fetch: ({ limit, continuation_token }, signal) =>
      project.groups.list({ page_size: limit, filter, ...(continuation_token && { continuation_token }) }, { signal }),
    empty: () =>
      filter
        ? empty("No group matches", `No group's name contains “${filter}”.`)
        : empty("No groups yet", "What a group may do, all of its members may. Create the first one.", create("plain")),
    columns: [
      {
        title: "Group",
        kind: "main",
        width: "28%",
        cell: ({ name }) => h("a", { href: href("groups", name) }, name),
      },
      { title: "Members", cell: ({ id }) => summary(id) },
      { title: "Annotations", width: "24%", cell: (group) => annotationChips(group) },
      { title: "Actions", kind: "actions", width: "108px", cell: actions },
    ],
  });

  function actions(group: Group): Child {
    const reload = () => groups.reload();
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `Edit ${group.name}`,
        icon: "edit",
        compact: true,
        blocked: manage,
        onclick: () => editDialog(session, group, reload),
      }),
      button({
        label: `Delete ${group.name}`,
        icon: "delete",
        compact: true,
        blocked: manage,
        onclick: () => deleteDialog(session, group, reload),
      }),
    );
  }

  void groups.reload();
  return h(
    "div",
    { class: "view" },
    pageHead(
      "Groups",
      "What a group may do, all of its members may. A group can be a member of another.",
      create("primary"),
    ),
    h(
      "div",
      { class: "toolbar" },
      search("Search groups", filter, (text) => {
        filter = text;
        noteQuery({ filter });
        void groups.reload(true);
      }),
    ),
    groups.element,
  );
}
