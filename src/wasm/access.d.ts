/** The payload of a participant token's JWT. */
export interface ParticipantTokenPayload {
  /** The participant's name. */
  name: string;
  /** The grants in their order. */
  grants: ParticipantGrant[];
  /** The project's id. */
  sub?: string;
  /** The id of the API key that signed. */
  kid?: string;
  /** The generation of the token. */
  version?: string;
  /** When the token expires, in seconds since 1970. */
  exp?: number;
  /** Further claims. */
  [claim: string]: unknown;
}

/** The actions that `can` knows, each with the target that it needs. */
export interface ScopeTargets {
  /** Joining a breakout room. */
  "livekit.join_breakout_room": { name: string };
  /** Sending to a queue. */
  "queues.send": { queue: string };
  /** Receiving from a queue. */
  "queues.receive": { queue: string };
  /** Listing the queues. */
  "queues.list": undefined;
  /** Sending a message to all. */
  "messaging.broadcast": undefined;
  /** Listing the participants. */
  "messaging.list": undefined;
  /** Sending a message to one participant. */
  "messaging.send": undefined;
  /** Reading a table. */
  "dataset.read": { table: string; namespace?: string[] | null };
  /** Writing rows of a table. */
  "dataset.write": { table: string; namespace?: string[] | null };
  /** Changing a table's columns. */
  "dataset.alter": { table: string; namespace?: string[] | null };
  /** Any of reading, writing and altering. */
  "dataset.access": { table: string; namespace?: string[] | null };
  /** Listing the tables. */
  "dataset.list_tables": undefined;
  /** Creating a database. */
  "sqlite.create_database": undefined;
  /** Listing the databases. */
  "sqlite.list_databases": undefined;
  /** Removing a database. */
  "sqlite.drop_database": { database: string; namespace?: string[] | null };
  /** Looking at how a database is made. */
  "sqlite.inspect_database": { database: string; namespace?: string[] | null };
  /** Listing a database's tables. */
  "sqlite.list_tables": { database: string; namespace?: string[] | null };
  /** Creating a table in a database. */
  "sqlite.create_table": { database: string; namespace?: string[] | null };
  /** Executing statements on a database. */
  "sqlite.execute": { database: string; namespace?: string[] | null };
  /** Reading a database's table. */
  "sqlite.read": { database: string; table: string; namespace?: string[] | null };
  /** Writing rows of a database's table. */
  "sqlite.write": { database: string; table: string; namespace?: string[] | null };
  /** Changing the columns of a database's table. */
  "sqlite.alter": { database: string; table: string; namespace?: string[] | null };
  /** Any of reading, writing and altering. */
  "sqlite.access": { database: string; table: string; namespace?: string[] | null };
  /** Creating a memory. */
  "memory.create": { name: string; namespace?: string[] | null };
  /** Removing a memory. */
  "memory.drop": { name: string; namespace?: string[] | null };
  /** Looking at what a memory is made of. */
  "memory.inspect": { name: string; namespace?: string[] | null };
  /** Querying a memory. */
  "memory.query": { name: string; namespace?: string[] | null };
  /** Writing to a memory. */
  "memory.upsert": { name: string; namespace?: string[] | null };
  /** Feeding a memory with text. */
  "memory.ingest": { name: string; namespace?: string[] | null };
  /** Recalling from a memory. */
  "memory.recall": { name: string; namespace?: string[] | null };
  /** Tidying a memory up. */
  "memory.optimize": { name: string; namespace?: string[] | null };
  /** Any of the above but creating. */
  "memory.access_existing": { name: string; namespace?: string[] | null };
  /** Listing the memories. */
  "memory.list": undefined;
  /** Reading a synchronised document. */
  "sync.read": { path: string };
  /** Changing a synchronised document. */
  "sync.write": { path: string };
  /** Reading a file of the room. */
  "storage.read": { path: string };
  /** Writing a file of the room. */
  "storage.write": { path: string };
  /** Pulling an image. */
  "containers.pull": { tag: string };
  /** Running an image. */
  "containers.run": { tag: string };
  /** Listing a repository of the room's registry. */
  "containers.registry_list": { repository: string };
  /** Pulling from a repository of the room's registry. */
  "containers.registry_pull": { repository: string };
  /** Running an image of the room's registry. */
  "containers.registry_run": { repository: string };
  /** Pushing to a repository of the room's registry. */
  "containers.registry_write": { repository: string };
  /** Reading the logs of containers. */
  "containers.logs": undefined;
  /** Using containers at all. */
  "containers.use_containers": undefined;
  /** Reading the room's logs. */
  "developer.logs": undefined;
  /** Registering an agent. */
  "agents.register_agent": undefined;
  /** Registering a toolkit for all. */
  "agents.register_public_toolkit": undefined;
  /** Registering a toolkit for oneself. */
  "agents.register_private_toolkit": undefined;
  /** Calling an agent. */
  "agents.call": undefined;
  /** Using agents at all. */
  "agents.use_agents": undefined;
  /** Using tools at all. */
  "agents.use_tools": undefined;
  /** Using some model of a provider. */
  "llm.use_provider": { provider: string };
  /** Using one model of a provider. */
  "llm.use_model": { provider: string; model: string };
  /** Changing the room's configuration. */
  "admin.config": undefined;
  /** Requesting an OAuth token of a client; with `null`, allowed only where no clients are listed. */
  "secrets.request_oauth_token": { oauth: { authorization_endpoint: string; client_id: string } | null };
  /** Listing the room's services. */
  "services.list": undefined;
}

/**
 * Whether the scope allows the action on the target. A grant that is absent or `null` allows nothing.
 *
 * Throws an `ArgumentError` when the scope is malformed, and when the grant holds a member that this version does not
 * know, for that may restrict the grant in its own way.
 */
export function can<A extends keyof ScopeTargets>(
  scope: ApiScope,
  action: A,
  ...target: [ScopeTargets[A]] extends [undefined] ? [] : [target: ScopeTargets[A]]
): boolean;

/** The scopes to begin with, of which each call makes a new object, and how to know one again. */
export const ApiScope: {
  /** What an agent may do unless told otherwise: everything but `admin` and, unless asked for, `tunnels`. */
  agentDefault(options?: { tunnels?: boolean }): ApiScope;
  /** What a user may do unless told otherwise: what an agent may, without `llm`. */
  userDefault(): ApiScope;
  /** All grants but `sqlite`, which older services do not know. */
  full(): ApiScope;
  /**
   * The preset that allows the same as a scope: `full`, `agent` for `agentDefault()`, `user` for `userDefault()`;
   * `undefined` when none does. It goes by what is allowed and not by how that is written: `{ messaging: { send: true } }`
   * is `{ messaging: {} }`. Throws an `ArgumentError` when the scope is malformed.
   */
  presetOf(scope: ApiScope): "full" | "agent" | "user" | undefined;
};

/**
 * Makes what protects one login with an authorization code: a new one for each. Rejects with a `RoomException` without
 * `crypto.subtle`, which browsers have on https pages and localhost only.
 */
export function createPkce(): Promise<Pkce>;
