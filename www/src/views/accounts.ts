import type { ServiceAccount } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import { goTo, href, noteQuery } from "../app/router.ts";
import { button } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { search } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { when } from "../ui/when.ts";
import { createDialog, deleteDialog, editDialog } from "./account-dialogs.ts";
import { accountView } from "./account-page.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** The service accounts of a project, or one of them. */
export default function accountsView(context: ViewContext): HTMLElement {
  return context.route.path.length > 1 ? accountView(context) : accountList(context);
}

function accountList({ session, route, signal }: ViewContext): HTMLElement {
  const { project, rights } = session;
  const manage = blocked(rights, "manage service accounts");
  let filter = route.query.get("filter") ?? "";
  const create = (kind: "primary" | "plain") =>
    button({
      label: "Create service account",
      icon: "add",
      kind,
      blocked: manage,
      onclick: () => createDialog(session, ({ name }) => goTo("accounts", name)),
    });

  const accounts = list<ServiceAccount>({
    label: "Service accounts",
    signal,
    fetch: ({ limit, continuation_token }, signal) =>
      project.serviceAccounts.list(
        { page_size: limit, filter, view: manage ? "my" : "all", ...(continuation_token && { continuation_token }) },
        { signal },
      ),
    empty: () =>
      filter
        ? empty("No service account matches", `Nothing contains “${filter}”.`)
        : empty(
            "No service accounts yet",
            "A service account is an identity for a program, with API keys and secrets of its own.",
            create("plain"),
          ),
    columns: [
      {
        title: "Account",
        kind: "main",
        width: "32%",
        cell: (account) =>
          h(
            "span",
            { class: "two-lines" },
            h("a", { href: href("accounts", account.name) }, account.display_name || account.name),
            account.display_name && h("small", { class: "mono" }, account.name),
          ),
      },
      {
        title: "What it is for",
        cell: ({ description }) => h("span", { class: "clip muted", title: description }, description || "—"),
      },
      { title: "Created", width: "150px", cell: ({ created_at }) => when(created_at) },
      { title: "Actions", kind: "actions", width: "108px", cell: actions },
    ],
  });

  function actions(account: ServiceAccount): Child {
    const reload = () => accounts.reload();
    return h(
      "div",
      { class: "row tight end" },
      button({
        label: `Edit ${account.name}`,
        icon: "edit",
        compact: true,
        blocked: manage,
        onclick: () => editDialog(session, account, reload),
      }),
      button({
        label: `Delete ${account.name}`,
        icon: "delete",
        compact: true,
        blocked: manage,
        onclick: () => deleteDialog(session, account, reload),
      }),
    );
  }

  void accounts.reload();
  return h(
    "div",
    { class: "view" },
    pageHead("Service accounts", "Identities for programs, with API keys and secrets of their own.", create("primary")),
    h(
      "div",
      { class: "toolbar" },
      search("Search service accounts", filter, (text) => {
        filter = text;
        noteQuery({ filter });
        void accounts.reload(true);
      }),
    ),
    accounts.element,
  );
}
