import type { JsonObject, Project, RoomSession } from "meshagent-wasm";
import { timeOf } from "./open-rows.ts";

/** How many recent sessions of rooms, and as many of agents, are asked for. */
const RECENT = 200;

/** The sessions of rooms and agents: those that run, and the recent ones, of all rooms or of one. */
export class Sessions {
  #project: Project;
  #room: string | undefined;
  #known = new Map<string, RoomSession>();

  constructor(project: Project, room?: string) {
    this.#project = project;
    this.#room = room;
  }

  /** The latest first. */
  get all(): RoomSession[] {
    return [...this.#known.values()].sort((a, b) => b.created_at.localeCompare(a.created_at));
  }

  async load(signal: AbortSignal): Promise<void> {
    const { sessions } = this.#project;
    const room = this.#room;
    const [live, ofRooms, ofAgents] = await Promise.all([
      this.#live(signal),
      room === undefined
        ? sessions.listRecent({ limit: RECENT }, { signal })
        : sessions.listRecentInRoom(room, { limit: RECENT }, { signal }),
      sessions.listRecentAgents({ limit: RECENT }, { signal }),
    ]);
    const found = [...ofRooms.items, ...ofAgents.items, ...live];
    const wanted = found.filter((session) => room === undefined || session.room_name === room);
    this.#known = new Map(wanted.map((session) => [session.id, session]));
  }

  /** Asks only for those that run, and for the others when one of them has ended. */
  async refresh(signal: AbortSignal): Promise<void> {
    const live = await this.#live(signal);
    const ids = new Set(live.map(({ id }) => id));
    if (this.all.some(({ id, is_active }) => is_active && !ids.has(id))) return await this.load(signal);
    for (const session of live) {
      if (this.#room === undefined || session.room_name === this.#room) this.#known.set(session.id, session);
    }
  }

  async #live(signal: AbortSignal): Promise<RoomSession[]> {
    const { sessions } = this.#project;
    const [rooms, agents] = await Promise.all([sessions.listActive({ signal }), sessions.listActiveAgents({ signal })]);
    return [...rooms.items, ...agents.items];
  }
}

/** Whose session it is: the agent's, or the room's. */
export const ownerOf = ({ agent_name, room_name }: RoomSession): string => agent_name ?? room_name;

/** How long a session has run, in milliseconds; unknown of one that is over, unless the service says when it ended. */
export function ranFor(session: RoomSession, now = Date.now()): number | undefined {
  const end = session.is_active ? now : timeOf(session as unknown as JsonObject, "ended_at");
  return end === undefined ? undefined : Math.max(0, end - Date.parse(session.created_at));
}

/** `2 users, 1 agent` */
export function participantsOf({ participants }: RoomSession): string {
  const counts = Object.entries(participants ?? {}).filter(([, count]) => count > 0);
  return counts.map(([kind, count]) => `${count} ${kind}${count === 1 ? "" : "s"}`).join(", ");
}
