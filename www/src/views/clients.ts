import type { OAuthClient } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import { noteQuery } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button, copyButton } from "../ui/button.ts";
import { formDialog, Incomplete, showDialog } from "../ui/dialog.ts";
import { type Child, h } from "../ui/dom.ts";
import { checkbox, field, input, search, ticked } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty, note } from "../ui/notice.ts";
import { shown } from "../ui/shown.ts";
import { pageHead, type ViewContext } from "./view.ts";

const GRANT_TYPES = ["authorization_code", "refresh_token", "client_credentials"];
const RESPONSE_TYPES = ["code", "token", "id_token"];

/** The apps that may sign people in to the project. */
export default function clientsView({ session, route, signal }: ViewContext): HTMLElement {
  const { project, rights } = session;
  const manage = blocked(rights, "manage clients");
  let filter = route.query.get("filter") ?? "";
  const create = (kind: "primary" | "plain") =>
    button({
      label: "Create client",
      icon: "add",
      kind,
      blocked: manage,
      onclick: () => createDialog(session, () => clients.reload()),
    });

  const clients = list<OAuthClient>({
    label: "OAuth clients",
    signal,
    fetch: ({ limit, ...which }, signal) => project.oauthClients.list({ ...which, count: limit, filter }, { signal }),
    empty: () =>
      filter
        ? empty("No client matches", `Nothing contains “${filter}”.`)
        : empty("No OAuth clients yet", "An app needs a client to sign people in with MeshAgent.", create("plain")),
    columns: [
      {
        title: "Client",
        kind: "main",
        width: "31%",
        cell: (client) =>
          h("span", { class: "two-lines" }, nameOf(client), h("small", { class: "mono" }, client.client_id)),
      },
      {
        title: "Grant types",
        width: "27%",
        cell: ({ grant_types }) =>
          h(
            "ul",
            { class: "chips" },
            grant_types.map((type) => h("li", { class: "chip" }, type)),
          ),
      },
      {
        title: "Redirects to",
        cell: ({ redirect_uris }) =>
          h("span", { class: "clip muted", title: redirect_uris.join("\n") }, redirect_uris.join(", ") || "—"),
      },
      { title: "Actions", kind: "actions", width: "146px", cell: actions },
    ],
  });

  function actions(client: OAuthClient): Child {
    const reload = () => clients.reload();
    return h(
      "div",
      { class: "row tight end" },
      copyButton(() => client.client_id, `Copy the ID of ${nameOf(client)}`, true),
      button({
        label: `Edit ${nameOf(client)}`,
        icon: "edit",
        compact: true,
        blocked: manage,
        onclick: () => editDialog(session, client, reload),
      }),
      button({
        label: `Delete ${nameOf(client)}`,
        icon: "delete",
        compact: true,
        blocked: manage,
        onclick: () => deleteDialog(session, client, reload),
      }),
    );
  }

  void clients.reload();
  return h(
    "div",
    { class: "view" },
    pageHead("OAuth clients", "The apps that may sign people in to this project.", create("primary")),
    h(
      "div",
      { class: "toolbar" },
      search("Search clients", filter, (text) => {
        filter = text;
        noteQuery({ filter });
        void clients.reload(true);
      }),
    ),
    clients.element,
  );
}

/** The name that a client's metadata may give it. */
function nameOf({ metadata, client_id }: OAuthClient): string {
  return typeof metadata?.name === "string" && metadata.name ? metadata.name : client_id;
}

function clientFields(client: Partial<OAuthClient>) {
  const name = field(
    "Name",
    input({ value: client.metadata?.name, autofocus: true }),
    "Kept in the client's metadata.",
  );
  const uris = field(
    "Redirect addresses",
    h("textarea", { rows: 3, class: "mono", spellcheck: "false", value: (client.redirect_uris ?? []).join("\n") }),
    "One a line: where the service may send people back to.",
  );
  const scope = field("Scopes", input({ value: client.scope ?? "openid email" }), "Separated by spaces.");
  const [grantTypes, responseTypes] = [
    choices("Grant types", GRANT_TYPES, client.grant_types ?? ["authorization_code", "refresh_token"]),
    choices("Response types", RESPONSE_TYPES, client.response_types ?? ["code"]),
  ];
  return {
    elements: [name.element, uris.element, scope.element, grantTypes.element, responseTypes.element],
    read() {
      const redirect_uris = uris.control.value
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
      const grant_types = grantTypes.read();
      const bad = redirect_uris.find((uri) => !URL.canParse(uri));
      const missing = grant_types.includes("authorization_code") && redirect_uris.length === 0;
      uris.problem(
        bad
          ? `“${bad}” is not an address.`
          : missing
            ? "The grant type authorization_code needs an address."
            : undefined,
      );
      if (bad || missing) throw new Incomplete();
      return {
        grant_types,
        response_types: responseTypes.read(),
        redirect_uris,
        scope: scope.control.value.trim(),
        metadata: { ...client.metadata, name: name.control.value.trim() },
      };
    },
  };
}

/** Boxes for some of the names; those the page does not know stay. */
function choices(label: string, known: string[], chosen: string[]) {
  const boxes = [...new Set([...known, ...chosen])].map(
    (name) => [name, checkbox(h("code", null, name), chosen.includes(name))] as const,
  );
  return {
    element: h(
      "fieldset",
      { class: "field" },
      h("legend", null, label),
      h(
        "div",
        { class: "row wrap" },
        boxes.map(([, box]) => box),
      ),
    ),
    read: () => boxes.filter(([, box]) => ticked(box)).map(([name]) => name),
  };
}

function createDialog({ project }: Session, done: () => void): void {
  const fields = clientFields({});
  let made: OAuthClient | undefined;
  formDialog({
    title: "Create an OAuth client",
    body: fields.elements,
    submit: "Create client",
    async run(signal) {
      made = await project.oauthClients.create(fields.read(), { signal });
      return undefined;
    },
    done() {
      done();
      if (made) secretDialog(made);
    },
  });
}

/** Shows the secret of a new client, which nobody can fetch again. */
function secretDialog(client: OAuthClient): void {
  showDialog(
    `${nameOf(client)} is created`,
    [
      client.client_secret
        ? note(
            "warn",
            h(
              "p",
              null,
              h("strong", null, "The secret is shown only now."),
              " Copy it to where your app keeps its secrets.",
            ),
          )
        : note("info", h("p", null, "The server gave this client no secret.")),
      shown("Client ID", client.client_id),
      client.client_secret && shown("Client secret", client.client_secret),
    ],
    { keep: true },
  );
}

function editDialog({ project }: Session, client: OAuthClient, done: () => void): void {
  const fields = clientFields(client);
  formDialog({
    title: `Edit ${nameOf(client)}`,
    body: fields.elements,
    submit: "Save",
    async run(signal) {
      await project.oauthClients.update(client.client_id, fields.read(), { signal });
      return `The client “${nameOf(client)}” is saved.`;
    },
    done,
  });
}

function deleteDialog({ project }: Session, client: OAuthClient, done: () => void): void {
  formDialog({
    title: `Delete ${nameOf(client)}?`,
    body: note("warn", h("p", null, "Apps that use this client can no longer sign anybody in. This cannot be undone.")),
    submit: "Delete client",
    danger: true,
    async run(signal) {
      await project.oauthClients.delete(client.client_id, { signal });
      return `The client “${nameOf(client)}” is deleted.`;
    },
    done,
  });
}
