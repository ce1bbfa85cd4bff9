import { type Person, title } from "../app/people.ts";
import { h } from "./dom.ts";

/** A person with what is known of them: a name, an address, at least an id. */
export function personCell(person: Person): HTMLElement {
  const below = person.name ? (person.email ?? person.id) : person.email ? "Invited, not here yet" : "User ID";
  return h(
    "span",
    { class: "person" },
    avatar(person),
    h(
      "span",
      null,
      h("strong", { class: person.name || person.email ? "" : "mono", title: person.id }, title(person)),
      h("small", null, below),
    ),
  );
}

/** What tells people of one name apart. */
export const detail = (person: Person): string => (person.name && person.email) || person.id;

export function avatar(person: Person): HTMLElement {
  const words = (person.name ?? person.email ?? "?").split(/[\s.@_-]+/).filter(Boolean);
  const initials = words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
  const element = h("span", { class: "avatar", "aria-hidden": "true" }, person.name || person.email ? initials : "?");
  // The same person has the same colour everywhere.
  let hash = 7;
  for (const char of person.email ?? person.id) hash = (hash * 31 + char.charCodeAt(0)) % 360;
  element.style.setProperty("--hue", String(hash));
  return element;
}
