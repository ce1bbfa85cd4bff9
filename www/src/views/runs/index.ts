import { blocked } from "../../app/rights.ts";
import { href, noteQuery } from "../../app/router.ts";
import { button } from "../../ui/button.ts";
import { type Child, h } from "../../ui/dom.ts";
import { search } from "../../ui/field.ts";
import { icon } from "../../ui/icons.ts";
import { list } from "../../ui/list.ts";
import { empty } from "../../ui/notice.ts";
import { pageHead, type ViewContext } from "../view.ts";
import { createDialog } from "./create.ts";
import { deleteItem } from "./delete.ts";
import { itemView } from "./item.ts";
import type { Kind } from "./kind.ts";
import { KINDS } from "./kinds.ts";

/** What runs in the project: a list for each kind, and a view of one of them: `#/runs/services/search`. */
export default function runsView(context: ViewContext): HTMLElement {
  const [, id, key] = context.route.path;
  const [first] = KINDS;
  const kind = KINDS.find((each) => each.id === id) ?? first;
  if (!kind) return h("div");
  return key === undefined ? kindView(context, kind) : itemView(context, kind, key);
}

function kindView<T>(context: ViewContext, kind: Kind<T>): HTMLElement {
  const { session, route, signal } = context;
  const { project, rights } = session;
  const manage = kind.manages && blocked(rights, kind.manages);
  let filter = route.query.get("filter") ?? "";
  const create = (look: "primary" | "plain") =>
    button({
      label: `Create ${kind.one}`,
      icon: "add",
      kind: look,
      blocked: blocked(rights, kind.creates),
      onclick: () => createDialog(session, kind),
    });

  const items = list<T>({
    label: kind.title,
    signal,
    fetch: (which, signal) => kind.list(project, { ...which, filter }, signal),
    empty: () =>
      filter
        ? empty("Nothing matches", `No ${kind.one} has “${filter}” in its name.`)
        : empty(`No ${kind.title.toLowerCase()} yet`, kind.purpose, create("plain")),
    columns: [
      { title: "Name", kind: "main", width: "27%", cell: nameCell },
      ...kind.columns,
      { title: "Actions", kind: "actions", width: "70px", cell: actions },
    ],
  });

  function nameCell(item: T): Child {
    return h("a", { href: href("runs", kind.id, kind.key(item)) }, kind.name(item));
  }

  function actions(item: T): Child {
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `Delete ${kind.name(item)}`,
        icon: "delete",
        compact: true,
        blocked: manage,
        onclick: () => deleteItem(session, kind, item, () => items.reload()),
      }),
    );
  }

  void items.reload();
  return h(
    "div",
    { class: "view" },
    pageHead("What runs", kind.about, create("primary")),
    h(
      "nav",
      { class: "kinds", "aria-label": "Kinds" },
      KINDS.map(({ id, title, icon: name }) =>
        h("a", { href: href("runs", id), "aria-current": id === kind.id ? "page" : undefined }, icon(name), title),
      ),
    ),
    h(
      "div",
      { class: "toolbar" },
      search(`Search ${kind.title.toLowerCase()}`, filter, (text) => {
        filter = text;
        noteQuery({ filter });
        void items.reload(true);
      }),
    ),
    items.element,
  );
}
