import type { Secret, ServiceAccount } from "meshagent-wasm";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { formDialog } from "../ui/dialog.ts";
import { fill, h } from "../ui/dom.ts";
import { field, select } from "../ui/field.ts";
import { trouble } from "../ui/notice.ts";
import { toast } from "../ui/toast.ts";

/** The secrets with which the account's images are pulled. */
export function pullSecrets(
  { project }: Session,
  account: ServiceAccount,
  manage: string | undefined,
  signal: AbortSignal,
) {
  const element = h("div", { class: "card details", "aria-live": "polite" });

  async function load(): Promise<void> {
    try {
      const { items } = await project.pullSecrets.list(account.id, { signal });
      fill(
        element,
        items.length > 0
          ? h("ul", { class: "stack tight" }, items.map(item))
          : h("p", { class: "muted" }, "Images are pulled without a secret."),
      );
    } catch (error) {
      if (!signal.aborted) fill(element, trouble(error, load));
    }
  }

  function item(secret: Secret): HTMLElement {
    return h(
      "li",
      { class: "row" },
      h("code", { class: "grow clip" }, secret.name),
      button({
        label: `Do not pull with ${secret.name}`,
        icon: "close",
        compact: true,
        blocked: manage,
        onclick: () => remove(secret),
      }),
    );
  }

  async function remove({ id, name }: Secret): Promise<void> {
    await project.pullSecrets.remove(account.id, id);
    const back = async () => {
      await project.pullSecrets.add(account.id, id);
      await load();
    };
    toast({ text: `Images are not pulled with “${name}” any more.`, action: { label: "Undo", run: back } });
    await load();
  }

  async function choose(): Promise<void> {
    const secrets = await project.serviceAccountSecrets.iterate(account.id, {}, { signal }).toArray();
    const none = secrets.length === 0 ? "The service account has no secrets: create one first." : undefined;
    const secret = field(
      "Secret",
      select(secrets.map(({ id, name }) => [id, name])),
      "One of the service account's own, with the credentials of the registry.",
    );
    formDialog({
      title: `Pull images of ${account.name} with a secret`,
      body: secret.element,
      submit: "Add",
      blocked: none,
      async run(signal) {
        await project.pullSecrets.add(account.id, secret.control.value, { signal });
        return "Images are pulled with it from now on.";
      },
      done: load,
    });
  }

  const add = button({ label: "Add a pull secret", icon: "add", compact: true, blocked: manage, onclick: choose });
  return { element, ready: load(), add };
}
