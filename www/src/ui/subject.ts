import type { AccessSubject } from "meshagent-wasm";
import { kindOf, personOf, titleOfSubject } from "../access/subjects.ts";
import { h } from "./dom.ts";
import { type IconName, icon } from "./icons.ts";
import { avatar, personCell } from "./person.ts";

const SIGNS: Record<string, IconName> = {
  group: "groups",
  service_account: "serviceAccounts",
  agent: "serviceAccounts",
  userset: "users",
  everyone: "everyone",
};

/** A picture of a subject: initials of a person, an icon for the other kinds. */
export function subjectSign(subject: AccessSubject): HTMLElement {
  if (subject.type === "user") return avatar(personOf(subject));
  return h("span", { class: "avatar plain", "aria-hidden": "true" }, icon(SIGNS[subject.type] ?? "account"));
}

/** A subject with what is known of it. */
export function subjectCell(subject: AccessSubject): HTMLElement {
  if (subject.type === "user") return personCell(personOf(subject));
  return h(
    "span",
    { class: "person" },
    subjectSign(subject),
    h("span", null, h("strong", { title: subject.id }, titleOfSubject(subject)), h("small", null, kindOf(subject))),
  );
}
