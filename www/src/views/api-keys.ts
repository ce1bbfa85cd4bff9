import type { ServiceAccount, ServiceAccountKey } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { formDialog, Incomplete, showDialog } from "../ui/dialog.ts";
import { h } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { list, whole } from "../ui/list.ts";
import { empty, note } from "../ui/notice.ts";
import { shown } from "../ui/shown.ts";
import { when } from "../ui/when.ts";

/** The API keys of a service account: when they were used, new ones, and revoking them. */
export function apiKeys(session: Session, account: ServiceAccount, signal: AbortSignal): HTMLElement {
  const { project, rights } = session;
  const manage = blocked(rights, "manage API keys");
  const create = (kind: "primary" | "plain") =>
    button({
      label: "Create API key",
      icon: "add",
      kind,
      blocked: manage,
      onclick: () => createDialog(session, account, again),
    });
  const keys = list<ServiceAccountKey>({
    label: `API keys of ${account.name}`,
    signal,
    fetch: async (_, signal) => whole(await project.apiKeys.list(account.id, { signal })),
    empty: () => empty("No API keys", "A program signs in with a key. Create the first one.", create("plain")),
    columns: [
      {
        title: "Key",
        kind: "main",
        cell: ({ name, description }) =>
          h("span", { class: "two-lines" }, name, description && h("small", { class: "clip" }, description)),
      },
      { title: "Created", width: "140px", cell: ({ created_at }) => when(created_at) },
      { title: "Last used", width: "140px", cell: ({ last_used_at }) => when(last_used_at, "Never") },
      {
        title: "Actions",
        kind: "actions",
        width: "72px",
        cell: (key) =>
          h(
            "div",
            { class: "row tight end" },
            button({
              label: `Revoke ${key.name}`,
              icon: "delete",
              compact: true,
              blocked: manage,
              onclick: () => revokeDialog(session, account, key, again),
            }),
          ),
      },
    ],
  });
  const again = () => void keys.reload();
  void keys.reload();
  return h(
    "section",
    { class: "stack", "aria-label": "API keys" },
    h("header", { class: "section-head" }, h("h2", null, "API keys"), create("primary")),
    keys.element,
  );
}

function createDialog({ project }: Session, account: ServiceAccount, done: () => void): void {
  const name = field("Name", input({ required: true, autofocus: true, placeholder: "ci" }), "Where the key is used.");
  const about = field("What it is for", input());
  let made: ServiceAccountKey | undefined;
  formDialog({
    title: `Create an API key for ${account.name}`,
    body: [name.element, about.element],
    submit: "Create API key",
    async run(signal) {
      const called = name.control.value.trim();
      name.problem(called ? undefined : "A key needs a name.");
      if (!called) throw new Incomplete();
      const key = { name: called, description: about.control.value.trim() };
      made = await project.apiKeys.create(account.id, key, { signal });
      return undefined;
    },
    done() {
      done();
      if (made) keyDialog(made);
    },
  });
}

/** Shows a new key, which nobody can fetch again. */
function keyDialog({ name, value }: ServiceAccountKey): void {
  showDialog(
    `The key “${name}” is created`,
    [
      value
        ? note(
            "warn",
            h(
              "p",
              null,
              h("strong", null, "The key is shown only now."),
              " Copy it to where your program keeps its secrets.",
            ),
          )
        : note("info", h("p", null, "The server did not send the key itself.")),
      value && shown("API key", value),
    ],
    { keep: true },
  );
}

function revokeDialog({ project }: Session, account: ServiceAccount, key: ServiceAccountKey, done: () => void): void {
  formDialog({
    title: `Revoke ${key.name}?`,
    body: [
      note("warn", h("p", null, "Programs that use this key are refused at once. This cannot be undone.")),
      h("p", null, key.last_used_at ? ["It was last used ", when(key.last_used_at), "."] : "It was never used."),
    ],
    submit: "Revoke key",
    danger: true,
    async run(signal) {
      await project.apiKeys.delete(account.id, key.id, { signal });
      return `The key “${key.name}” is revoked.`;
    },
    done,
  });
}
