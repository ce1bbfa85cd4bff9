import { PermissionDeniedError, type Project, type Room } from "meshagent-wasm";
import { isAbort } from "../app/errors.ts";
import { slots } from "../app/slots.ts";
import { keyOf } from "./subjects.ts";

/** The direct roles on a room by the key of the subject; `hidden` when the caller may not see them. */
export type Policy = Map<string, string[]> | "hidden" | "failed";

/** How many rooms are asked about at a time. */
const AT_A_TIME = 4;

/**
 * Who was given which roles on which room.
 *
 * The service tells it room by room, so a room is asked about when somebody looks at it. Tells its listeners (`change`)
 * when one has arrived, and (`subjects`) when that named somebody new.
 */
export class Policies extends EventTarget {
  #project: Project;
  #signal: AbortSignal;
  #known = new Map<string, Policy>();
  #asked = new Set<string>();
  #turn = slots(AT_A_TIME);

  constructor(project: Project, signal: AbortSignal) {
    super();
    this.#project = project;
    this.#signal = signal;
  }

  get({ id }: Room): Policy | undefined {
    return this.#known.get(id);
  }

  /** The direct roles of a subject on a room, as far as they are known. */
  roles(room: Room, subject: string): string[] {
    const policy = this.get(room);
    return policy instanceof Map ? (policy.get(subject) ?? []) : [];
  }

  /** Notes roles that the server is about to have. */
  expect(room: Room, subject: string, roles: string[]): void {
    const policy = this.get(room);
    if (!(policy instanceof Map)) return;
    if (roles.length > 0) policy.set(subject, roles);
    else policy.delete(subject);
    this.dispatchEvent(new Event("change"));
  }

  /** Asks about those of the rooms that have not been asked about yet. */
  want(rooms: Room[]): void {
    for (const room of rooms) {
      if (this.#asked.has(room.id)) continue;
      this.#asked.add(room.id);
      void this.#turn(this.#signal, () => this.fetch(room)).catch(() => this.#asked.delete(room.id));
    }
  }

  /** Asks about those again whose policy did not arrive. */
  retry(rooms: Room[]): void {
    const failed = rooms.filter((room) => this.get(room) === "failed");
    for (const { id } of failed) this.#asked.delete(id);
    this.want(failed);
  }

  /** Asks about a room, whatever is known of it. */
  async fetch(room: Room): Promise<void> {
    const policy = new Map<string, string[]>();
    try {
      const options = { signal: this.#signal };
      for await (const { subject, direct_roles } of this.#project.policies.iterate("room", room.id, {}, options)) {
        policy.set(keyOf(subject), direct_roles);
        this.dispatchEvent(new CustomEvent("subject", { detail: subject }));
      }
      this.#known.set(room.id, policy);
    } catch (error) {
      if (isAbort(error)) throw error;
      this.#known.set(room.id, error instanceof PermissionDeniedError ? "hidden" : "failed");
    }
    this.dispatchEvent(new Event("change"));
  }
}
