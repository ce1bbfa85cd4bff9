/** What an API key, `ma-<key id>-<project id>-<secret>`, holds. */
export interface ApiKey {
  /** The key's id, a UUID. */
  id: string;
  /** The id of the key's project, a UUID. */
  projectId: string;
  /** What signs participant tokens. Keep it where only your backend sees it. */
  secret: string;
}

/** One grant of a participant token. */
export interface ParticipantGrant {
  /** The grant's name, such as `room`, `role` or `api`. */
  name: string;
  /** The room's name, the role, the `ApiScope`, or whatever else the grant says. */
  scope: unknown;
}

/** What a participant token is made of. */
export interface ParticipantTokenOptions {
  /** The participant's name. */
  name: string;
  /** The project's id. Signing with an API key replaces it by the key's. */
  projectId?: string;
  /** The id of the API key that signs. Signing with an API key replaces it by the key's. */
  apiKeyId?: string;
  /** The generation of the token. Default: `0.39.9`. */
  version?: string;
  /** The grants, with one named `api` at most. Default: none. */
  grants?: ParticipantGrant[];
  /** Further claims. One that has a claim of the token's own name counts only where the token has none. */
  extra?: JsonObject;
}

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

/** How to sign a participant token. */
export interface ToJwtOptions {
  /** The API key that signs; its ids replace the token's. Default: see `secret`. */
  apiKey?: string;
  /**
   * The secret that signs when there is no `apiKey`. Default, in Node: the API key in `MESHAGENT_API_KEY`, then the
   * secret in `MESHAGENT_SECRET`.
   */
  secret?: string;
  /** When the token expires; fractions of a second are dropped. Default: the claim `exp` of `extra`, else never. */
  expiration?: Date;
}

/** How to verify a participant token. */
export interface FromJwtOptions {
  /** The secret that signed. Default, in Node: `MESHAGENT_SECRET`. */
  secret?: string;
}

/**
 * A token that lets one participant join a room: who it is and what it may do there. It holds no secret.
 *
 * Whoever has an API key's secret can sign one with `toJwt`; `fromJwt` verifies one.
 */
export class ParticipantToken {
  /** Makes a token. Throws a `RoomException` that names the option that cannot be used. */
  constructor(options: ParticipantTokenOptions);
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Says what the participant may do in the room. Throws a `RoomException` when the scope is malformed and when the
   * token has an `api` grant already.
   */
  addApiGrant(scope: ApiScope): void;
  /** Adds a grant of any name. Throws a `RoomException` when its scope is no JSON data, and for a second `api` grant. */
  addGrant(name: string, scope: unknown): void;
  /** Gives a role, such as `user`, `agent` or `tool`. */
  addRoleGrant(role: string): void;
  /** Grants entry to a room. */
  addRoomGrant(name: string): void;
  /**
   * Names the ports that tunnels may reach: the older form of the `api` grant's `tunnels.ports`, which services look
   * at now.
   */
  addTunnelPortsGrant(ports: Array<number | string>): void;
  /**
   * Reads a JWT without verifying anything: nothing read this way may decide about access. Throws a `TokenError`
   * when it is malformed.
   */
  static decode(jwt: string): ParticipantToken;
  /** Makes a token of a JWT's payload. Throws a `RoomException` when it is not one. */
  static fromJSON(payload: ParticipantTokenPayload): ParticipantToken;
  /**
   * Verifies a JWT, its signature, its time and its claims, and reads it.
   *
   * Rejects with a `TokenError` whose `reason` says why the token is not valid, and with a `RoomException` when
   * there is no secret to verify with or no `crypto.subtle`.
   */
  static fromJwt(jwt: string, options?: FromJwtOptions | null): Promise<ParticipantToken>;
  /** The JWT's payload, further claims included. */
  toJSON(): ParticipantTokenPayload;
  /**
   * Signs the token with HS256; the token itself stays as it is. Without `expiration`, and without a claim `exp` in
   * `extra`, the JWT never expires.
   *
   * Rejects with a `RoomException` when there is nothing to sign with, when the API key cannot be read, and where
   * the browser has no `crypto.subtle`: on pages that are neither https nor localhost.
   */
  toJwt(options?: ToJwtOptions | null): Promise<string>;
  /** A copy of the scope of the `api` grant. Without one there is no scope, and nothing is implied. */
  readonly apiGrant: ApiScope | undefined;
  /** The id of the API key that signs, the claim `kid`. */
  readonly apiKeyId: string | undefined;
  /**
   * When the token expires, the claim `exp`; `undefined` means never. An invalid date means that the claim is no
   * time at all, as it may be in a token that was not verified.
   */
  readonly expiresAt: Date | undefined;
  /** A copy of the further claims, `exp` included. */
  readonly extra: JsonObject;
  /** A copy of the grants in their order. */
  readonly grants: ParticipantGrant[];
  /** Whether some role is `agent`. */
  readonly isAgent: boolean;
  /** Whether there is no role but `user`. */
  readonly isUser: boolean;
  /** The participant's name. */
  readonly name: string;
  /** The project's id, the claim `sub`. */
  readonly projectId: string | undefined;
  /** The first role that is not `user`, else `user`. */
  readonly role: string;
  /** The generation of the token. */
  readonly version: string;
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
 * Throws a `RoomException` when the scope is malformed, and when the grant holds a member that this version does not
 * know, for that may restrict the grant in its own way.
 */
export function can<A extends keyof ScopeTargets>(
  scope: ApiScope,
  action: A,
  ...target: [ScopeTargets[A]] extends [undefined] ? [] : [target: ScopeTargets[A]]
): boolean;

/**
 * Takes an API key, `ma-<key id>-<project id>-<secret>`, apart. Throws a `RoomException` when it is none; the error shows
 * no part of the key.
 */
export function parseApiKey(key: string): ApiKey;

/** Puts an API key together. Throws a `RoomException` when one of its ids is not a UUID, with or without dashes. */
export function encodeApiKey(key: ApiKey): string;

/** The scopes to begin with; each call makes a new object. */
export const ApiScope: {
  /** What an agent may do unless told otherwise: everything but `admin` and, unless asked for, `tunnels`. */
  agentDefault(options?: { tunnels?: boolean }): ApiScope;
  /** What a user may do unless told otherwise: what an agent may, without `llm`. */
  userDefault(): ApiScope;
  /** All grants. */
  full(): ApiScope;
};
