import type { ApiScope, ProjectRoomGrant, Room } from "meshagent-wasm";
import { type Person, title } from "../app/people.ts";
import { blocked } from "../app/rights.ts";
import type { Session } from "../app/session.ts";
import { scopeEditor } from "../scope/editor.ts";
import { preset } from "../scope/levels.ts";
import { button } from "../ui/button.ts";
import { formDialog, Incomplete } from "../ui/dialog.ts";
import { h, uid } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { note } from "../ui/notice.ts";
import { personCell } from "../ui/person.ts";

/** Gives somebody access to a room; `person` when it is known who. */
export function giveDialog(session: Session, room: Room, person: Person | undefined, done: () => void): void {
  const { grants } = session.project;
  const who = person ? { element: personCell(person), read: () => person } : personField(session);
  const editor = scopeEditor(preset("user"));
  formDialog({
    title: person ? `Give ${title(person)} access to ${room.name}` : `Give access to ${room.name}`,
    body: [who.element, editor.element],
    submit: "Give access",
    wide: true,
    run: (signal) =>
      shownAtPlace(editor, async (permissions) => {
        const to = who.read();
        if (to.id) await grants.create({ room_id: room.id, user_id: to.id, permissions }, { signal });
        else await grants.createByEmail({ room_id: room.id, email: to.email ?? "", permissions }, { signal });
        return `${title(to)} has access to ${room.name}.`;
      }),
    done,
  });
}

/** Changes what somebody may do in a room, or takes it away. */
export function changeDialog(session: Session, grant: ProjectRoomGrant, done: () => void): void {
  const { room, user_id } = grant;
  const person = session.people.get(user_id);
  const editor = scopeEditor(grant.permissions ?? {});
  const manage = blocked(session.role, "manage access");
  const dialog = formDialog({
    title: `What ${title(person)} may do in ${room.name}`,
    body: [personCell(person), manage && note("info", manage), editor.element],
    submit: "Save",
    blocked: manage,
    wide: true,
    aside: button({
      label: "Take access away",
      icon: "removeUser",
      kind: "quiet",
      blocked: manage,
      onclick: () =>
        takeDialog(session, grant, () => {
          dialog.close();
          done();
        }),
    }),
    run: (signal) =>
      shownAtPlace(editor, async (permissions) => {
        await session.project.grants.update({ room_id: room.id, user_id, permissions }, { signal });
        return `What ${title(person)} may do in ${room.name} is saved.`;
      }),
    done,
  });
}

/** Takes somebody's access to a room away. */
export function takeDialog(session: Session, { room, user_id }: ProjectRoomGrant, done: () => void): void {
  const person = session.people.get(user_id);
  formDialog({
    title: `Take access to ${room.name} away?`,
    body: [
      personCell(person),
      h("p", null, `${title(person)} can no longer enter the room. You can give access again at any time.`),
    ],
    submit: "Take away",
    danger: true,
    async run(signal) {
      await session.project.grants.delete(room.id, user_id, { signal });
      return `${title(person)} has no access to ${room.name} any more.`;
    },
    done,
  });
}

/** Runs with the editor's scope; an error in the scope is shown at its place. */
async function shownAtPlace<T>(
  editor: ReturnType<typeof scopeEditor>,
  run: (permissions: ApiScope) => Promise<T>,
): Promise<T> {
  const permissions = editor.value();
  if (!permissions) throw new Incomplete();
  try {
    return await run(permissions);
  } catch (error) {
    if (editor.refuse(error)) throw new Incomplete();
    throw error;
  }
}

const WHO_HINT = "Somebody who is not in the project is invited by e-mail.";

/** A field for an e-mail address or a user id, with those whom the project knows. */
function personField(session: Session) {
  const known = h("datalist", { id: uid("people") });
  const control = input({ list: known.id, placeholder: "ann@example.com", autofocus: true, required: true });
  const who = field("E-mail address or user ID", control, WHO_HINT);
  who.element.append(known);
  void session.people.load().then(() => {
    known.append(...session.people.all.map((each) => h("option", { value: each.email ?? each.id }, title(each))));
    tell();
  });
  control.addEventListener("input", () => {
    who.problem();
    tell();
  });
  function tell(): void {
    const text = control.value.trim();
    const person = session.people.find(text);
    if (person) who.hint(h("span", { class: "ok-text" }, `${title(person)} is known to the project.`));
    else if (text.includes("@")) who.hint(`${text} gets an invitation if the project does not know the address.`);
    else who.hint(WHO_HINT);
  }
  return {
    element: who.element,
    /** Who was meant; whom the project does not know has an address but no id. */
    read(): Person {
      const text = control.value.trim();
      if (!text) {
        who.problem("Say who gets access.");
        throw new Incomplete();
      }
      const person = session.people.find(text);
      if (person) return person;
      return text.includes("@") ? { id: "", email: text } : { id: text };
    },
  };
}
