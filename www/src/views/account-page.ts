import type { ServiceAccount } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import { goTo, href } from "../app/router.ts";
import { button, copyable } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { when } from "../ui/when.ts";
import { deleteDialog, editDialog } from "./account-dialogs.ts";
import { apiKeys } from "./api-keys.ts";
import { aside, together } from "./aside.ts";
import { bindingList } from "./binding-list.ts";
import { oneView } from "./one.ts";
import { pullSecrets } from "./pull-secrets.ts";
import { annotationChips } from "./room-parts.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** One service account: its keys, what it may do, and the secrets with which its images are pulled. */
export function accountView(context: ViewContext): HTMLElement {
  const { session, route, signal } = context;
  const name = route.path[1] ?? "";
  return oneView<ServiceAccount>({
    place: ["accounts", "Service accounts"],
    kind: "service account",
    name,
    signal,
    fetch: (signal) => session.project.serviceAccounts.getByName(name, { signal }),
    show: (account, reload) => accountParts(context, account, reload),
  });
}

function accountParts({ session, signal }: ViewContext, account: ServiceAccount, reload: () => void): Child[] {
  const manage = blocked(session.rights, "manage service accounts");
  const moved = (name: string) => (name === account.name ? reload() : goTo("accounts", name));
  const subject = { type: "service_account", id: account.id };
  const given = bindingList(session, subject, { empty: "Nothing yet.", signal });
  const pulls = pullSecrets(session, account, manage, signal);
  return [
    pageHead(
      account.display_name || account.name,
      account.description || "An identity for programs.",
      h("a", { class: "button plain", href: href("secrets", account.name) }, "Its secrets"),
      button({ label: "Edit", icon: "edit", blocked: manage, onclick: () => editDialog(session, account, moved) }),
      button({
        label: "Delete",
        icon: "delete",
        blocked: manage,
        onclick: () => deleteDialog(session, account, () => goTo("accounts")),
      }),
    ),
    h(
      "div",
      { class: "columns" },
      apiKeys(session, account, signal),
      h(
        "div",
        { class: "stack" },
        aside(
          "Details",
          h(
            "dl",
            { class: "card details" },
            h("dt", null, "Name"),
            h("dd", null, copyable(account.name, "Copy the name")),
            h("dt", null, "Account ID"),
            h("dd", null, copyable(account.id, "Copy the account ID")),
            account.email && [
              h("dt", null, "E-mail address"),
              h("dd", null, copyable(account.email, "Copy the address")),
            ],
            h("dt", null, "Annotations"),
            h("dd", null, annotationChips(account)),
            h("dt", null, "Created"),
            h("dd", null, when(account.created_at)),
          ),
        ),
        together(
          [given, pulls],
          [aside("What it may do", given.element), aside("Pull secrets", pulls.element, pulls.add)],
        ),
      ),
    ),
  ];
}
