/// <reference lib="esnext.disposable" />
/* tslint:disable */
/* eslint-disable */
/**
 * How far a transfer is.
 */
export interface TransferProgress {
    /**
     * Bytes so far.
     */
    loaded: number;
    /**
     * Bytes in all, where that is known.
     */
    total?: number | undefined;
}

/**
 * How to sign a participant token.
 */
export interface ToJwtOptions {
    /**
     * The API key that signs; its ids replace the token's. Default: see `secret`.
     */
    apiKey?: string | undefined;
    /**
     * The secret that signs when there is no `apiKey`. Default, in Node: the API key in `MESHAGENT_API_KEY`, then the
     * secret in `MESHAGENT_SECRET`.
     */
    secret?: string | undefined;
    /**
     * When the token expires; fractions of a second are dropped. Default: the claim `exp` of `extra`, else never.
     */
    expiration?: Date | undefined;
}

/**
 * How to verify a participant token.
 */
export interface FromJwtOptions {
    /**
     * The secret that signed. Default, in Node: `MESHAGENT_SECRET`.
     */
    secret?: string | undefined;
}

/**
 * One attempt of a call, for logging. It holds no secrets.
 */
export interface Attempt {
    /**
     * The method, such as `GET`.
     */
    method: string;
    /**
     * The address.
     */
    url: string;
    /**
     * 1 for the first attempt of a call.
     */
    attempt: number;
    /**
     * The reply's status, if there was a reply.
     */
    status?: number | undefined;
    /**
     * Why the attempt failed, if it did.
     */
    error?: unknown;
    /**
     * How long it took, in milliseconds.
     */
    ms: number;
}

/**
 * One grant of a participant token.
 */
export interface ParticipantGrant {
    /**
     * The grant's name, such as `room`, `role` or `api`.
     */
    name: string;
    /**
     * The room's name, the role, the `ApiScope`, or whatever else the grant says.
     */
    scope: unknown;
}

/**
 * One page of a list.
 */
export interface Page<T> {
    /**
     * The items of this page.
     */
    items: T[];
    /**
     * How many items there are on all pages; absent when the server does not say.
     */
    total?: number | undefined;
    /**
     * What to pass for the next page, where the server pages by token; absent on the last page.
     */
    continuation_token?: string | undefined;
}

/**
 * Options of a client. A name that is not among them is refused.
 */
export interface MeshagentOptions {
    /**
     * The address of the service; a path prefix is kept. A service that has moved and redirects a write with 301, 302 or
     * 303 is an error that names the new address; 307 and 308 are followed, save in browsers, and the token goes along
     * only within the service. Default: `MESHAGENT_API_URL` in Node, then `https://api.meshagent.com`.
     */
    baseUrl?: string | undefined;
    /**
     * The bearer token, or a function that returns one. Every attempt asks the function by itself and nothing is shared
     * between calls, so on a server it may look at whose request is being served, in an `AsyncLocalStorage` for example;
     * to share a token, keep it in the function. It must not wait for a call of its own client, except
     * `exchangeOAuthToken`. Default: `MESHAGENT_API_KEY` in Node.
     */
    token?: string | (() => string | PromiseLike<string>) | undefined;
    /**
     * The project of `project()`. Default: `MESHAGENT_PROJECT_ID` in Node.
     */
    projectId?: string | undefined;
    /**
     * Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Node's own fetch ends a request
     * whose reply does not begin within 300 seconds, whatever this says. Default: 60,000.
     */
    timeout?: number | undefined;
    /**
     * How often a failed call may be tried again. Default: 2.
     */
    maxRetries?: number | undefined;
    /**
     * Headers of every request.
     */
    headers?: HeadersLike | undefined;
    /**
     * What sends the requests, in place of the global `fetch`. It gets an address and an init whose `headers` are a plain
     * object with names in lower case. Uploading a stream is an error where it does not know streams, as node-fetch does
     * not.
     */
    fetch?: FetchLike | undefined;
    /**
     * Where the service has its storage routes: `/projects/{id}/storage`, which the official SDKs use, or
     * `/accounts/projects/{id}/storage`, which one page of its documentation names. Default: `projects`.
     */
    storagePrefix?: "projects" | "accounts/projects" | undefined;
    /**
     * When the token expires, as `cliSession` says of its own; not looked at.
     */
    expiresAt?: Date | undefined;
    /**
     * Is told of every attempt when it has ended. What it throws, or its promise rejects with, is ignored.
     */
    onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/**
 * Options of one call. A name that is not among them is refused.
 */
export interface RequestOptions {
    /**
     * Ends the call when it aborts; the call then rejects with the signal's reason.
     */
    signal?: AbortSignal | undefined;
    /**
     * Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Default: the client's.
     */
    timeout?: number | undefined;
    /**
     * How often the call may be tried again. Default: the client's.
     */
    maxRetries?: number | undefined;
    /**
     * Headers of this call, over the client's. One that is `undefined` leaves the client's alone.
     */
    headers?: HeadersLike | undefined;
}

/**
 * Options of one upload or download.
 */
export interface TransferOptions {
    /**
     * Ends the transfer when it aborts; the call then rejects with the signal's reason.
     */
    signal?: AbortSignal | undefined;
    /**
     * Milliseconds that one attempt may take; 0 turns it off. Default: 0, whatever the client's is.
     */
    timeout?: number | undefined;
    /**
     * How often the transfer may be tried again. Default: the client's; a stream is never sent again.
     */
    maxRetries?: number | undefined;
    /**
     * Headers of this call, over the client's. One that is `undefined` leaves the client's alone.
     */
    headers?: HeadersLike | undefined;
    /**
     * Is told how far the transfer is; the last call says that it is complete. What it throws, or its promise rejects
     * with, ends the transfer. Outside of browsers an upload of bytes or of a Blob is told of once, when it is complete.
     */
    onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/**
 * What a participant token is made of.
 */
export interface ParticipantTokenOptions {
    /**
     * The participant's name.
     */
    name: string;
    /**
     * The project's id. Signing with an API key replaces it by the key's.
     */
    projectId?: string | undefined;
    /**
     * The id of the API key that signs. Signing with an API key replaces it by the key's.
     */
    apiKeyId?: string | undefined;
    /**
     * The generation of the token. Default: `0.39.9`.
     */
    version?: string | undefined;
    /**
     * The grants, with one named `api` at most. Default: none.
     */
    grants?: ParticipantGrant[] | undefined;
    /**
     * Further claims. One that has a claim of the token's own name counts only where the token has none.
     */
    extra?: object | undefined;
}

/**
 * What an API key, `ma-<key id>-<project id>-<secret>`, holds.
 */
export interface ApiKey {
    /**
     * The key's id, a UUID.
     */
    id: string;
    /**
     * The project's id, a UUID.
     */
    projectId: string;
    /**
     * What signs participant tokens. Keep it where only your backend sees it.
     */
    secret: string;
}

/**
 * What an error carries besides its message.
 */
export interface RoomExceptionDetails {
    /**
     * The reply's status, if there was a reply.
     */
    status?: number | undefined;
    /**
     * The reply's text, if it was an error reply.
     */
    body?: string | undefined;
    /**
     * The reply's headers.
     */
    headers?: HeadersLike | undefined;
    /**
     * The request's method, if one was made.
     */
    method?: string | undefined;
    /**
     * The request's address, if one was made.
     */
    url?: string | undefined;
    /**
     * The place in the reply or the argument.
     */
    path?: string | undefined;
    /**
     * How many attempts were made.
     */
    attempts?: number | undefined;
    /**
     * Why a token is not valid.
     */
    reason?: string | undefined;
    /**
     * What the error comes from.
     */
    cause?: unknown;
}

/** An object with any members. */
export type JsonObject = Record<string, unknown>;

/** Bytes in a buffer of their own: `Uint8Array`, or `Uint8Array<ArrayBuffer>` where TypeScript tells buffers apart. */
export type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;

/** Headers in any of fetch's forms; a member without a value is left out. */
export type HeadersLike =
  | Headers
  | Iterable<readonly [string, string]>
  | { readonly [name: string]: string | null | undefined };

/** What a `fetch` of your own gets beside the address. It can be passed on, with more or other members, to any fetch. */
export interface FetchInit {
  /** The method. */
  method: string;
  /** The headers, by names in lower case. */
  headers: Record<string, string>;
  /**
   * The body, if there is one. It is there to be passed on: that a Blob can be iterated is said for the types of other
   * libraries, which know another Blob, and is not so.
   */
  body?: string | Bytes | ((Blob | ReadableStream<Bytes>) & AsyncIterable<Bytes>);
  /** `manual` for requests that change something. */
  redirect: "follow" | "manual";
  /** Aborts when the attempt ends early. */
  signal: AbortSignal;
  /** Set where the body is a stream. */
  duplex?: "half";
}

/** What a `fetch` of your own answers with: a `Response` of any library, or what looks like one. */
export interface ResponseLike {
  /** The status. */
  readonly status: number;
  /** What the server calls the status. */
  readonly statusText?: string;
  /** The kind of reply, such as `opaqueredirect`. */
  readonly type?: string;
  /** The headers. */
  readonly headers: HeadersLike;
  /** The body as a stream, for downloads. */
  readonly body?: unknown;
  /** Reads the body. */
  arrayBuffer(): PromiseLike<ArrayBuffer>;
  /** Reads the body, for `downloadBlob`. */
  blob?(): PromiseLike<unknown>;
}

/** What sends a request: the global `fetch` or one that is called like it. */
export type FetchLike = (url: string, init: FetchInit) => PromiseLike<ResponseLike> | ResponseLike;

/**
 * A client of the MeshAgent REST API.
 *
 * In Node, what is left out is read from the environment: `MESHAGENT_API_URL`, `MESHAGENT_API_KEY` and
 * `MESHAGENT_PROJECT_ID`. A missing token is an error of the first call, not of the constructor.
 */
export class Meshagent {
  /** Makes a client; nothing is sent. Throws a `RoomException` that names the option that cannot be used. */
  constructor(options?: MeshagentOptions | null);
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /** The address of the service, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * A project, by default the one of the options or of `MESHAGENT_PROJECT_ID`; nothing is sent. Throws a
   * `RoomException` when there is no project id.
   */
  project(id?: string): Project;
}

/** A project of the service; all that belongs to it is reached from here. */
export class Project {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /** The project's id. */
  readonly id: string;
}

/**
 * A list that is gone through once, either by its items or by its pages. Nothing is sent before the first is asked for;
 * while you work on a page's items the next one is fetched.
 *
 * By offset, items that are inserted in front meanwhile make others come twice, and items that are deleted make it skip
 * others: call `toArray` first when you change what you list.
 */
export interface Pages<T> extends AsyncIterableIterator<T> {
  /** What `for await` goes through: each item. */
  [Symbol.asyncIterator](): Pages<T>;
  /** Goes through it page by page. */
  pages(): AsyncIterableIterator<Page<T>>;
  /** All its items. */
  toArray(): Promise<T[]>;
}

/**
 * What can be uploaded: its bytes, or text as UTF-8. Bytes are copied at once. A stream is sent once: neither a retry nor
 * a redirect sends it again. Blobs and streams may be of another library, such as jsdom.
 */
export type UploadData =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | string
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>;

/** Every error of this package; the class itself for a status without a class of its own and for unusable arguments. */
export class RoomException extends Error {
  /** Makes an error as this package throws them, for tests of your own. */
  constructor(message?: string, details?: RoomExceptionDetails);
  /** The error that `toJSON` has made an object of. */
  static fromJSON(json: RoomExceptionJson): RoomException;
  /** The reply's status, if there was a reply. */
  readonly status?: number;
  /** The reply's text, if it was an error reply; at most 500 characters of one that should be JSON and is not. */
  readonly body?: string;
  /** The reply's headers; empty when there was no reply. */
  readonly headers: Headers;
  /** The request's method, if one was made. */
  readonly method?: string;
  /** The request's address, if one was made; never the token. */
  readonly url?: string;
  /** The place in the reply or the argument, such as `room_grants[3].room.name`, where there is one. */
  readonly path?: string;
  /** How many attempts were made. */
  readonly attempts?: number;
  /** What can be sent or stored of the error: not its body, its headers and its cause. */
  toJSON(): RoomExceptionJson;
}

/** An error as plain data. */
export interface RoomExceptionJson extends Omit<RoomExceptionDetails, "body" | "headers" | "cause"> {
  /** The name of its class. */
  name: string;
  /** What went wrong. */
  message: string;
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

/** The scopes to begin with; each call makes a new object. */
export const ApiScope: {
  /** What an agent may do unless told otherwise: everything but `admin` and, unless asked for, `tunnels`. */
  agentDefault(options?: { tunnels?: boolean }): ApiScope;
  /** What a user may do unless told otherwise: what an agent may, without `llm`. */
  userDefault(): ApiScope;
  /** All grants. */
  full(): ApiScope;
};



/**
 * A token that lets one participant join a room: who it is and what it may do there. It holds no secret.
 *
 * Whoever has an API key's secret can sign one with `toJwt`; `fromJwt` verifies one.
 */
export class ParticipantToken {
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Says what the participant may do in the room. Throws a `RoomException` when the scope is malformed and when the
   * token has an `api` grant already.
   */
  addApiGrant(scope: ApiScope): void;
  /**
   * Adds a grant of any name. Throws a `RoomException` when its scope is no JSON data, and for a second `api` grant.
   */
  addGrant(name: string, scope: unknown): void;
  /**
   * Gives a role, such as `user`, `agent` or `tool`.
   */
  addRoleGrant(role: string): void;
  /**
   * Grants entry to a room.
   */
  addRoomGrant(name: string): void;
  /**
   * Names the ports that tunnels may reach: the older form of the `api` grant's `tunnels.ports`, which services look
   * at now.
   */
  addTunnelPortsGrant(ports: Array<number | string>): void;
  /**
   * Reads a JWT without verifying anything: nothing read this way may decide about access. Throws a `TokenError` when
   * it is malformed.
   */
  static decode(jwt: string): ParticipantToken;
  /**
   * Makes a token of a JWT's payload. Throws a `RoomException` when it is not one.
   */
  static fromJSON(payload: ParticipantTokenPayload): ParticipantToken;
  /**
   * Verifies a JWT, its signature, its time and its claims, and reads it.
   *
   * Rejects with a `TokenError` whose `reason` says why the token is not valid, and with a `RoomException` when there
   * is no secret, or no `crypto.subtle`, which browsers have on https pages and localhost only.
   */
  static fromJwt(jwt: string, options?: FromJwtOptions | null): Promise<ParticipantToken>;
  /**
   * Makes a token. Throws a `RoomException` that names the option that cannot be used.
   */
  constructor(options: ParticipantTokenOptions);
  /**
   * The JWT's payload.
   */
  toJSON(): ParticipantTokenPayload;
  /**
   * Signs the token. Rejects with a `RoomException` when there is nothing to sign with, when an option cannot be used,
   * and without `crypto.subtle`, which browsers have on https pages and localhost only.
   */
  toJwt(options?: ToJwtOptions | null): Promise<string>;
  /**
   * The scope of the first `api` grant; a copy. Without one there is no scope, and nothing is implied.
   */
  readonly apiGrant: ApiScope | undefined;
  /**
   * The id of the API key that signs.
   */
  readonly apiKeyId: string | undefined;
  /**
   * When the token expires; `undefined` when it never does.
   */
  readonly expiresAt: Date | undefined;
  /**
   * The claims without a meaning of their own here, `exp` included; a copy.
   */
  readonly extra: JsonObject;
  /**
   * The grants in their order; a copy.
   */
  readonly grants: ParticipantGrant[];
  /**
   * Whether some `role` grant is `agent`.
   */
  readonly isAgent: boolean;
  /**
   * Whether no `role` grant is other than `user`.
   */
  readonly isUser: boolean;
  /**
   * The participant's name.
   */
  readonly name: string;
  /**
   * The project's id.
   */
  readonly projectId: string | undefined;
  /**
   * The scope of the first `role` grant that is not `user`, else `user`.
   */
  readonly role: string;
  /**
   * The generation of the token.
   */
  readonly version: string;
}

/**
 * Puts an API key together. Throws a `RoomException` when one of its ids is not a UUID, with or without dashes.
 */
export function encodeApiKey(key: ApiKey): string;

/**
 * Takes an API key, `ma-<key id>-<project id>-<secret>`, apart. Throws a `RoomException` when it is none; the error shows
 * no part of the key.
 */
export function parseApiKey(key: string): ApiKey;

/**
 * What one participant may do in one room: one member per surface.
 *
 * A surface that is absent or `null` is not granted. One that is present, even as `{}`, is granted with every
 * field at its default, which is wide open. A list that is absent or `null` does not restrict; an empty list
 * allows nothing. Members that this package does not know are kept.
 */
export interface ApiScope {
  /** Live audio and video. */
  livekit?: LivekitGrant | null | undefined;
  /** Message queues. */
  queues?: QueuesGrant | null | undefined;
  /** Messages between participants. */
  messaging?: MessagingGrant | null | undefined;
  /** Tables of the room's dataset. */
  dataset?: DatasetGrant | null | undefined;
  /** An older name of `dataset`, which wins over it when present. */
  database?: DatasetGrant | null | undefined;
  /** An older name of `dataset`, which wins over it when present. */
  datasets?: DatasetGrant | null | undefined;
  /** Memories. */
  memory?: MemoryGrant | null | undefined;
  /** Synchronised documents. */
  sync?: SyncGrant | null | undefined;
  /** The room's files. */
  storage?: StorageGrant | null | undefined;
  /** Containers and their registry. */
  containers?: ContainersGrant | null | undefined;
  /** Developer tools. */
  developer?: DeveloperGrant | null | undefined;
  /** Agents and their toolkits. */
  agents?: AgentsGrant | null | undefined;
  /** Language models. */
  llm?: LlmGrant | null | undefined;
  /** The room's configuration. */
  admin?: AdminGrant | null | undefined;
  /** OAuth tokens of others. */
  secrets?: SecretsGrant | null | undefined;
  /** Tunnels to ports. */
  tunnels?: TunnelsGrant | null | undefined;
  /** The room's services. */
  services?: ServicesGrant | null | undefined;
}

/** Live audio and video. */
export interface LivekitGrant {
  /** The breakout rooms that may be joined, by exact name. Default: any. */
  breakout_rooms?: string[] | null | undefined;
}

/** Message queues. */
export interface QueuesGrant {
  /** The queues that may be sent to, by exact name. Default: any. */
  send?: string[] | null | undefined;
  /** The queues that may be received from, by exact name. Default: any. */
  receive?: string[] | null | undefined;
  /** Whether queues may be listed. Default: true. */
  list?: boolean | undefined;
}

/** Messages between participants. */
export interface MessagingGrant {
  /** Whether messages may be sent to all. Default: true. */
  broadcast?: boolean | undefined;
  /** Whether participants may be listed. Default: true. */
  list?: boolean | undefined;
  /** Whether messages may be sent to one. Default: true. */
  send?: boolean | undefined;
}

/** Tables of the room's dataset. */
export interface DatasetGrant {
  /** The tables that may be used; entries of one name add up. Default: any. */
  tables?: TableGrant[] | null | undefined;
  /** Whether tables may be listed. Default: true. */
  list_tables?: boolean | undefined;
}

/** One table. */
export interface TableGrant {
  /** The table's exact name. */
  name: string;
  /** The table's namespace, part by part. Default: any. */
  namespace?: string[] | null | undefined;
  /** Whether it may be read. Default: true. */
  read?: boolean | undefined;
  /** Whether rows may be written. Default: false. */
  write?: boolean | undefined;
  /** Whether its columns may be changed. Default: false. */
  alter?: boolean | undefined;
}

/** Memories. */
export interface MemoryGrant {
  /** Whether memories may be listed. Default: true. */
  list?: boolean | undefined;
  /** The memories that may be used; entries of one name add up. Default: any. */
  memories?: MemoryEntry[] | null | undefined;
}

/** One memory. */
export interface MemoryEntry {
  /** The memory's exact name. */
  name: string;
  /** The memory's namespace, part by part. Default: any. */
  namespace?: string[] | null | undefined;
  /** What may be done with it. Default: everything. */
  permissions?: MemoryPermissions | null | undefined;
}

/** What may be done with a memory; each defaults to true. */
export interface MemoryPermissions {
  /** Create it. */
  create?: boolean | undefined;
  /** Remove it. */
  drop?: boolean | undefined;
  /** See how it is made. */
  inspect?: boolean | undefined;
  /** Query it. */
  query?: boolean | undefined;
  /** Insert and replace. */
  upsert?: boolean | undefined;
  /** Take in documents. */
  ingest?: boolean | undefined;
  /** Recall from it. */
  recall?: boolean | undefined;
  /** Optimise it. */
  optimize?: boolean | undefined;
}

/** Synchronised documents. */
export interface SyncGrant {
  /**
   * The documents that may be opened, as patterns that may end with `*`; for writing the first match decides.
   * Default: any.
   */
  paths?: PathGrant[] | null | undefined;
}

/** The room's files. */
export interface StorageGrant {
  /** The files that may be used, as plain prefixes; for writing the first match decides. Default: any. */
  paths?: PathGrant[] | null | undefined;
}

/** One path. */
export interface PathGrant {
  /** The path: a pattern in `sync`, a prefix in `storage`. */
  path: string;
  /** Whether writing is denied. Default: false. */
  read_only?: boolean | undefined;
}

/** Containers and their registry. */
export interface ContainersGrant {
  /** Whether logs may be read. Default: true. */
  logs?: boolean | undefined;
  /** Whether containers may be used at all. Default: true. */
  use_containers?: boolean | undefined;
  /** The images that may be pulled, as patterns. Default: any. */
  pull?: string[] | null | undefined;
  /** The images that may be run, as patterns. Default: any. */
  run?: string[] | null | undefined;
  /** The registry. Default: not restricted. */
  registry?: RegistryGrant | null | undefined;
}

/** The container registry; the lists are independent of one another. */
export interface RegistryGrant {
  /** The repositories that are listed, as patterns. Default: those of the other three, or any without them. */
  list?: string[] | null | undefined;
  /** The repositories that may be pulled, as patterns. Default: any. */
  pull?: string[] | null | undefined;
  /** The repositories that may be run, as patterns. Default: any. */
  run?: string[] | null | undefined;
  /** The repositories that may be written, as patterns. Default: any. */
  write?: string[] | null | undefined;
}

/** Developer tools. */
export interface DeveloperGrant {
  /** Whether developer logs may be read. Default: true. */
  logs?: boolean | undefined;
}

/** Agents and their toolkits; each flag defaults to true. */
export interface AgentsGrant {
  /** Register an agent. */
  register_agent?: boolean | undefined;
  /** Register a toolkit for all. */
  register_public_toolkit?: boolean | undefined;
  /** Register a toolkit for oneself. */
  register_private_toolkit?: boolean | undefined;
  /** Call agents. */
  call?: boolean | undefined;
  /** Use agents. */
  use_agents?: boolean | undefined;
  /** Use tools. */
  use_tools?: boolean | undefined;
  /** The toolkits that may be used. Default: any. */
  allowed_toolkits?: string[] | null | undefined;
}

/** Language models. */
export interface LlmGrant {
  /** The models that may be used, as patterns of `provider/model`. Default: any. */
  models?: string[] | null | undefined;
}

/** The room's configuration. */
export interface AdminGrant {
  /** Whether it may be changed. Default: true. */
  config?: boolean | undefined;
}

/** OAuth tokens of others. */
export interface SecretsGrant {
  /** The clients for which a token may be requested. Default: any. */
  request_oauth_token?: OAuthEndpointGrant[] | null | undefined;
}

/** One OAuth client at one endpoint. */
export interface OAuthEndpointGrant {
  /** The authorization endpoint, as a pattern. */
  endpoint: string;
  /** The client's exact id. */
  client_id: string;
}

/** Tunnels to ports. */
export interface TunnelsGrant {
  /** The ports, as text. Absent and empty both mean every port. */
  ports?: string[] | null | undefined;
}

/** The room's services. */
export interface ServicesGrant {
  /** Whether they may be listed. Default: true. */
  list?: boolean | undefined;
}

export interface Project {
  /** Who may enter which room, and do what there. */
  readonly grants: RoomGrants;
}

/** Who may enter which room, and do what there. */
export class RoomGrants {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Gives a user access to a room.
   *
   * `POST /accounts/projects/{project}/room-grants`
   */
  create(grant: NewRoomGrant, options?: RequestOptions): Promise<void>;
  /**
   * Gives a person access to a room by e-mail address and invites those whom the project does not know.
   *
   * `POST /accounts/projects/{project}/room-grants`
   */
  createByEmail(grant: NewRoomGrantByEmail, options?: RequestOptions): Promise<void>;
  /**
   * Replaces what a user may do in a room. Members of the scope that this package does not know are kept. The
   * service goes by the room and the user, and ignores the grant's id.
   *
   * `PUT /accounts/projects/{project}/room-grants/{grant_id}`
   */
  update(grant: RoomGrantUpdate, options?: RequestOptions): Promise<void>;
  /**
   * Takes a user's access to a room away.
   *
   * `DELETE /accounts/projects/{project}/room-grants/{room_id}/{user_id}`
   */
  delete(room_id: string, user_id: string, options?: RequestOptions): Promise<void>;
  /**
   * What a user may do in a room. Rejects with a `NotFoundError` when there is no such grant.
   *
   * `GET /accounts/projects/{project}/room-grants/{room_id}/{user_id}`
   */
  get(room_id: string, user_id: string, options?: RequestOptions): Promise<ProjectRoomGrant>;
  /**
   * One page of the project's grants, 50 unless `limit` says otherwise.
   *
   * `GET /accounts/projects/{project}/room-grants`
   */
  list(which?: ListRoomGrants, options?: RequestOptions): Promise<Page<ProjectRoomGrant>>;
  /**
   * One page of a user's grants; `me` is the caller.
   *
   * `GET /accounts/projects/{project}/room-grants/by-user/{user_id}`
   */
  listByUser(user_id: string, which?: ListRoomGrantsByUser, options?: RequestOptions): Promise<Page<ProjectRoomGrant>>;
  /**
   * One page of a room's grants, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/room-grants/by-room/{room_name}`
   */
  listByRoom(room_name: string, which?: ListPage, options?: RequestOptions): Promise<Page<ProjectRoomGrant>>;
  /**
   * One page of the rooms that have grants, with the number of grants in each.
   *
   * `GET /accounts/projects/{project}/room-grants/by-room`
   */
  listUniqueRooms(which?: ListPage, options?: RequestOptions): Promise<Page<ProjectRoomGrantCount>>;
  /**
   * One page of the users that have grants, with the number of grants of each.
   *
   * `GET /accounts/projects/{project}/room-grants/by-user`
   */
  listUniqueUsers(which?: ListUniqueUsers, options?: RequestOptions): Promise<Page<ProjectUserGrantCount>>;
  /**
   * All grants of the project, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/room-grants`
   */
  iterate(which?: IterateRoomGrants, options?: RequestOptions): Pages<ProjectRoomGrant>;
  /**
   * All grants of a user; `me` is the caller.
   *
   * `GET /accounts/projects/{project}/room-grants/by-user/{user_id}`
   */
  iterateByUser(user_id: string, which?: IterateRoomGrantsByUser, options?: RequestOptions): Pages<ProjectRoomGrant>;
  /**
   * All grants of a room, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/room-grants/by-room/{room_name}`
   */
  iterateByRoom(room_name: string, which?: IteratePages, options?: RequestOptions): Pages<ProjectRoomGrant>;
}

/** Who gets into a room, and what they may do there. */
export interface NewRoomGrant {
  /** The room's id, such as `room_456`. */
  room_id: string;
  /** The user who gets access. */
  user_id: string;
  /** What the user may do in the room. */
  permissions: ApiScope;
}

/** Who gets into a room by e-mail address, invited if need be, and what they may do there. */
export interface NewRoomGrantByEmail {
  /** The room's id, such as `room_456`. */
  room_id: string;
  /** The person's e-mail address. */
  email: string;
  /** What the person may do in the room. */
  permissions: ApiScope;
  /** Where an invited person lands. */
  invite_redirect_url?: string | undefined;
}

/** What a user may do in a room from now on. */
export interface RoomGrantUpdate {
  /** The room's id, such as `room_456`. */
  room_id: string;
  /** The user whose access changes. */
  user_id: string;
  /** What the user may do in the room; it replaces the whole scope. */
  permissions: ApiScope;
  /** The grant's id, if there is one; the service goes by room and user. */
  grant_id?: string | undefined;
}

/** What a user may do in a room. */
export interface ProjectRoomGrant {
  /** The room. */
  room: Room;
  /** The user's id. */
  user_id: string;
  /** What the user may do in the room; `{}`, which grants nothing, when the server says nothing. */
  permissions: ApiScope;
}

/** How many users have a grant in a room. */
export interface ProjectRoomGrantCount {
  /** The room. */
  room: Room;
  /** How many users. */
  count: number;
}

/** In how many rooms a user has a grant. */
export interface ProjectUserGrantCount {
  /** The user's id. */
  user_id: string;
  /** How many rooms. */
  count: number;
  /** The user's e-mail address; an invited person may have none yet. */
  email?: string | null | undefined;
  /** The user's first name. */
  first_name?: string | null | undefined;
  /** The user's last name. */
  last_name?: string | null | undefined;
}

/** Which grants to list. */
export interface ListRoomGrants {
  /** How many at most. Default: 50. */
  limit?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The order. Default: `room_name`. */
  order_by?: string | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
}

/** Which of a user's grants to list. */
export interface ListRoomGrantsByUser {
  /** How many at most. Default: 50. */
  limit?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The order, such as `room_name`. */
  order_by?: string | undefined;
  /** Text that the room's name must contain. */
  filter?: string | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
}

/** Which part of a list to fetch. */
export interface ListPage {
  /** How many at most. Default: 50. */
  limit?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
}

/** Which users with grants to list. */
export interface ListUniqueUsers {
  /** How many at most. Default: 100. */
  limit?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Text that the user's name or address must contain. */
  filter?: string | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
}

/** Which grants to go through. */
export interface IterateRoomGrants {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The order. Default: `room_name`. */
  order_by?: string | undefined;
}

/** Which of a user's grants to go through. */
export interface IterateRoomGrantsByUser {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The order, such as `room_name`. */
  order_by?: string | undefined;
  /** Text that the room's name must contain. */
  filter?: string | undefined;
}

/** How to go through a list. */
export interface IteratePages {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
}

/** A user to add to the project; a right that is left out is the service's to decide. */
export interface NewProjectMember {
  /** The user's id. */
  user_id: string;
  /** Whether the user administers the project. */
  is_admin?: boolean | undefined;
  /** Whether the user develops in the project. */
  is_developer?: boolean | undefined;
  /** Whether the user may create rooms. */
  can_create_rooms?: boolean | undefined;
  /** Whether the user may use the LLM proxy. */
  can_use_llm_proxy?: boolean | undefined;
}

/** A member's rights from now on: all four, so that none is kept by accident. */
export interface ProjectMemberUpdate {
  /** Whether the user administers the project. */
  is_admin: boolean;
  /** Whether the user develops in the project. */
  is_developer: boolean;
  /** Whether the user may create rooms. */
  can_create_rooms: boolean;
  /** Whether the user may use the LLM proxy. */
  can_use_llm_proxy: boolean;
}

/** A member of the project. */
export interface ProjectMember {
  /** The user's id. */
  id: string;
  /** The user's e-mail address. */
  email?: string | null | undefined;
  /** The user's first name. */
  first_name?: string | null | undefined;
  /** The user's last name. */
  last_name?: string | null | undefined;
  /** Whether the user administers the project. Default: false. */
  is_admin?: boolean | null | undefined;
  /** Whether the user develops in the project. Default: false. */
  is_developer?: boolean | null | undefined;
  /** Whether the user may create rooms. Default: false. */
  can_create_rooms?: boolean | null | undefined;
  /** Whether the user may use the LLM proxy. Default: false. */
  can_use_llm_proxy?: boolean | null | undefined;
}

/** What the caller is in the project. */
export interface ProjectRole {
  /** `member`, `developer` or `admin`; newer services may have more. */
  role: string;
  /** Whether the caller may create rooms. Default: false. */
  can_create_rooms: boolean;
  /** Whether the caller may use the LLM proxy. Default: false. */
  can_use_llm_proxy: boolean;
}

/** Which members or clients to list. */
export interface ListByCount {
  /** How many at most. Default: 100. */
  count?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
}

/** Which members or clients to go through. */
export interface IterateFiltered {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
}

export interface Project {
  /** The project's members. */
  readonly members: Members;
}

/** The project's members. */
export class Members {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Adds a user to the project. Rejects with a `ConflictError` when the user is a member already.
   *
   * `POST /accounts/projects/{project}/users`
   */
  add(member: NewProjectMember, options?: RequestOptions): Promise<void>;
  /**
   * Replaces a member's rights, all four of them.
   *
   * `PUT /accounts/projects/{project}/users/{user_id}`
   */
  update(user_id: string, rights: ProjectMemberUpdate, options?: RequestOptions): Promise<void>;
  /**
   * Removes a user from the project.
   *
   * `DELETE /accounts/projects/{project}/users/{user_id}`
   */
  remove(user_id: string, options?: RequestOptions): Promise<void>;
  /**
   * What the caller is in the project.
   *
   * `GET /accounts/projects/{project}/role`
   */
  role(options?: RequestOptions): Promise<ProjectRole>;
  /**
   * One page of the members, 100 unless `count` says otherwise. A record keeps every field that the service sends.
   *
   * `GET /accounts/projects/{project}/users`
   */
  list(which?: ListByCount, options?: RequestOptions): Promise<Page<ProjectMember>>;
  /**
   * All members, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/users`
   */
  iterate(which?: IterateFiltered, options?: RequestOptions): Pages<ProjectMember>;
}

/** What to exchange for a token. */
export interface OAuthTokenRequest {
  /** `refresh_token` or `authorization_code`. */
  grant_type: string;
  /** The OAuth client's id. */
  client_id?: string | undefined;
  /** The OAuth client's secret, if it has one. */
  client_secret?: string | undefined;
  /** For `refresh_token`: the refresh token. */
  refresh_token?: string | undefined;
  /** For `authorization_code`: the code of the redirect. */
  code?: string | undefined;
  /** For `authorization_code`: the address of the redirect. */
  redirect_uri?: string | undefined;
  /** For `authorization_code`: the PKCE verifier. */
  code_verifier?: string | undefined;
  /** The scopes to ask for, separated by spaces. */
  scope?: string | undefined;
}

/** A token and what comes with it. */
export interface OAuthTokenResponse {
  /** The bearer token. */
  access_token: string;
  /** How the token is sent. Default: `Bearer`. */
  token_type: string;
  /** How long it is valid, in seconds. */
  expires_in?: number | undefined;
  /** What the next token is exchanged for; without one the old stays valid. */
  refresh_token?: string | undefined;
  /** The scopes, separated by spaces. */
  scope?: string | undefined;
  /** Who signed in, as an OpenID Connect token. */
  id_token?: string | undefined;
}

export interface Meshagent {
  /**
   * Exchanges a refresh token or an authorization code for a token. The client's own token is not sent.
   *
   * `POST /oauth/token`
   */
  exchangeOAuthToken(form: OAuthTokenRequest, options?: RequestOptions): Promise<OAuthTokenResponse>;
}

/** An OAuth client of the project. */
export interface OAuthClient {
  /** The client's id. */
  client_id: string;
  /** The client's secret: only in the reply to `create`. */
  client_secret?: string | undefined;
  /** Such as `authorization_code`, `refresh_token` and `client_credentials`. */
  grant_types: string[];
  /** Such as `code`, `token` and `id_token`. */
  response_types: string[];
  /** Where the service may send people back to. */
  redirect_uris: string[];
  /** The scopes, separated by spaces. */
  scope: string;
  /** The project's id. */
  project_id: string;
  /** The client's metadata; `{}` when there is none. */
  metadata: JsonObject;
  /** Whether it is one of the service's own. Default: false. */
  official: boolean;
}

/** An OAuth client to create. */
export interface NewOAuthClient {
  /** Such as `authorization_code`, `refresh_token` and `client_credentials`. */
  grant_types: string[];
  /** Such as `code`, `token` and `id_token`. */
  response_types: string[];
  /** Where the service may send people back to. */
  redirect_uris: string[];
  /** The scopes, separated by spaces. */
  scope: string;
  /** The client's metadata. Default: `{}`. */
  metadata?: object | undefined;
  /** Whether it is one of the service's own. */
  official?: boolean | undefined;
}

/** What to change of an OAuth client; what is left out stays. */
export interface OAuthClientUpdate {
  /** Such as `authorization_code`, `refresh_token` and `client_credentials`. */
  grant_types?: string[] | undefined;
  /** Such as `code`, `token` and `id_token`. */
  response_types?: string[] | undefined;
  /** Where the service may send people back to. */
  redirect_uris?: string[] | undefined;
  /** The scopes, separated by spaces. */
  scope?: string | undefined;
  /** The client's metadata. */
  metadata?: object | undefined;
  /** Whether it is one of the service's own. */
  official?: boolean | undefined;
}

export interface Project {
  /** The project's OAuth clients. */
  readonly oauthClients: OAuthClients;
}

/** The project's OAuth clients. */
export class OAuthClients {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Creates a client. Only this reply has its `client_secret`.
   *
   * `POST /accounts/projects/{project}/oauth/clients`
   */
  create(client: NewOAuthClient, options?: RequestOptions): Promise<OAuthClient>;
  /**
   * Changes a client; what is left out stays.
   *
   * `PUT /accounts/projects/{project}/oauth/clients/{client_id}`
   */
  update(client_id: string, change: OAuthClientUpdate, options?: RequestOptions): Promise<void>;
  /**
   * One page of the clients, without their secrets; 100 unless `count` says otherwise.
   *
   * `GET /accounts/projects/{project}/oauth/clients`
   */
  list(which?: ListByCount, options?: RequestOptions): Promise<Page<OAuthClient>>;
  /**
   * All clients, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/oauth/clients`
   */
  iterate(which?: IterateFiltered, options?: RequestOptions): Pages<OAuthClient>;
  /**
   * A client, without its secret. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/oauth/clients/{client_id}`
   */
  get(client_id: string, options?: RequestOptions): Promise<OAuthClient>;
  /**
   * Deletes a client.
   *
   * `DELETE /accounts/projects/{project}/oauth/clients/{client_id}`
   */
  delete(client_id: string, options?: RequestOptions): Promise<void>;
}

/** A room. */
export interface Room {
  /** The room's id, such as `room_456`. */
  id: string;
  /** The room's name, by which it is fetched and joined. */
  name: string;
  /** The room's metadata; `{}` when there is none. */
  metadata: JsonObject;
  /** The room's annotations; `{}` when there are none. */
  annotations: Record<string, string>;
  /** Whether the room can be joined; absent from servers that cannot disable rooms. */
  enabled?: boolean | undefined;
}

/** A room to create. */
export interface NewRoom {
  /** The room's name. */
  name: string;
  /** Whether an existing room of that name is the answer rather than an error. Default: false. */
  if_not_exists?: boolean | undefined;
  /** The room's metadata. */
  metadata?: object | undefined;
  /** The room's annotations. */
  annotations?: Record<string, string> | undefined;
  /** The room's first grants: what each user may do, by user id. */
  permissions?: Record<string, ApiScope> | undefined;
}

/** What to change of a room. */
export interface RoomUpdate {
  /** The room's name, also when it stays the same. */
  name: string;
  /** The room's metadata. Left out, it stays. */
  metadata?: object | undefined;
  /** The room's annotations. Left out, they stay. */
  annotations?: Record<string, string> | undefined;
  /** Whether the room can be joined. Left out, it stays. */
  enabled?: boolean | undefined;
}

/** Which rooms to list. */
export interface ListRooms {
  /** How many at most. Default: 50. */
  limit?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The order: `room_name` or `created_at`. Default: `room_name`. */
  order_by?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
}

/** Which rooms to go through. */
export interface IterateRooms {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The order: `room_name` or `created_at`. Default: `room_name`. */
  order_by?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
}

/** What joining a room takes. */
export interface RoomConnectionInfo {
  /** The participant token. */
  jwt: string;
  /** The room's name. */
  room_name: string;
  /** The project's id. */
  project_id: string;
  /** The address to open the connection to. */
  room_url: string;
}

export interface Project {
  /** The project's rooms. */
  readonly rooms: Rooms;
}

/** The project's rooms. */
export class Rooms {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Creates a room, with its first grants if you like. Rejects with a `ConflictError` when the name is taken, unless
   * `if_not_exists` is set: the existing room is then the answer, unchanged.
   *
   * `POST /accounts/projects/{project}/rooms`
   */
  create(room: NewRoom, options?: RequestOptions): Promise<Room>;
  /**
   * A room by its **name**; services of today take its id as well. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/rooms/{name}`
   */
  get(name: string, options?: RequestOptions): Promise<Room>;
  /**
   * One page of the rooms, 50 unless `limit` says otherwise.
   *
   * `GET /accounts/projects/{project}/rooms`
   */
  list(which?: ListRooms, options?: RequestOptions): Promise<Page<Room>>;
  /**
   * All rooms, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/rooms`
   */
  iterate(which?: IterateRooms, options?: RequestOptions): Pages<Room>;
  /**
   * Renames a room or replaces its metadata or annotations, by the room's **id**; what is left out stays.
   *
   * `PUT /accounts/projects/{project}/rooms/{room_id}`
   */
  update(room_id: string, change: RoomUpdate, options?: RequestOptions): Promise<void>;
  /**
   * Deletes a room and its grants, by the room's **id**.
   *
   * `DELETE /accounts/projects/{project}/rooms/{room_id}`
   */
  delete(room_id: string, options?: RequestOptions): Promise<void>;
  /**
   * What the caller needs to join a room, by the room's **name**. Rejects with a `RoomDisabledError` when the room
   * is disabled.
   *
   * `POST /accounts/projects/{project}/rooms/{name}/connect`
   */
  connect(name: string, options?: RequestOptions): Promise<RoomConnectionInfo>;
}

export interface Project {
  /** The project's files. The API knows no list of them. */
  readonly storage: Storage;
}

/** The project's files. The API knows no list of them. */
export class Storage {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Stores a file at a path, which goes to the service exactly as it is. There is no timeout unless you set one. A
   * stream is sent once; browsers cannot send one and get its content in one piece.
   *
   * `POST /projects/{project}/storage/upload`
   */
  upload(path: string, data: UploadData, options?: TransferOptions): Promise<void>;
  /**
   * A file's bytes. There is no timeout unless you set one. Rejects with a `NotFoundError` when there is no file.
   *
   * `GET /projects/{project}/storage/download`
   */
  download(path: string, options?: TransferOptions): Promise<Bytes>;
  /**
   * A file as a `Blob`, which a browser may keep on disk.
   *
   * `GET /projects/{project}/storage/download`
   */
  downloadBlob(path: string, options?: TransferOptions): Promise<Blob>;
  /**
   * A file as a stream: the promise resolves when the first bytes can be read.
   *
   * `GET /projects/{project}/storage/download`
   */
  downloadStream(path: string, options?: TransferOptions): Promise<ReadableStream<Bytes>>;
}

/** 400: the service refused what was sent. */
export class ValidationErrorResponse extends RoomException {}
/** 401: the token is missing, expired or unknown. */
export class AuthenticationError extends RoomException {}
/** 403: the token does not allow this. */
export class PermissionDeniedError extends RoomException {}
/** 404: there is no such thing. */
export class NotFoundError extends RoomException {}
/** 409: it exists already. */
export class ConflictError extends RoomException {}
/** 423: the room is disabled. */
export class RoomDisabledError extends RoomException {}
/** 429: too many requests. */
export class RateLimitError extends RoomException {}
/** 5xx: the service failed. */
export class ServerError extends RoomException {}
/** There was no reply at all; `cause` is what fetch rejected with. */
export class ConnectionError extends RoomException {}
/** There was no reply in time. */
export class TimeoutError extends RoomException {}
/** The reply is not what the API promises; `path` is the place in it. */
export class InvalidResponseError extends RoomException {
  /** The place in the reply, such as `room_grants[3].room.name`; empty for the reply as a whole. */
  readonly path: string;
}
/** A participant token is not valid. */
export class TokenError extends RoomException {
  /** Why it is not valid. */
  readonly reason: "malformed" | "wrong-algorithm" | "bad-signature" | "expired" | "not-yet-valid";
}
