import type { AccessSubject } from "meshagent-wasm";
import { type Person, title as titleOf } from "../app/people.ts";

/** A subject's kind and id as one text: what tells subjects apart. */
export const keyOf = ({ type, id, relation }: AccessSubject): string =>
  type === "userset" ? `userset/${relation}` : `${type}/${type === "everyone" ? "all" : id}`;

/** The subject as calls name it: without the names that replies add. */
export function reference({ type, id, object_type, relation, email }: AccessSubject): AccessSubject {
  if (type === "userset") return { type, object_type, relation };
  if (type === "everyone") return { type, id: "all" };
  return id ? { type, id } : { type, email };
}

export const EVERYONE: AccessSubject = { type: "everyone", id: "all" };

const SETS: Record<string, string> = {
  member: "Every member",
  developer: "Every developer",
  agent: "Every agent",
  service_account: "Every service account",
};

/** What to call a subject. */
export function titleOfSubject(subject: AccessSubject): string {
  if (subject.type === "everyone") return "Everyone";
  if (subject.type === "userset") return SETS[subject.relation ?? ""] ?? `Every ${subject.relation}`;
  return subject.type === "user" ? titleOf(personOf(subject)) : (subject.name ?? subject.id ?? "");
}

/** A user among the subjects, as the page shows people. */
export function personOf({ id, email, first_name, last_name, name }: AccessSubject): Person {
  const full = [first_name, last_name].filter(Boolean).join(" ") || name;
  return { id: id ?? "", email: email ?? undefined, name: full || undefined };
}

const KINDS: Record<string, string> = {
  user: "Person",
  group: "Group",
  agent: "Agent",
  service_account: "Service account",
  userset: "Part of the project",
  everyone: "Whoever has the address",
};

/** What a subject is, in words. */
export const kindOf = ({ type }: AccessSubject): string => KINDS[type] ?? type;
