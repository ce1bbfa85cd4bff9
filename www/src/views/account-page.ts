import type { ServiceAccount } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import { goTo, href } from "../app/router.ts";
import { button, copyable } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { when } from "../ui/when.ts";
import { deleteDialog, editDialog } from "./account-dialogs.ts";
import { apiKeys } from "./api-keys.ts";
import { aside, details, together } from "./aside.ts";
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
        details([
          ["Name", copyable(account.name, "Copy the name")],
          ["Account ID", copyable(account.id, "Copy the account ID")],
          account.email && ["E-mail address", copyable(account.email, "Copy the address")],
          ["Annotations", annotationChips(account)],
          ["Created", when(account.created_at)],
        ]),
        together(
          [given, pulls],
          [aside("What it may do", given.element), aside("Pull secrets", pulls.element, pulls.add)],
        ),
      ),
    ),
  ];
}
