import type { AccessRole, AccessSubject, Secret } from "meshagent-wasm";
import { labelOf } from "../access/roles.ts";
import { reference, titleOfSubject } from "../access/subjects.ts";
import type { SecretStore } from "../app/secret-store.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { formDialog } from "../ui/dialog.ts";
import { fill, h } from "../ui/dom.ts";
import { field, select } from "../ui/field.ts";
import { trouble } from "../ui/notice.ts";
import { subjectCell } from "../ui/subject.ts";
import { toast } from "../ui/toast.ts";
import { aside } from "./aside.ts";
import { type NamedKind, subjectField } from "./subject-field.ts";

/** Somebody who may use a secret, and how. */
interface User {
  subject: AccessSubject;
  roles: string[];
}

/** How the users of a secret are kept: one's own secrets are used by the proxy only, for others there are roles. */
interface Users {
  kinds: NamedKind[];
  roles: AccessRole[];
  all(signal: AbortSignal): Promise<User[]>;
  give(user: User, signal?: AbortSignal): Promise<void>;
  take(subject: AccessSubject): Promise<void>;
}

function proxyUsers({ meshagent }: Session, { id }: Secret): Users {
  const grant = ({ id }: AccessSubject) => ({ subject: { id: id ?? "" } });
  return {
    kinds: ["service_account"],
    roles: ["use_proxy"],
    all: (signal) => meshagent.userSecrets.iterateProxyAccess(id, {}, { signal }).toArray(),
    give: ({ subject }, signal) => meshagent.userSecrets.grantProxyAccess(id, grant(subject), { signal }),
    take: (subject) => meshagent.userSecrets.revokeProxyAccess(id, grant(subject)),
  };
}

function policyUsers({ project }: Session, { id }: Secret): Users {
  return {
    kinds: ["user", "group", "service_account", "agent"],
    roles: ["secret_accessor", "use_proxy", "secret_list", "secret_manager"],
    async all(signal) {
      const grants = await project.policies.iterate("secret", id, {}, { signal }).toArray();
      return grants.map(({ subject, direct_roles }) => ({ subject, roles: direct_roles }));
    },
    give: ({ subject, roles }, signal) => project.policies.grant("secret", id, { subject, roles }, { signal }),
    take: (subject) => project.policies.revoke("secret", id, { subject: reference(subject) }),
  };
}

const ROLES: Record<string, string> = {
  secret_accessor: "Reads the value",
  use_proxy: "Uses it through the proxy, without reading it",
  secret_list: "Sees that there is such a secret",
  secret_manager: "Changes it",
};

/** Who may use a secret beside its owner. */
export function secretAccess(
  session: Session,
  store: SecretStore,
  secret: Secret,
  manage: string | undefined,
  signal: AbortSignal,
): HTMLElement {
  const users = store.account ? policyUsers(session, secret) : proxyUsers(session, secret);
  const content = h("div", { class: "card details", "aria-live": "polite" });

  async function load(): Promise<void> {
    try {
      const all = await users.all(signal);
      fill(
        content,
        all.length > 0
          ? h("ul", { class: "stack" }, all.map(item))
          : h("p", { class: "muted" }, store.account ? "Only the service account itself." : "Only you."),
      );
    } catch (error) {
      if (!signal.aborted) fill(content, trouble(error, load));
    }
  }

  function item(user: User): HTMLElement {
    const who = titleOfSubject(user.subject);
    return h(
      "li",
      { class: "row" },
      h(
        "div",
        { class: "stack tight grow" },
        subjectCell(user.subject),
        h("small", null, user.roles.map((role) => ROLES[role] ?? labelOf(role)).join(", ")),
      ),
      button({
        label: `Take ${secret.name} from ${who}`,
        icon: "removeUser",
        compact: true,
        blocked: manage,
        onclick: () => take(user),
      }),
    );
  }

  async function take(user: User): Promise<void> {
    await users.take(user.subject);
    const back = async () => {
      await users.give({ subject: reference(user.subject), roles: user.roles });
      await load();
    };
    toast({
      text: `${titleOfSubject(user.subject)} can no longer use ${secret.name}.`,
      action: { label: "Undo", run: back },
    });
    await load();
  }

  void load();
  const give = button({
    label: "Let somebody use it",
    icon: "addUser",
    compact: true,
    blocked: manage,
    onclick: () => giveDialog(session, secret, users, load),
  });
  return aside("Who may use it", content, give);
}

function giveDialog(session: Session, secret: Secret, users: Users, done: () => void): void {
  const who = subjectField(session, users.kinds);
  const role = field("May", select(users.roles.map((role) => [role, ROLES[role] ?? labelOf(role)])));
  formDialog({
    title: `Let somebody use ${secret.name}`,
    body: [who.element, role.element],
    submit: "Let them use it",
    async run(signal) {
      const subject = who.read();
      await users.give({ subject, roles: [role.control.value] }, signal);
      return `${titleOfSubject(who.known(subject))} may use ${secret.name} now.`;
    },
    done,
  });
}
