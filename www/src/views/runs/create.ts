import { goTo } from "../../app/router.ts";
import type { Session } from "../../app/session.ts";
import { formDialog, Incomplete } from "../../ui/dialog.ts";
import { jsonEditor } from "../../ui/json-editor.ts";
import { mustBeObject } from "../../ui/json-field.ts";
import { rowsOf } from "./document.ts";
import type { Kind } from "./kind.ts";
import { roomField } from "./rooms.ts";

/** Creates something from a document, which begins as an example. */
export async function createDialog<T>(session: Session, kind: Kind<T>): Promise<void> {
  const { project } = session;
  const room = await roomField(session, "Where it runs.");
  const example = kind.example(room.control.value || "my-room");
  const editor = jsonEditor({
    label: "Document",
    value: example,
    rows: rowsOf(example),
    hint: "This is an example: change what is different. The service fills in what is left out.",
    called: kind.called,
    check: mustBeObject,
  });
  let key = "";
  formDialog({
    title: `New ${kind.one}`,
    about: kind.about,
    wide: true,
    body: [kind.inRoom && room.element, editor.element],
    submit: `Create ${kind.one}`,
    async run(signal) {
      const document = editor.value();
      if (document === undefined) throw new Incomplete();
      try {
        key = await kind.create(project, document, room.control.value, signal);
      } catch (error) {
        if (editor.refuse(error)) throw new Incomplete();
        throw error;
      }
      return `The ${kind.one} is there.`;
    },
    done: () => goTo("runs", kind.id, key),
  });
}
