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

/** The actions that `can` knows, each with the target that it needs. */
export interface ScopeTargets {
  "livekit.join_breakout_room": { name: string };
  "queues.send": { queue: string };
  "queues.receive": { queue: string };
  "queues.list": undefined;
  "messaging.broadcast": undefined;
  "messaging.list": undefined;
  "messaging.send": undefined;
  "dataset.read": { table: string; namespace?: string[] | null };
  "dataset.write": { table: string; namespace?: string[] | null };
  "dataset.alter": { table: string; namespace?: string[] | null };
  /** Any of reading, writing and altering. */
  "dataset.access": { table: string; namespace?: string[] | null };
  "dataset.list_tables": undefined;
  "memory.create": { name: string; namespace?: string[] | null };
  "memory.drop": { name: string; namespace?: string[] | null };
  "memory.inspect": { name: string; namespace?: string[] | null };
  "memory.query": { name: string; namespace?: string[] | null };
  "memory.upsert": { name: string; namespace?: string[] | null };
  "memory.ingest": { name: string; namespace?: string[] | null };
  "memory.recall": { name: string; namespace?: string[] | null };
  "memory.optimize": { name: string; namespace?: string[] | null };
  /** Any of the above but creating. */
  "memory.access_existing": { name: string; namespace?: string[] | null };
  "memory.list": undefined;
  "sync.read": { path: string };
  "sync.write": { path: string };
  "storage.read": { path: string };
  "storage.write": { path: string };
  "containers.pull": { tag: string };
  "containers.run": { tag: string };
  "containers.registry_list": { repository: string };
  "containers.registry_pull": { repository: string };
  "containers.registry_run": { repository: string };
  "containers.registry_write": { repository: string };
  "containers.logs": undefined;
  "containers.use_containers": undefined;
  "developer.logs": undefined;
  "agents.register_agent": undefined;
  "agents.register_public_toolkit": undefined;
  "agents.register_private_toolkit": undefined;
  "agents.call": undefined;
  "agents.use_agents": undefined;
  "agents.use_tools": undefined;
  "llm.use_provider": { provider: string };
  "llm.use_model": { provider: string; model: string };
  "admin.config": undefined;
  "secrets.request_oauth_token": { oauth: { authorization_endpoint: string; client_id: string } | null };
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

/** The scopes to begin with; each call makes a new object. */
export const ApiScope: {
  /** What an agent may do unless told otherwise: everything but `admin` and, unless asked for, `tunnels`. */
  agentDefault(options?: { tunnels?: boolean }): ApiScope;
  /** What a user may do unless told otherwise: what an agent may, without `llm`. */
  userDefault(): ApiScope;
  /** All grants. */
  full(): ApiScope;
};
