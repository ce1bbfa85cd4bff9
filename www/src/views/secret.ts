import { type Secret, type SecretVersion, secretBytes, secretText } from "meshagent-wasm";
import { title } from "../app/people.ts";
import { blocked } from "../app/rights.ts";
import { goTo } from "../app/router.ts";
import { OWN, type SecretStore, storeOf } from "../app/secret-store.ts";
import type { Session } from "../app/session.ts";
import { button, copyable } from "../ui/button.ts";
import { formDialog } from "../ui/dialog.ts";
import { type Child, h } from "../ui/dom.ts";
import { list, whole } from "../ui/list.ts";
import { empty, note } from "../ui/notice.ts";
import { reveal } from "../ui/reveal.ts";
import { toast } from "../ui/toast.ts";
import { when } from "../ui/when.ts";
import { details } from "./aside.ts";
import { oneView } from "./one.ts";
import { secretAccess } from "./secret-access.ts";
import { deleteDialog, editDialog, rotateDialog } from "./secret-dialogs.ts";
import { pageHead, type ViewContext } from "./view.ts";

interface Shown {
  store: SecretStore;
  secret: Secret;
}

/** One secret: `#/secrets/mine/<id>` or `#/secrets/<service account>/<id>`. */
export function secretView(context: ViewContext): HTMLElement {
  const { session, route, signal } = context;
  const [, owner = OWN, id = ""] = route.path;
  return oneView<Shown>({
    place: ["secrets", "Secrets"],
    kind: "secret",
    name: id,
    signal,
    async fetch(signal) {
      const store = await storeOf(session, owner, signal);
      return { store, secret: await store.get(id, { signal }) };
    },
    title: ({ secret }) => secret.name,
    show: (shown, reload) => secretParts(context, shown, owner, reload),
  });
}

function secretParts({ session, signal }: ViewContext, shown: Shown, owner: string, reload: () => void): Child[] {
  const { store, secret } = shown;
  const manage = store.account && blocked(session.rights, "manage service accounts");
  const act = (label: string, icon: "edit" | "delete", onclick: () => void) =>
    button({ label, icon, blocked: manage, onclick });
  return [
    pageHead(
      secret.name,
      store.account ? `A secret of ${store.account.display_name || store.account.name}.` : "A secret of yours.",
      button({
        label: "Rotate",
        icon: "rotate",
        kind: "primary",
        blocked: manage,
        onclick: () => rotateDialog(store, secret, reload),
      }),
      act("Edit", "edit", () => editDialog(store, secret, reload)),
      act("Delete", "delete", () => deleteDialog(store, secret, () => goTo("secrets", owner))),
    ),
    h(
      "div",
      { class: "columns" },
      h(
        "section",
        { class: "stack", "aria-label": "Versions" },
        h("header", { class: "section-head" }, h("h2", null, "Versions")),
        versions(session, shown, manage, signal, reload),
      ),
      h(
        "div",
        { class: "stack" },
        details([
          ["Kind", [secret.type, secret.http_only && ", for the proxy only"]],
          ["Secret ID", copyable(secret.id, "Copy the secret ID")],
          ["Changed", when(secret.updated_at)],
        ]),
        secretAccess(session, store, secret, manage, signal),
      ),
    ),
  ];
}

/** How much of a value's hash tells two values apart. */
const FINGERPRINT = 10;

function versions(
  session: Session,
  { store, secret }: Shown,
  manage: string | undefined,
  signal: AbortSignal,
  reload: () => void,
): HTMLElement {
  const unread = secret.http_only ? "Only the proxy uses this value: nobody reads it." : undefined;
  const inUse = ({ id }: SecretVersion) => id === secret.current_version_id;
  const all = list<SecretVersion>({
    label: `Versions of ${secret.name}`,
    signal,
    async fetch(_, signal) {
      const page = await store.versions(secret.id, { signal });
      await session.people.load();
      // The newest first.
      return whole({ ...page, items: [...page.items].sort((a, b) => b.version - a.version) });
    },
    empty: () => empty("No value yet", "Rotate the secret to give it its first value."),
    columns: [
      {
        title: "Version",
        kind: "main",
        width: "226px",
        cell: (version) =>
          h(
            "span",
            { class: "two-lines" },
            h(
              "span",
              { class: "row tight" },
              `${version.version}`,
              inUse(version) && h("span", { class: "chip ok" }, "in use"),
            ),
            h("small", null, when(version.created_at), ` by ${maker(session, version)}`),
          ),
      },
      {
        title: "Value",
        cell: (version) =>
          reveal({
            of: `version ${version.version}`,
            blocked: unread,
            signal,
            fetch: async (signal) => readable(await store.read(secret.id, version.id, { signal })),
          }),
      },
      {
        title: "SHA-256",
        width: "122px",
        cell: ({ value_sha256 }) =>
          h("code", { class: "muted", title: value_sha256 }, value_sha256?.slice(0, FINGERPRINT) ?? "—"),
      },
      { title: "Actions", kind: "actions", width: "108px", cell: actions },
    ],
  });

  function actions(version: SecretVersion): Child {
    const restore = button({
      label: `Use version ${version.version} again`,
      icon: "retry",
      compact: true,
      blocked: manage ?? unread ?? (inUse(version) ? "This version is in use." : undefined),
      onclick: () => useAgain(store, secret, version, signal).then(reload),
    });
    const remove = button({
      label: `Delete version ${version.version}`,
      icon: "delete",
      compact: true,
      blocked: manage,
      onclick: () => deleteVersionDialog(store, secret, version, inUse(version), reload),
    });
    return h("div", { class: "row tight end" }, restore, remove);
  }

  void all.reload();
  return h(
    "div",
    { class: "stack tight" },
    all.element,
    h("p", { class: "hint" }, "The service records who reads a value."),
  );
}

/** Who made a version. */
function maker({ people }: Session, version: SecretVersion): string {
  const { created_by_user_id: user, created_by_service_account_id: account } = version;
  if (user) return title(people.get(user));
  return account ? "a service account" : "somebody";
}

/** A value as text; one that is no text stays in base64. */
function readable(value: { value_base64: string }): string {
  try {
    return secretText(value);
  } catch {
    return value.value_base64;
  }
}

/** Gives a secret the value of an old version once more: versions cannot be put in use again. */
async function useAgain(store: SecretStore, secret: Secret, old: SecretVersion, signal: AbortSignal): Promise<void> {
  const value = secretBytes(await store.read(secret.id, old.id, { signal }));
  const { version } = await store.addVersion(secret.id, value, true, { signal });
  toast(`Version ${version} is in use, with the value of version ${old.version}.`);
}

function deleteVersionDialog(
  store: SecretStore,
  secret: Secret,
  { id, version }: SecretVersion,
  inUse: boolean,
  done: () => void,
): void {
  formDialog({
    title: `Delete version ${version}?`,
    body: note(
      "warn",
      h(
        "p",
        null,
        inUse ? "This is the version in use: programs that need the secret may fail. " : "",
        "Its value is gone then. This cannot be undone.",
      ),
    ),
    submit: "Delete version",
    danger: true,
    async run(signal) {
      await store.deleteVersion(secret.id, id, { signal });
      return `Version ${version} is deleted.`;
    },
    done,
  });
}
