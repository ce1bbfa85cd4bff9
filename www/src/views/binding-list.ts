import type { AccessSubject, RoleGrant } from "meshagent-wasm";
import { kindOfResource, placeOf, titleOfResource } from "../access/places.ts";
import type { Held } from "../access/reach.ts";
import { labelOf, ranked } from "../access/roles.ts";
import type { Session } from "../app/session.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { trouble } from "../ui/notice.ts";
import type { Part } from "./aside.ts";

export interface BindingListOptions {
  /** What to say when there is nothing. */
  empty: string;
  /** Leaves some out. */
  filter?: (binding: RoleGrant) => boolean;
  signal?: AbortSignal;
}

/** The roles that a subject was given itself, each with what it was given on. */
export function bindingList(session: Session, subject: AccessSubject, options: BindingListOptions): Part {
  const element = h("div", { "aria-live": "polite" });

  async function load(): Promise<void> {
    fill(element, h("p", { class: "waiting" }, "Looking up roles…"));
    try {
      const { items } = await session.project.access.listBindings({ subject }, { signal: options.signal });
      const wanted = items.filter(options.filter ?? (() => true));
      const held = wanted.map(({ resource, direct_roles }) => ({ resource, roles: direct_roles }));
      fill(element, bindingItems(held, options.empty));
    } catch (error) {
      if (!options.signal?.aborted) fill(element, trouble(error, load));
    }
  }

  return { element, ready: load() };
}

/** Roles, each with what they are on. */
export function bindingItems(bindings: Held[], empty: string): Child {
  if (bindings.length === 0) return h("p", { class: "muted" }, empty);
  return h("ul", { class: "bindings" }, bindings.map(item));
}

function item({ resource, roles }: Held): HTMLElement {
  const place = placeOf(resource);
  const name = titleOfResource(resource);
  return h(
    "li",
    null,
    h(
      "span",
      null,
      place ? h("a", { href: place }, name) : name,
      resource.type !== "project" && h("small", null, ` ${kindOfResource(resource)}`),
    ),
    h(
      "ul",
      { class: "chips" },
      ranked(roles).map((role) => h("li", { class: "chip" }, labelOf(role))),
    ),
  );
}
