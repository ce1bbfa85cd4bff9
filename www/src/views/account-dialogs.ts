import type { ServiceAccount } from "meshagent-wasm";
import type { Session } from "../app/session.ts";
import { formDialog, Incomplete } from "../ui/dialog.ts";
import { h } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { note } from "../ui/notice.ts";
import { pairs } from "../ui/pairs.ts";
import { bindingList } from "./binding-list.ts";

function accountFields(account: Partial<ServiceAccount>) {
  const name = field(
    "Name",
    input({ value: account.name, autofocus: true, required: true, placeholder: "deployer" }),
    "By which programs and people call it.",
  );
  const display = field("Display name", input({ value: account.display_name }), "As people see it.");
  const description = field("What it is for", input({ value: account.description }));
  const annotations = pairs(
    "Annotations",
    "annotation",
    account.annotations ?? {},
    "Short texts by which accounts are told apart.",
  );
  return {
    elements: [name.element, display.element, description.element, annotations.element],
    read() {
      const called = name.control.value.trim();
      name.problem(called ? undefined : "A service account needs a name.");
      if (!called) throw new Incomplete();
      const display_name = display.control.value.trim();
      return {
        name: called,
        description: description.control.value.trim(),
        annotations: annotations.value(),
        ...((display_name || account.display_name) && { display_name }),
      };
    },
  };
}

export function createDialog({ project }: Session, done: (account: ServiceAccount) => void): void {
  const fields = accountFields({});
  let made: ServiceAccount | undefined;
  formDialog({
    title: "Create a service account",
    body: fields.elements,
    submit: "Create service account",
    async run(signal) {
      made = await project.serviceAccounts.create(fields.read(), { signal });
      return `The service account “${made.name}” is ready.`;
    },
    done: () => made && done(made),
  });
}

export function editDialog({ project }: Session, account: ServiceAccount, done: (name: string) => void): void {
  const fields = accountFields(account);
  let name = account.name;
  formDialog({
    title: `Edit ${account.name}`,
    body: fields.elements,
    submit: "Save",
    async run(signal) {
      const change = fields.read();
      await project.serviceAccounts.update(account.id, change, { signal });
      name = change.name;
      return `“${name}” is saved.`;
    },
    done: () => done(name),
  });
}

/** Deletes a service account once its name has been typed. */
export function deleteDialog(session: Session, account: ServiceAccount, done: () => void): void {
  const name = field("Type the account's name to confirm", input({ placeholder: account.name, autofocus: true }));
  formDialog({
    title: `Delete ${account.name}?`,
    body: [
      note("warn", h("p", null, "Its API keys stop to work, and its secrets are deleted. This cannot be undone.")),
      h("h3", null, "What it was given"),
      bindingList(session, { type: "service_account", id: account.id }, { empty: "Nothing." }).element,
      name.element,
    ],
    submit: "Delete service account",
    danger: true,
    async run(signal) {
      if (name.control.value.trim() !== account.name) {
        name.problem(`This is not the name: type ${account.name}.`);
        throw new Incomplete();
      }
      await session.project.serviceAccounts.delete(account.id, { signal });
      return `The service account “${account.name}” is deleted.`;
    },
    done,
  });
}
