import { ParticipantToken, type Room } from "meshagent-wasm";
import type { Session } from "../app/session.ts";
import { formDialog, Incomplete, showDialog } from "../ui/dialog.ts";
import { fill, h } from "../ui/dom.ts";
import { checkbox, type Field, field, input, ticked } from "../ui/field.ts";
import { jsonField, mustBeObject } from "../ui/json-field.ts";
import { note, trouble } from "../ui/notice.ts";
import { pairs } from "../ui/pairs.ts";
import { shown } from "../ui/shown.ts";
import { tokenFacts } from "./token-facts.ts";

const NAME_HINT = "1 to 63 of a–z, 0–9 and -, with a letter or digit at both ends.";

function nameField(value: string): Field<HTMLInputElement> {
  const name = field("Name", input({ value, maxlength: 63, autofocus: true, required: true }), NAME_HINT);
  name.control.addEventListener("input", () => {
    name.problem();
    const text = name.control.value;
    const better = suggestion(text);
    if (better === text) return name.hint(NAME_HINT);
    const use = () => {
      name.control.value = better;
      name.hint(NAME_HINT);
      name.control.focus();
    };
    const offer = better && [" ", h("button", { type: "button", class: "link", onclick: use }, `Use “${better}”`)];
    name.hint(h("span", { class: "warn-text" }, NAME_HINT), offer);
  });
  return name;
}

/** A name the service takes, made from what was typed. */
function suggestion(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/** Name, annotations and metadata of a room, as both forms have them. */
function roomFields(room: Partial<Room>) {
  const name = nameField(room.name ?? "");
  const annotations = pairs(
    "Annotations",
    "annotation",
    room.annotations ?? {},
    "Short texts by which rooms are told apart.",
  );
  const metadata = jsonField({
    label: "Metadata",
    value: room.metadata ?? {},
    hint: "Any JSON object; the service keeps it for you.",
    check: mustBeObject,
  });
  return {
    elements: [name.element, annotations.element, metadata.element],
    read() {
      const values = {
        name: name.control.value.trim(),
        annotations: annotations.value(),
        metadata: metadata.value() as Record<string, unknown> | undefined,
      };
      if (!values.name) name.problem("A room needs a name.");
      if (!values.name || !values.metadata) throw new Incomplete();
      return { ...values, metadata: values.metadata };
    },
  };
}

export function createDialog({ project }: Session, done: () => void): void {
  const fields = roomFields({});
  const existing = checkbox("If there is a room of this name, take it as it is", false);
  formDialog({
    title: "Create a room",
    body: [...fields.elements, existing],
    submit: "Create room",
    async run(signal) {
      const room = await project.rooms.create({ ...fields.read(), if_not_exists: ticked(existing) }, { signal });
      return `The room “${room.name}” is ready.`;
    },
    done,
  });
}

/** Renames a room or changes what it carries; what stays the same is not sent. */
export function editDialog({ project }: Session, room: Room, done: (name: string) => void): void {
  const fields = roomFields(room);
  const enabled = checkbox("People and agents can join", room.enabled !== false);
  let name = room.name;
  formDialog({
    title: `Edit ${room.name}`,
    body: [...fields.elements, enabled],
    submit: "Save",
    async run(signal) {
      const { annotations, metadata, ...values } = fields.read();
      const joinable = ticked(enabled);
      await project.rooms.update(
        room.id,
        {
          name: values.name,
          ...(!same(annotations, room.annotations) && { annotations }),
          ...(!same(metadata, room.metadata) && { metadata }),
          ...(joinable !== (room.enabled !== false) && { enabled: joinable }),
        },
        { signal },
      );
      name = values.name;
      return name === room.name ? `“${name}” is saved.` : `“${room.name}” is now “${name}”.`;
    },
    done: () => done(name),
  });
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b ?? {});

/** Deletes a room once its name has been typed. */
export function deleteDialog({ project }: Session, room: Room, done: () => void): void {
  const name = field("Type the room's name to confirm", input({ placeholder: room.name, autofocus: true }));
  formDialog({
    title: `Delete ${room.name}?`,
    body: [
      note("warn", h("p", null, "The room goes, with everybody's access to it. This cannot be undone.")),
      name.element,
    ],
    submit: "Delete room",
    danger: true,
    async run(signal) {
      if (name.control.value.trim() !== room.name) {
        name.problem(`This is not the name: type ${room.name}.`);
        throw new Incomplete();
      }
      await project.rooms.delete(room.id, { signal });
      return `The room “${room.name}” is deleted.`;
    },
    done,
  });
}

/** Fetches and shows what it takes to join a room. */
export function connectDialog({ project }: Session, name: string): void {
  const abort = new AbortController();
  const body = h("div", { class: "stack", "aria-live": "polite" });
  showDialog(`Connect to ${name}`, body, { wide: true }).element.addEventListener("close", () => abort.abort());

  async function load(): Promise<void> {
    fill(body, h("p", { class: "waiting" }, "Asking for a token to join with…"));
    try {
      const connection = await project.rooms.connect(name, {}, { signal: abort.signal });
      fill(
        body,
        h(
          "p",
          { class: "muted" },
          "Open a WebSocket to this address with this token. Whoever has the token enters the room as you.",
        ),
        shown("Address", connection.room_url),
        shown("Token", connection.jwt),
        h("section", { class: "stack tight" }, h("h3", null, "What the token says"), decoded(connection.jwt)),
      );
    } catch (error) {
      if (!abort.signal.aborted) fill(body, trouble(error, load));
    }
  }
  void load();
}

/** The token of a connection, read; the page has no secret to verify it with. */
function decoded(jwt: string): HTMLElement {
  try {
    return tokenFacts(ParticipantToken.decode(jwt));
  } catch (error) {
    return trouble(error);
  }
}
