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
import { detail } from "../ui/person.ts";
import { troubleToast } from "../ui/toast.ts";
import { changed, type GrantView, send, takeAway } from "./grant-changes.ts";

/** Gives somebody access to a room; `person` when it is known who. */
export function giveDialog(session: Session, room: Room, person: Person | undefined, view: GrantView): void {
  const who = person ? { element: undefined, read: () => person } : personField(session);
  const editor = scopeEditor(preset("user"));
  formDialog({
    title: person ? `Give ${title(person)} access to ${room.name}` : `Give access to ${room.name}`,
    about: person && detail(person),
    body: [who.element, editor.element],
    submit: "Give access",
    wide: true,
    run: (signal) =>
      shownAtPlace(editor, async (permissions) => {
        const to = who.read();
        const place = { room, user_id: to.id };
        if (to.id) {
          await send(session, place, undefined, permissions, signal);
          return changed(session, place, undefined, permissions, view);
        }
        // Whoever is invited has no id yet by which it could be undone.
        const email = to.email ?? "";
        await session.project.grants.createByEmail({ room_id: room.id, email, permissions }, { signal });
        return `${title(to)} has access to ${room.name}.`;
      }),
    done: () => view.refresh(),
  });
}

/** Changes what somebody may do in a room, or takes it away. */
export function changeDialog(session: Session, grant: ProjectRoomGrant, view: GrantView): void {
  const { room, user_id } = grant;
  const before = grant.permissions ?? {};
  const person = session.people.get(user_id);
  const editor = scopeEditor(before);
  const manage = blocked(session.rights, "manage access");
  const dialog = formDialog({
    title: `What ${title(person)} may do in ${room.name}`,
    about: detail(person),
    body: [manage && note("info", manage), editor.element],
    submit: "Save",
    blocked: manage,
    wide: true,
    aside: button({
      label: "Take access away",
      icon: "removeUser",
      kind: "quiet",
      blocked: manage,
      onclick: () => {
        dialog.close();
        takeAway(session, grant, view).catch(troubleToast);
      },
    }),
    run: (signal) =>
      shownAtPlace(editor, async (permissions) => {
        await send(session, grant, before, permissions, signal);
        return changed(session, grant, before, permissions, view);
      }),
    done: () => view.refresh(),
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
