import type { Secret } from "meshagent-wasm";
import type { SecretStore } from "../app/secret-store.ts";
import { button } from "../ui/button.ts";
import { formDialog, Incomplete } from "../ui/dialog.ts";
import { h } from "../ui/dom.ts";
import { checkbox, field, input, ticked } from "../ui/field.ts";
import { note } from "../ui/notice.ts";

/** Bytes of a made-up value: as many as a key of 256 bits has. */
const RANDOM = 32;

/** A field for a value: what is typed is not in sight unless that is wanted. */
function valueField(label: string, hint: string) {
  const control = h("textarea", { rows: 3, class: "mono masked", spellcheck: "false", autocomplete: "off" });
  const make = button({
    label: "Make one up",
    icon: "rotate",
    kind: "quiet",
    onclick: () => {
      const bytes = crypto.getRandomValues(new Uint8Array(RANDOM));
      control.value = btoa(String.fromCharCode(...bytes))
        .replaceAll("+", "-")
        .replaceAll("/", "_")
        .replaceAll("=", "");
      value.problem();
    },
  });
  const value = field(label, control, hint, make);
  const seen = checkbox("Show what is typed", false, {
    onchange: () => control.classList.toggle("masked", !ticked(seen)),
  });
  return {
    elements: [value.element, seen],
    /** The value's bytes; nothing when there is none. */
    read: () => (control.value ? new TextEncoder().encode(control.value) : undefined),
    problem: value.problem,
  };
}

function secretFields(secret: Partial<Secret>) {
  const name = field("Name", input({ value: secret.name, autofocus: true, required: true, class: "mono" }));
  const type = field("Kind", input({ value: secret.type ?? "opaque" }), "What the value is. Most are opaque.");
  const proxy = checkbox(
    "Only the proxy uses the value",
    Boolean(secret.http_only),
    {},
    "Programs send requests through it without ever having the value, and nobody reads it.",
  );
  return {
    elements: [name.element, type.element, proxy],
    read() {
      const called = name.control.value.trim();
      name.problem(called ? undefined : "A secret needs a name.");
      if (!called) throw new Incomplete();
      return { name: called, type: type.control.value.trim() || "opaque", http_only: ticked(proxy) };
    },
  };
}

export function createDialog(store: SecretStore, done: (secret: Secret) => void): void {
  const fields = secretFields({});
  const value = valueField("Value", "You can also give it its first value later.");
  let made: Secret | undefined;
  formDialog({
    title: store.account ? `Create a secret of ${store.account.name}` : "Create a secret",
    body: [fields.elements, value.elements],
    submit: "Create secret",
    async run(signal) {
      const bytes = value.read();
      // When only the value was refused, the secret is there already.
      made ??= await store.create(fields.read(), { signal });
      if (bytes) await store.addVersion(made.id, bytes, true, { signal });
      return `The secret “${made.name}” is ready.`;
    },
    done: () => made && done(made),
  });
}

export function editDialog(store: SecretStore, secret: Secret, done: () => void): void {
  const fields = secretFields(secret);
  formDialog({
    title: `Edit ${secret.name}`,
    body: fields.elements,
    submit: "Save",
    async run(signal) {
      const { name } = await store.update(secret.id, fields.read(), { signal });
      return `“${name}” is saved.`;
    },
    done,
  });
}

/** Gives a secret a new value. */
export function rotateDialog(store: SecretStore, secret: Secret, done: () => void): void {
  const value = valueField("New value", "Sent once; the request log shows the call without it.");
  const current = checkbox("Use it from now on", true, {}, "Otherwise the version is only kept.");
  formDialog({
    title: `Rotate ${secret.name}`,
    about: "The old versions stay until you delete them.",
    body: [value.elements, current],
    submit: "Save the new value",
    async run(signal) {
      const bytes = value.read();
      value.problem(bytes ? undefined : "Type the new value, or have one made up.");
      if (!bytes) throw new Incomplete();
      const { version } = await store.addVersion(secret.id, bytes, ticked(current), { signal });
      return ticked(current) ? `Version ${version} of “${secret.name}” is in use.` : `Version ${version} is kept.`;
    },
    done,
  });
}

/** Deletes a secret once its name has been typed. */
export function deleteDialog(store: SecretStore, secret: Secret, done: () => void): void {
  const name = field("Type the secret's name to confirm", input({ placeholder: secret.name, autofocus: true }));
  formDialog({
    title: `Delete ${secret.name}?`,
    body: [
      note("warn", h("p", null, "All its versions go. Programs that need it fail. This cannot be undone.")),
      name.element,
    ],
    submit: "Delete secret",
    danger: true,
    async run(signal) {
      if (name.control.value.trim() !== secret.name) {
        name.problem(`This is not the name: type ${secret.name}.`);
        throw new Incomplete();
      }
      await store.delete(secret.id, { signal });
      return `The secret “${secret.name}” is deleted.`;
    },
    done,
  });
}
