import type { AccessSubject } from "meshagent-wasm";
import { placeOf } from "../access/places.ts";
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

/** A subject with what is known of it; one that has a page of its own is a link to it. */
export function subjectCell(subject: AccessSubject): HTMLElement {
  if (subject.type === "user") return personCell(personOf(subject));
  const place = placeOf(subject);
  const name = titleOfSubject(subject);
  return h(
    "span",
    { class: "person" },
    subjectSign(subject),
    h(
      "span",
      null,
      h("strong", { title: subject.id }, place ? h("a", { href: place }, name) : name),
      h("small", null, kindOf(subject)),
    ),
  );
}
