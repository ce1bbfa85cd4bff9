import type { AccessResource } from "meshagent-wasm";
import { href } from "../app/router.ts";

const PLACES: Record<string, string[] | undefined> = {
  agent: ["runs", "agents"],
  group: ["groups"],
  room: ["rooms"],
  service_account: ["accounts"],
};

/** The address of the page that a resource or a subject has; most have none. */
export function placeOf(what: { type: string; name?: string | null; id?: string | null }): string | undefined {
  const place = PLACES[what.type];
  const called = what.name ?? what.id;
  return place && called ? href(...place, called) : undefined;
}

/** What to call a resource. */
export const titleOfResource = ({ type, name, id }: AccessResource): string =>
  type === "project" ? "The project" : (name ?? id);

/** What kind of resource something is, in words. */
export const kindOfResource = ({ type }: AccessResource): string => type.replaceAll("_", " ");
