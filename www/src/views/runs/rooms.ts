import type { Session } from "../../app/session.ts";
import { type Field, field, select } from "../../ui/field.ts";

/** How many rooms are offered. */
const OFFERED = 200;

/** A choice of one of the project's rooms. */
export async function roomField({ project, signal }: Session, hint: string): Promise<Field<HTMLSelectElement>> {
  const { items } = await project.rooms.list({ limit: OFFERED }, { signal });
  return field("Room", select(items.map(({ name }) => [name, name])), hint);
}
