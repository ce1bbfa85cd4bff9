import type { AccessSubject, AccessSubjectType } from "meshagent-wasm";
import { kindOf } from "../access/subjects.ts";
import { title } from "../app/people.ts";
import type { Session } from "../app/session.ts";
import { Incomplete } from "../ui/dialog.ts";
import { fill, h, uid } from "../ui/dom.ts";
import { field, input, select } from "../ui/field.ts";

/** The kinds of subjects that have a name or an address to choose them by. */
export type NamedKind = Extract<AccessSubjectType, "user" | "group" | "agent" | "service_account">;

const HINTS: Record<NamedKind, string> = {
  user: "An e-mail address or a user ID. Somebody who has no account yet is invited by e-mail.",
  group: "Its name.",
  agent: "Its name.",
  service_account: "Its name.",
};

interface Choice {
  id: string;
  /** What is typed to choose it. */
  text: string;
  name: string;
}

export interface SubjectField {
  element: HTMLElement;
  /** Who was meant; throws `Incomplete` when that is nobody. */
  read(): AccessSubject;
  /** The same subject with the name that the page knows. */
  known(subject: AccessSubject): AccessSubject;
}

/** Fields to choose somebody or something of these kinds; `except` is the id of what cannot be chosen. */
export function subjectField(session: Session, kinds: NamedKind[], except?: string): SubjectField {
  const list = h("datalist", { id: uid("subjects") });
  const kind = field(
    "Who",
    select(
      kinds.map((type) => [type, kindOf({ type })]),
      { onchange: changed },
    ),
  );
  const name = field("Name or address", input({ list: list.id, required: true, autofocus: true }));
  const fetched = new Map<NamedKind, Promise<Choice[]>>();
  let choices: Choice[] = [];

  const type = () => kind.control.value as NamedKind;

  function changed(): void {
    const now = type();
    name.control.value = "";
    name.problem();
    name.hint(HINTS[now]);
    choices = [];
    fill(list);
    const fetching = fetched.get(now) ?? choicesOf(session, now);
    fetched.set(now, fetching);
    // A help only: an id can be typed without it.
    fetching.then(
      (found) => {
        if (type() !== now) return;
        choices = found.filter(({ id }) => id !== except);
        fill(
          list,
          choices.map(({ text, name }) => h("option", { value: text }, name)),
        );
      },
      () => fetched.delete(now),
    );
  }

  changed();
  return {
    element: h("div", { class: "pair-fields" }, kind.element, name.element, list),
    read() {
      const text = name.control.value.trim();
      name.problem(text ? undefined : "Say who.");
      if (!text) throw new Incomplete();
      const found = choices.find((choice) => [choice.text, choice.id, choice.name].includes(text));
      if (found) return { type: type(), id: found.id };
      if (type() === "user" && text.includes("@")) return { type: "user", email: text };
      return { type: type(), id: text };
    },
    known(subject) {
      const found = choices.find(({ id }) => id === subject.id);
      return { ...subject, name: found?.name ?? subject.email ?? null };
    },
  };
}

async function choicesOf({ project, people }: Session, kind: NamedKind): Promise<Choice[]> {
  const named = ({ id, name }: { id: string; name: string }): Choice => ({ id, text: name, name });
  switch (kind) {
    case "user":
      await people.load();
      return people.all.map((person) => ({ id: person.id, text: person.email ?? person.id, name: title(person) }));
    case "group":
      return (await project.groups.iterate({ page_size: 100 }).toArray()).map(named);
    case "agent":
      return (await project.agents.iterate({ page_size: 100, view: "all" }).toArray()).map(named);
    case "service_account":
      return (await project.serviceAccounts.iterate({ page_size: 100, view: "all" }).toArray()).map(named);
  }
}
