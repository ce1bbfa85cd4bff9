import type { Secret } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import { goTo, href, noteQuery } from "../app/router.ts";
import { OWN, type SecretStore, storeOf } from "../app/secret-store.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { search, select } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty, trouble } from "../ui/notice.ts";
import { when } from "../ui/when.ts";
import { secretView } from "./secret.ts";
import { createDialog, deleteDialog, editDialog, rotateDialog } from "./secret-dialogs.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** Secrets of the caller and of service accounts, or one of them. */
export default function secretsView(context: ViewContext): HTMLElement {
  return context.route.path.length > 2 ? secretView(context) : secretLists(context);
}

/** The lists of secrets, one owner's at a time: `#/secrets/mine`, `#/secrets/deployer`. */
function secretLists({ session, route, signal }: ViewContext): HTMLElement {
  const owner = route.path[1] ?? OWN;
  const filter = route.query.get("filter") ?? "";
  const content = h("div");
  const toolbar = h("div", { class: "toolbar" }, ownerChoice(session, owner, signal));
  const actions = h("div", { class: "row" });

  async function load(): Promise<void> {
    try {
      const store = await storeOf(session, owner, signal);
      const lists = secretList(session, store, owner, filter, signal);
      fill(content, lists.element);
      toolbar.append(lists.finder);
      fill(actions, lists.create);
    } catch (error) {
      if (!signal.aborted) fill(content, h("div", { class: "card" }, trouble(error, load)));
    }
  }

  void load();
  return h(
    "div",
    { class: "view" },
    pageHead(
      "Secrets",
      "Values that programs need and nobody should see: yours, and those of service accounts.",
      actions,
    ),
    toolbar,
    content,
  );
}

/** Chooses whose secrets are shown. */
function ownerChoice({ project }: Session, owner: string, signal: AbortSignal): HTMLElement {
  const choice: HTMLSelectElement = select(
    [[OWN, "Your own"], ...(owner === OWN ? [] : [[owner, owner] as [string, string]])],
    { value: owner, "aria-label": "Whose secrets", onchange: () => goTo("secrets", choice.value) },
  );
  const add = async () => {
    for await (const account of project.serviceAccounts.iterate({ page_size: 100, view: "all" }, { signal })) {
      if (account.name !== owner) choice.append(h("option", { value: account.name }, account.name));
    }
  };
  // Whoever may not see the accounts has secrets of their own.
  add().catch(() => undefined);
  return choice;
}

function secretList(session: Session, store: SecretStore, owner: string, start: string, signal: AbortSignal) {
  let filter = start;
  const manage = store.account && blocked(session.rights, "manage service accounts");
  const create = (kind: "primary" | "plain") =>
    button({
      label: "Create secret",
      icon: "add",
      kind,
      blocked: manage,
      onclick: () => createDialog(store, ({ id }) => goTo("secrets", owner, id)),
    });
  const secrets = list<Secret>({
    label: "Secrets",
    signal,
    fetch: ({ limit, continuation_token }, signal) =>
      store.list({ page_size: limit, filter, ...(continuation_token && { continuation_token }) }, { signal }),
    empty: () =>
      filter
        ? empty("No secret matches", `No secret's name contains “${filter}”.`)
        : empty("No secrets yet", "Create one, and give it its first value.", create("plain")),
    columns: [
      {
        title: "Secret",
        kind: "main",
        width: "38%",
        cell: ({ id, name }) => h("a", { href: href("secrets", owner, id), class: "mono" }, name),
      },
      {
        title: "Kind",
        cell: ({ type, http_only, current_version_id }) =>
          h(
            "ul",
            { class: "chips" },
            h("li", { class: "chip" }, type),
            http_only &&
              h("li", { class: "chip ok", title: "Only the proxy uses the value, nobody reads it" }, "proxy only"),
            !current_version_id && h("li", { class: "chip warn" }, "no value"),
          ),
      },
      { title: "Changed", width: "150px", cell: ({ updated_at }) => when(updated_at) },
      { title: "Actions", kind: "actions", width: "146px", cell: actions },
    ],
  });
  const again = () => void secrets.reload();

  function actions(secret: Secret): Child {
    const { name } = secret;
    const act = (label: string, icon: "rotate" | "edit" | "delete", onclick: () => void) =>
      button({ label, icon, compact: true, blocked: manage, onclick });
    return h(
      "div",
      { class: "row tight end" },
      act(`Rotate ${name}`, "rotate", () => rotateDialog(store, secret, again)),
      act(`Edit ${name}`, "edit", () => editDialog(store, secret, again)),
      act(`Delete ${name}`, "delete", () => deleteDialog(store, secret, again)),
    );
  }

  void secrets.reload();
  const finder = search("Search secrets", filter, (text) => {
    filter = text;
    noteQuery({ filter });
    void secrets.reload(true);
  });
  return { element: secrets.element, finder, create: create("primary") };
}
