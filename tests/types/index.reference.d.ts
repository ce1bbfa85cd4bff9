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
     * When the token expires; fractions of a second are dropped. Default: see `expiresIn`, then the claim `exp` of `extra`,
     * else never.
     */
    expiration?: Date | undefined;
    /**
     * How long the token lives from now on: seconds, or text such as `90s`, `15m`, `1h` or `7d`; in place of `expiration`.
     */
    expiresIn?: number | `${number}${"s" | "m" | "h" | "d"}` | undefined;
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
     * to share a token, keep it in the function. After a 401 it is asked once more and told so: when it gives another token
     * then, the call is sent again, whatever its method, unless it sends a stream. It must not wait for a call of its own
     * client, except `exchangeOAuthToken`. Default: `MESHAGENT_API_KEY` in Node.
     */
    token?: string | ((request?: TokenRequest) => string | PromiseLike<string>) | undefined;
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
     * Headers of every request. Outside of browsers `user-agent` is `meshagent-wasm/` and the version unless it is among them.
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
     * The host of rooms' and agents' files; `https` unless it says otherwise. It gets the token, and is not asked for
     * again. Default: the host that the service names at `/config`, which is asked when a call first needs it.
     */
    filesUrl?: string | undefined;
    /**
     * How fresh the service's view of who may do what has to be, as a header of every request: with `fast` answers from a
     * cache will do, with `high` what was granted or revoked just now counts. A service that does not know the header
     * may refuse it in browsers. Default: no such header.
     */
    consistency?: "fast" | "high" | undefined;
    /**
     * When the token expires, as `cliSession` says of its own; not looked at.
     */
    expiresAt?: Date | undefined;
    /**
     * Is told of every attempt when it begins, before the token function is asked. What it throws, or its promise rejects
     * with, is ignored.
     */
    onStart?: ((attempt: AttemptStart) => void) | undefined;
    /**
     * Is told of every attempt when it has ended: with the object that `onStart` was given, so that a `Map` finds what was
     * made then. What it throws, or its promise rejects with, is ignored.
     */
    onAttempt?: ((attempt: Attempt) => void) | undefined;
    /**
     * Gets one line for every attempt that has ended, such as `console`: the operation, the method, the address without its
     * query, the status, the class of the error, the request's id and the time; no secrets. Default: none, and in Node with
     * `MESHAGENT_LOG=debug` standard error.
     */
    logger?: Logger | undefined;
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
    /**
     * Whether the call may be made twice, so that a POST or PATCH is tried again like a PUT. Default: false.
     */
    idempotent?: boolean | undefined;
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
     * Whether the call may be made twice, so that a POST or PATCH is tried again like a PUT. Default: false.
     */
    idempotent?: boolean | undefined;
    /**
     * Is told how far the transfer is; the last call says that it is complete. What it throws, or its promise rejects
     * with, ends the transfer. Outside of browsers an upload of bytes or of a Blob is told of once, when it is complete.
     */
    onProgress?: ((progress: TransferProgress) => void) | undefined;
}

/**
 * The reply that a call's value came in.
 */
export interface CallResponse {
    /**
     * The status.
     */
    status: number;
    /**
     * The headers.
     */
    headers: Headers;
    /**
     * The id that the service gave the request, of `x-request-id`, `request-id` or `x-correlation-id`.
     */
    requestId?: string | undefined;
}

/**
 * What `toArray` takes.
 */
export interface ToArrayOptions {
    /**
     * How many items at most; no page behind them is asked for. Default: all.
     */
    limit?: number | undefined;
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
     * The service's own name for what went wrong.
     */
    code?: string | undefined;
    /**
     * The id that the service gave the request.
     */
    requestId?: string | undefined;
    /**
     * Whether the same call may be made again.
     */
    retryable?: boolean | undefined;
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
  /** Makes a client; nothing is sent. Throws an `ArgumentError` that names the option that cannot be used. */
  constructor(options?: MeshagentOptions | null);
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /** The address of the service, without a slash at its end. */
  readonly baseUrl: string;
  /**
   * The address of the service's login page, for a login with an authorization code and PKCE; nothing is sent. Throws an
   * `ArgumentError` that names what cannot be used.
   *
   * The service sends the person back to `redirect_uri` with `code` and `state`, or with `error`. Refuse a `state` other
   * than that of `pkce`, then exchange the code with `exchangeOAuthToken` and `pkce.code_verifier`.
   */
  authorizeUrl(request: OAuthAuthorizeRequest, pkce: Pkce): string;
  /**
   * A project, by default the one of the options or of `MESHAGENT_PROJECT_ID`; nothing is sent. Throws an
   * `ArgumentError` when there is no project id.
   */
  project(id?: string): Project;
  /**
   * Sends a request to a route that this package has no method for, with the client's token, retries and errors. The
   * reply's JSON comes back unchecked; an empty body is `undefined`. Rejects with an `InvalidResponseError` when the reply
   * is no JSON.
   */
  request(request: CustomRequest): ApiPromise<unknown>;
}

/** A request to a route that this package has no method for, and its options. */
export interface CustomRequest extends RequestOptions {
  /** The method. Default: `GET`. */
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | undefined;
  /**
   * The path behind the base URL, segment by segment, such as `["accounts", "projects", id, "quotas"]`. Each is escaped; an
   * empty one, `.` and `..` are refused, and so are control characters.
   */
  path: readonly string[];
  /** The members of the query. Those that are `null`, `undefined` or blank text are not sent. */
  query?: { readonly [name: string]: string | number | boolean | null | undefined } | undefined;
  /** JSON data to send; GET and HEAD have none. */
  body?: unknown;
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

/** Why a token function is asked once more. */
export interface TokenRequest {
  /** The service has answered 401 to the token that the function gave. */
  readonly reason: "unauthorized";
}

/** An attempt of a call that begins. It holds no secrets. */
export interface AttemptStart {
  /** The method of this package that was called, such as `rooms.get`; `request` for routes without one. */
  readonly operation: string;
  /** The path with a name in each place, such as `/accounts/projects/{project}/rooms/{name}`; absent for `request`. */
  readonly route?: string;
  /** The method of HTTP, such as `GET`. */
  readonly method: string;
  /** The address. */
  readonly url: string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/** An attempt of a call that has ended. */
export interface Attempt extends AttemptStart {
  /** The reply's status, if there was a reply. */
  readonly status?: number;
  /** Why the attempt failed, if it did. */
  readonly error?: unknown;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}

/** What gets a line for every attempt: `console`, or a logger of any library that has this method. */
export interface Logger {
  /** Writes a line. */
  debug(message: string): void;
}

/** What a call promises: its value and, for those who ask, the reply that it came in. */
export interface ApiPromise<T> extends Promise<T> {
  /** The value and the reply; of several attempts, the last one's. Rejects as the promise itself does. */
  withResponse(): Promise<{ data: T; response: CallResponse }>;
}

/**
 * Some methods of a resource, for functions of your own: `PickMethods<Rooms, "get">` is what they need, and both
 * `project.rooms` and an object of a test fit, whose promises have no `withResponse`.
 */
export type PickMethods<T, Name extends keyof T> = {
  [N in Name]: T[N] extends (...given: infer Given) => ApiPromise<infer Value>
    ? (...given: Given) => Promise<Value>
    : T[N];
};

export interface RoomGrants {
  /**
   * Gives a user access to a room, or replaces what the user may do there, and says which happened. It asks for the grant
   * first, then creates or updates it.
   *
   * `PUT /accounts/projects/{project}/room-grants/{grant_id}`
   * @see update_room_grant, updateRoomGrant
   */
  put(grant: NewRoomGrant, options?: RequestOptions): ApiPromise<"created" | "updated">;
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
  /** All its items, or the first ones. */
  toArray(options?: ToArrayOptions): Promise<T[]>;
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

/**
 * Every error of this package. The class itself is for a status without a class of its own, and for what fails on the
 * way, such as the token function.
 */
export class RoomException extends Error {
  /** Makes an error as this package throws them, for tests of your own. */
  constructor(message?: string, details?: RoomExceptionDetails);
  /** The error that `toJSON` has made an object of. */
  static fromJSON(json: RoomExceptionJson): RoomException;
  /** The reply's status, if there was a reply. */
  readonly status?: number;
  /**
   * The service's own name for what went wrong, such as `room_disabled`: the text of `error.code`, of `code` or, where it
   * is one word as OAuth's `invalid_grant` is, of `error` in the reply's body.
   */
  readonly code?: string;
  /** The id that the service gave the request, of `x-request-id`, `request-id` or `x-correlation-id`: name it in reports. */
  readonly requestId?: string;
  /**
   * Whether the same call may succeed when it is made again, and does nothing twice then: after 429, and where the method
   * may be repeated, after 408, 500, 502, 503, 504, a timeout and a connection error. The client's own retries have been
   * made by then.
   */
  readonly retryable: boolean;
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
   * Says what the participant may do in the room. Throws an `ArgumentError` when the scope is malformed and when the
   * token has an `api` grant already.
   */
  addApiGrant(scope: ApiScope): void;
  /**
   * Adds a grant of any name. Throws an `ArgumentError` when its scope is no JSON data, and for a second `api` grant.
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
   * Makes a token of a JWT's payload. Throws an `ArgumentError` when it is not one.
   */
  static fromJSON(payload: ParticipantTokenPayload): ParticipantToken;
  /**
   * Verifies a JWT, its signature, its time and its claims, and reads it.
   *
   * Rejects with a `TokenError` whose `reason` says why the token is not valid, and with an `ArgumentError` when there
   * is no secret. Without `crypto.subtle` it rejects with a `RoomException`: browsers have it on https pages and localhost only.
   */
  static fromJwt(jwt: string, options?: FromJwtOptions | null): Promise<ParticipantToken>;
  /**
   * Makes a token. Throws an `ArgumentError` that names the option that cannot be used.
   */
  constructor(options: ParticipantTokenOptions);
  /**
   * The JWT's payload.
   */
  toJSON(): ParticipantTokenPayload;
  /**
   * Signs the token. Rejects with an `ArgumentError` when there is nothing to sign with and when an option cannot be
   * used. Without `crypto.subtle` it rejects with a `RoomException`: browsers have it on https pages and localhost only.
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
 * Puts an API key together. Throws an `ArgumentError` when one of its ids is not a UUID, with or without dashes.
 */
export function encodeApiKey(key: ApiKey): string;

/**
 * Takes an API key, `ma-<key id>-<project id>-<secret>`, apart. Throws an `ArgumentError` when it is none; the error shows
 * no part of the key.
 */
export function parseApiKey(key: string): ApiKey;

/**
 * The bytes of a secret's value, which the service sends as base64: of what `accessVersion` resolves to, or `get` with
 * `include_value`. Throws an `ArgumentError` when there is no value.
 */
export function secretBytes(secret: { value_base64?: string | null | undefined }): Bytes;

/**
 * The same as text. Throws an `ArgumentError` also when the bytes are no UTF-8 text.
 */
export function secretText(secret: { value_base64?: string | null | undefined }): string;

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
  /** SQLite databases. */
  sqlite?: SqliteGrant | null | undefined;
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
  /**
   * What may be done with which files. `can` does not answer for `storage` where there is such a policy: what it
   * changes is not documented.
   */
  files?: FilesPolicy | null | undefined;
}

/** What may be done with which files. */
export interface FilesPolicy {
  /** The rules, up to 1000. Default: none. */
  paths?: FilePathRule[] | undefined;
}

/** What may be done with a file or a folder. Paths are relative, without a slash at their beginning. */
export interface FilePathRule {
  /** The path. */
  path: string;
  /** Whether it holds for all that is in the folder too. */
  recursive: boolean;
  /** What may be done. */
  actions: FileAction[];
  /** Paths that are left out, up to 1000. Default: none. */
  excluded_paths?: string[] | undefined;
}

/** What may be done with a file. */
export type FileAction = "list" | "read" | "write" | "delete" | "presign" | (string & {});

/** One path. */
export interface PathGrant {
  /** The path: a pattern in `sync`, a prefix in `storage`. */
  path: string;
  /** Whether writing is denied. Default: false. */
  read_only?: boolean | undefined;
}

/** SQLite databases. */
export interface SqliteGrant {
  /** The databases that may be used; entries of one name add up. Default: any. */
  databases?: SqliteDatabaseGrant[] | null | undefined;
  /** Whether databases may be created. Default: true. */
  create_database?: boolean | undefined;
  /** Whether databases may be listed. Default: true. */
  list_databases?: boolean | undefined;
}

/** One database. */
export interface SqliteDatabaseGrant {
  /** The database's exact name. */
  name: string;
  /** The database's namespace, part by part. Default: any. */
  namespace?: string[] | null | undefined;
  /** Whether tables may be created. Default: true. */
  create_table?: boolean | undefined;
  /** Whether it may be removed. Default: false. */
  drop?: boolean | undefined;
  /** Whether one may see how it is made. Default: true. */
  inspect?: boolean | undefined;
  /** Whether its tables may be listed. Default: true. */
  list_tables?: boolean | undefined;
  /** Whether statements may be executed. Default: true. */
  execute?: boolean | undefined;
  /** The tables that may be used; entries of one table add up. Default: any, in every way. */
  tables?: SqliteTableGrant[] | null | undefined;
}

/** One table of a database. */
export interface SqliteTableGrant {
  /** The database's exact name. */
  database: string;
  /** The table's exact name. */
  table: string;
  /** The database's namespace, part by part. Default: any. */
  namespace?: string[] | null | undefined;
  /** Whether rows may be written. Default: false. */
  write?: boolean | undefined;
  /** Whether it may be read. Default: true. */
  read?: boolean | undefined;
  /** Whether its columns may be changed. Default: false. */
  alter?: boolean | undefined;
}

/** Whether something is allowed. */
export interface AccessTestResult {
  /** Whether it is allowed. */
  allowed: boolean;
}

/** What a subject may do. */
export interface ResourceAccessSummary {
  /** What it is about. */
  resource: AccessResource;
  /** Whom it is about. */
  subject: AccessSubject;
  /** The roles in effect, wherever they come from. */
  effective_roles: string[];
  /** Whether each capability is there, by name. */
  capabilities: Record<string, boolean>;
}

/** What to test. */
export interface AccessTest {
  /** Whose access. */
  subject: AccessSubject;
  /** On what. */
  resource: AccessResource;
  /** The role or capability that is asked about. */
  relation: string;
}

/** Whose access to look up. */
export interface AccessQuestion {
  /** Whose access. */
  subject: AccessSubject;
  /** On what. */
  resource: AccessResource;
  /** The roles and capabilities that are asked about; all of them without it. */
  relations?: string[] | undefined;
}

/** Whose roles to list. */
export interface AccessBindingsQuestion {
  /** Whose roles. */
  subject: AccessSubject;
}

export interface Project {
  /** What somebody may do, wherever that comes from. */
  readonly access: Access;
}

/** What somebody may do, wherever that comes from. */
export class Access {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Whether a subject has a role or capability on a resource.
   *
   * `POST /accounts/projects/{project}/access:test`
   * @see test_access, testAccess
   */
  test(question: AccessTest, options?: RequestOptions): ApiPromise<AccessTestResult>;
  /**
   * The roles and capabilities that a subject has on a resource, through groups and the project too.
   *
   * `POST /accounts/projects/{project}/access:effective`
   * @see get_effective_access, getEffectiveAccess
   */
  getEffective(question: AccessQuestion, options?: RequestOptions): ApiPromise<ResourceAccessSummary>;
  /**
   * Every role that was given to a subject, on all resources. The list is not paged.
   *
   * `POST /accounts/projects/{project}/access:bindings`
   * @see list_access_bindings_page, list_access_bindings, listAccessBindingsPage, listAccessBindings
   */
  listBindings(question: AccessBindingsQuestion, options?: RequestOptions): ApiPromise<Page<RoleGrant>>;
}

/** An agent that the service runs. */
export interface ManagedAgent {
  /** The id. */
  id: string;
  /** The name. */
  name: string;
  /** What the agent is. */
  configuration: ManagedAgentSpec;
}

/** What joining an agent takes. */
export interface AgentConnectionInfo {
  /** The participant token. */
  jwt: string;
  /** The agent's name. */
  agent_name: string;
  /** The project's id. */
  project_id: string;
  /** The address to open the connection to. */
  agent_url: string;
}

/** An agent to create. */
export interface NewAgent {
  /** What the agent is. */
  configuration: ManagedAgentSpec;
  /** Whether an existing one of that name is the answer rather than an error. Default: false. */
  if_not_exists?: boolean | undefined;
}

/** What an agent is from now on. */
export interface AgentUpdate {
  /** What the agent is. */
  configuration: ManagedAgentSpec;
}

export interface Project {
  /** Agents that the service runs. */
  readonly agents: Agents;
}

/** Agents that the service runs. */
export class Agents {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the agents.
   *
   * `GET /accounts/projects/{project}/agents`
   * @see list_agents_page, list_agents
   */
  list(which?: ListViewed, options?: RequestOptions): ApiPromise<Page<ManagedAgent>>;
  /**
   * All agents, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/agents`
   * @see list_agents_page, list_agents
   */
  iterate(which?: ListViewed, options?: RequestOptions): Pages<ManagedAgent>;
  /**
   * An agent by its **name**. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/agents/{name}`
   * @see get_agent
   */
  get(name: string, options?: RequestOptions): ApiPromise<ManagedAgent>;
  /**
   * Creates an agent. Rejects with a `ConflictError` when the name is taken, unless `if_not_exists` is set.
   *
   * `POST /accounts/projects/{project}/agents`
   * @see create_agent, createAgent
   */
  create(agent: NewAgent, options?: RequestOptions): ApiPromise<ManagedAgent>;
  /**
   * Replaces what an agent is, by its **id**.
   *
   * `PUT /accounts/projects/{project}/agents/{agent_id}`
   * @see update_agent
   */
  update(agent_id: string, change: AgentUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes an agent, by its **id**.
   *
   * `DELETE /accounts/projects/{project}/agents/{agent_id}`
   * @see delete_agent
   */
  delete(agent_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * What the caller needs to join an agent, by its **name**.
   *
   * `POST /accounts/projects/{project}/agents/{agent}/connect`
   * @see connect_agent, connectAgent
   */
  connect(agent: string, participant?: ConnectAs, options?: RequestOptions): ApiPromise<AgentConnectionInfo>;
}

/** The checks of an agent. */
export interface ManagedAgentGuardrails {
  /** Checks of what comes in. Default: none. */
  input?: ManagedAgentGuardrail[] | undefined;
  /** Checks of single tools. Default: none. */
  tools?: ManagedAgentToolGuardrails[] | undefined;
  /** Checks of what goes out. Default: `{"checks":[]}`. */
  output?: ManagedAgentOutputGuardrails | undefined;
}

/** A check, and what follows from it. */
export interface ManagedAgentGuardrail {
  /** The name. */
  name: string;
  /** The check. */
  check: ManagedAgentDecisionCheck;
  /** What happens when the check refuses. Default: `{"action":"block","message":null}`. */
  on_reject?: ManagedAgentGuardrailFailure | undefined;
  /** What happens when the check fails. Default: `{"action":"fail","message":null}`. */
  on_error?: ManagedAgentGuardrailFailure | undefined;
  /** How often a check that fails is tried again, 0 to 3. Default: 2. */
  max_retries?: number | undefined;
}

/** A model that decides. */
export interface ManagedAgentDecisionCheck {
  /** The kind. Default: `decision`. */
  type?: "decision" | undefined;
  /** The model's name. */
  model: string;
  /** What the model is told. */
  instructions: string;
  /** How sure the model must be to let it through, 0 to 1. */
  minimum_allow_probability: number;
}

/** What follows from a check. */
export interface ManagedAgentGuardrailFailure {
  /** What happens. Default: `block`. */
  action?: "block" | "deny" | "replace" | "pass" | "fail" | (string & {}) | undefined;
  /** What happened, in words. */
  message?: string | null | undefined;
}

/** Checks of some tools. */
export interface ManagedAgentToolGuardrails {
  /** The name. */
  name: string;
  /** Which tools it is for. */
  match: ManagedAgentToolMatch;
  /** Checks of what comes in. Default: none. */
  input?: ManagedAgentGuardrail[] | undefined;
  /** Checks of what goes out. Default: none. */
  output?: ManagedAgentGuardrail[] | undefined;
}

/** Which tools. */
export interface ManagedAgentToolMatch {
  /** The tools' names. */
  names: string[];
}

/** Checks of what an agent says. */
export interface ManagedAgentOutputGuardrails {
  /** The checks. Default: none. */
  checks?: ManagedAgentGuardrail[] | undefined;
}

/** What an agent is. */
export interface ManagedAgentSpec {
  /** The version of the format. Default: `v1`. */
  version?: "v1" | undefined;
  /** What the document is. Default: `ManagedAgent`. */
  kind?: "ManagedAgent" | undefined;
  /** The id. */
  id?: string | null | undefined;
  /** What it is called. */
  metadata: ManagedAgentMetadata;
  /** The models that it may use. */
  allowed_models: AllowedAgentModel[];
  /** Checks of what goes in and out. */
  guardrails?: ManagedAgentGuardrails | null | undefined;
  /** As whom it acts. */
  run_as?: ManagedAgentRunAs | null | undefined;
  /** Whose budget the models' cost comes from. Default: `optional`. */
  llm_delegation?: ManagedAgentLlmDelegation | undefined;
  /** Who shares a thread. Default: `global`. */
  thread_isolation?: ManagedAgentThreadIsolation | undefined;
  /** What the model is told. */
  instructions?: string | null | undefined;
  /** The toolkits. */
  toolkits?: ManagedAgentToolkit[] | null | undefined;
  /** The tools. Default: none. */
  tools?: ManagedAgentPythonTool[] | undefined;
  /** HTTP connections by name. Default: `{}`. */
  connections?: Record<string, ManagedAgentHttpConnection> | undefined;
  /** The environment variables. Default: none. */
  environment?: ManagedAgentEnvironmentVariable[] | undefined;
  /** What the model puts out, such as `text`. */
  output_modalities?: string[] | null | undefined;
  /** Whether conversations are kept. Default: true. */
  store?: boolean | undefined;
}

/** What an agent is called. */
export interface ManagedAgentMetadata {
  /** The name. */
  name: string;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
}

/** A model of OpenAI's. */
export interface AllowedOpenAIModel {
  /** The model's provider. Default: `openai`. */
  provider?: "openai" | undefined;
  /** The model's name. */
  model: string;
  /** What the model puts out, such as `text`. */
  output_modalities?: string[] | null | undefined;
}

/** A model of Anthropic's. */
export interface AllowedAnthropicModel {
  /** The model's provider. Default: `anthropic`. */
  provider?: "anthropic" | undefined;
  /** The model's name. */
  model: string;
}

/** A model of xAI's. */
export interface AllowedGrokModel {
  /** The model's provider. Default: `grok`. */
  provider?: "grok" | undefined;
  /** The model's name. */
  model: string;
}

/** A model that an agent may use. */
export type AllowedAgentModel = AllowedOpenAIModel | AllowedAnthropicModel | AllowedGrokModel;

/** As whom an agent acts. */
export interface ManagedAgentRunAs {
  /** The address of the service account. */
  email: string;
  /** The scopes. Default: `["secrets:proxy","llm_proxy"]`. */
  scopes?: string[] | undefined;
}

/** Whether an agent's models are paid for by those who use it. */
export type ManagedAgentLlmDelegation = "required" | "optional" | (string & {});

/** Who shares an agent's threads. */
export type ManagedAgentThreadIsolation = "global" | "participant" | (string & {});

/** An HTTP connection that an agent's tools may use. */
export interface ManagedAgentHttpConnection {
  /** The address that it begins with. */
  base_url: string;
  /** The id of the secret that the proxy adds. */
  use_proxy_secret?: string | null | undefined;
  /** Headers by name. Default: none. */
  headers?: ManagedAgentConnectionHeader[] | undefined;
}

/** A header of a connection: with a value or a secret. */
export interface ManagedAgentConnectionHeader {
  /** The name. */
  name: string;
  /** The value. */
  value?: string | null | undefined;
  /** The secret that holds the value. */
  secret?: ManagedAgentSecretHeader | null | undefined;
  /** Text before the secret's value, such as `Bearer `. Default: empty. */
  prefix?: string | undefined;
}

/** A secret, by its id. */
export interface ManagedAgentSecretHeader {
  /** The id. */
  id: string;
}

/** An environment variable: with a value or a secret. */
export interface ManagedAgentEnvironmentVariable {
  /** The name. */
  name: string;
  /** The value. */
  value?: string | null | undefined;
  /** The secret that holds the value. */
  secret?: ManagedAgentSecretHeader | null | undefined;
}

/** Search on the web. */
export interface ManagedAgentWebSearch {
  /** The kind. Default: `web_search`. */
  type?: "web_search" | undefined;
  /** The only domains to search in. */
  allowed_domains?: string[] | null | undefined;
  /** The domains to leave out. */
  blocked_domains?: string[] | null | undefined;
}

/** Pages of the web. */
export interface ManagedAgentWebFetch {
  /** The kind. Default: `web_fetch`. */
  type?: "web_fetch" | undefined;
}

/** Pictures. */
export interface ManagedAgentImageGeneration {
  /** The kind. Default: `image_generation`. */
  type?: "image_generation" | undefined;
  /** The background. */
  background?: "transparent" | "opaque" | "auto" | (string & {}) | null | undefined;
  /** The address of a mask. */
  input_image_mask_url?: string | null | undefined;
  /** The model's name. */
  model?: string | null | undefined;
  /** How strictly the picture is moderated. */
  moderation?: string | null | undefined;
  /** The compression, 0 to 100. */
  output_compression?: number | null | undefined;
  /** The format. */
  output_format?: "png" | "webp" | "jpeg" | (string & {}) | null | undefined;
  /** How many unfinished pictures are sent. Default: 1. */
  partial_images?: number | null | undefined;
  /** The quality. */
  quality?: "auto" | "low" | "medium" | "high" | (string & {}) | null | undefined;
  /** The size in pixels. */
  size?: "1024x1024" | "1024x1536" | "1536x1024" | "auto" | (string & {}) | null | undefined;
}

/** MCP servers. */
export interface ManagedAgentMCPToolkit {
  /** The kind. Default: `mcp`. */
  type?: "mcp" | undefined;
  /** The servers. */
  servers: ManagedAgentMCPServer[];
}

/** An MCP server. */
export interface ManagedAgentMCPServer {
  /** What models call it. */
  server_label: string;
  /** The address. */
  server_url: string;
  /** The tools that may be used; all of them without it. */
  allowed_tools?: string[] | null | undefined;
  /** Headers by name. */
  headers?: ManagedAgentMCPHeader[] | null | undefined;
  /** Whether a call has to be approved. */
  require_approval?: "always" | "never" | (string & {}) | null | undefined;
  /** Tools whose calls always have to be approved. */
  always_require_approval?: string[] | null | undefined;
  /** Tools whose calls never have to be approved. */
  never_require_approval?: string[] | null | undefined;
  /** The id of OpenAI's connector. */
  openai_connector_id?: string | null | undefined;
  /** The id of the secret that the proxy adds. */
  use_proxy_secret?: string | null | undefined;
}

/** A header for an MCP server. */
export interface ManagedAgentMCPHeader {
  /** The name. */
  name: string;
  /** The value. */
  value: string;
}

/** A toolkit of an agent's. */
export type ManagedAgentToolkit =
  | ManagedAgentWebSearch
  | ManagedAgentWebFetch
  | ManagedAgentImageGeneration
  | ManagedAgentMCPToolkit;

/** A tool in Python. */
export interface ManagedAgentPythonTool {
  /** The kind. Default: `python`. */
  type?: "python" | undefined;
  /** The name. */
  name: string;
  /** What models are told about it. Default: empty. */
  description?: string | undefined;
  /** The JSON Schema of the arguments; every property required, no others allowed. */
  input_schema: JsonObject;
  /** The Python source, at most 65,536 bytes. */
  source: string;
  /** The function to call. */
  entrypoint?: string | null | undefined;
}

/** An API key of a service account. */
export interface ServiceAccountKey {
  /** The id. */
  id: string;
  /** The name. */
  name: string;
  /** What it is for, in words. Default: empty. */
  description: string;
  /** The project's id. */
  project_id?: string | null | undefined;
  /** The service account's id. */
  service_account_id?: string | null | undefined;
  /** When it was made, in ISO 8601. */
  created_at?: string | null | undefined;
  /** When it was last used, in ISO 8601. */
  last_used_at?: string | null | undefined;
  /** The key itself; only the reply that creates it has it. */
  value?: string | null | undefined;
}

/** The keys that were revoked. */
export interface ApiKeysRevocationResult {
  /** The ids of the keys that were revoked. Default: none. */
  revoked: string[];
}

/** An API key to create. */
export interface NewApiKey {
  /** What the key is called. */
  name: string;
  /** What it is for, in words. */
  description: string;
}

/** Which keys to revoke. */
export interface ApiKeySet {
  /** The key set's id. */
  msid: string;
}

export interface Project {
  /** The API keys of service accounts. */
  readonly apiKeys: ApiKeys;
}

/** The API keys of service accounts. */
export class ApiKeys {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * The API keys of a service account, without the keys themselves.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}/api-keys`
   * @see list_api_keys, listApiKeys
   */
  list(service_account_id: string, options?: RequestOptions): ApiPromise<Page<ServiceAccountKey>>;
  /**
   * Creates an API key. The reply's `value` is the key itself, which no other call returns.
   *
   * `POST /accounts/projects/{project}/service-accounts/{service_account_id}/api-keys`
   * @see create_api_key, createApiKey
   */
  create(service_account_id: string, api_key: NewApiKey, options?: RequestOptions): ApiPromise<ServiceAccountKey>;
  /**
   * Revokes an API key.
   *
   * `DELETE /accounts/projects/{project}/service-accounts/{service_account_id}/api-keys/{key_id}`
   * @see delete_api_key, deleteApiKey
   */
  delete(service_account_id: string, key_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * Revokes every key of a key set; the reply has their ids.
   *
   * `POST /accounts/projects/{project}/service-accounts/{service_account_id}/api-keys:revoke`
   * @see revoke_api_keys_by_msid, revokeApiKeysByMsid
   */
  revokeByMsid(
    service_account_id: string,
    keys: ApiKeySet,
    options?: RequestOptions,
  ): ApiPromise<ApiKeysRevocationResult>;
}

/** What a project has left. */
export interface Balance {
  /** The balance in US dollars. */
  balance: number;
  /** The balance below which it is recharged, in US dollars. */
  auto_recharge_threshold?: number | null | undefined;
  /** How much is added then, in US dollars. */
  auto_recharge_amount?: number | null | undefined;
  /** When it was last recharged, in ISO 8601. */
  last_recharge?: string | null | undefined;
  /** The most that is added in a month, in US dollars. */
  monthly_budget?: number | null | undefined;
  /** Whether the monthly budget is used up. Default: false. */
  auto_recharge_paused: boolean;
  /** How much was added this month, in US dollars. */
  auto_recharged_this_month?: number | null | undefined;
}

/** A payment or a cost. */
export interface Transaction {
  /** The id. */
  id: string;
  /** The amount in US dollars. */
  amount: number;
  /** What it belongs to. */
  reference?: string | null | undefined;
  /** What kind of thing that is. */
  referenceType?: string | null | undefined;
  /** What it was, in words. */
  description: string;
  /** When it was made, in ISO 8601. */
  created_at: string;
}

/** When the balance is recharged. */
export interface AutoRecharge {
  /** Whether it is on. */
  enabled: boolean;
  /** The amount in US dollars. */
  amount: number;
  /** The balance below which it is recharged, in US dollars. */
  threshold: number;
  /** The most that is added in a month, in US dollars. */
  monthly_budget?: number | undefined;
}

/** Where the browser goes after a payment. */
export interface CheckoutPages {
  /** Where the browser goes when it is paid. */
  success_url: string;
  /** Where the browser goes when it is not. */
  cancel_url: string;
}

/** How many credits to buy, and where the browser goes then. */
export interface CreditsCheckout {
  /** Where the browser goes when it is paid. */
  success_url: string;
  /** Where the browser goes when it is not. */
  cancel_url: string;
  /** How much, in US dollars. */
  quantity: number;
}

/** A page on which something is bought. */
export interface CheckoutPage {
  /** The page's address. */
  checkout_url: string;
}

export interface Project {
  /** What the project has left, and how it is paid for. */
  readonly billing: Billing;
}

/** What the project has left, and how it is paid for. */
export class Billing {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * What the project has left.
   *
   * `GET /accounts/projects/{project}/balance`
   * @see get_balance, getBalance
   */
  getBalance(options?: RequestOptions): ApiPromise<Balance>;
  /**
   * Payments and costs.
   *
   * `GET /accounts/projects/{project}/transactions`
   * @see get_recent_transactions, getRecentTransactions
   */
  listTransactions(options?: RequestOptions): ApiPromise<Page<Transaction>>;
  /**
   * Says whether and when the balance is recharged.
   *
   * `POST /accounts/projects/{project}/recharge`
   * @see set_auto_recharge, setAutoRecharge
   */
  setAutoRecharge(recharge: AutoRecharge, options?: RequestOptions): ApiPromise<void>;
  /**
   * Makes a page on which a subscription is bought.
   *
   * `POST /accounts/projects/{project}/subscription`
   * @see get_checkout_url, getCheckoutUrl
   */
  createSubscriptionCheckout(pages: CheckoutPages, options?: RequestOptions): ApiPromise<CheckoutPage>;
  /**
   * Makes a page on which credits are bought.
   *
   * `POST /accounts/projects/{project}/credits`
   * @see get_credits_checkout_url, getCreditsCheckoutUrl
   */
  createCreditsCheckout(checkout: CreditsCheckout, options?: RequestOptions): ApiPromise<CheckoutPage>;
  /**
   * The project's subscription; the reply's members are not documented.
   *
   * `GET /accounts/projects/{project}/subscription`
   * @see get_subscription, getSubscription
   */
  getSubscription(options?: RequestOptions): ApiPromise<JsonObject>;
}

/** What a service says of itself. */
export interface MeshagentDeploymentConfig {
  /** The service's hosts. */
  domains: MeshagentDomains;
  /** Domains under which no route can be made. Default: none. */
  reserved_route_domains: string[];
  /** The service's version. */
  version?: string | null | undefined;
}

/** The service's hosts. One without a scheme is reached by https. */
export interface MeshagentDomains {
  /** The studio. */
  studio?: string | null | undefined;
  /** The accounts' pages. */
  accounts?: string | null | undefined;
  /** Powerboards. */
  powerboards?: string | null | undefined;
  /** The REST API. */
  api?: string | null | undefined;
  /** The mail server. */
  mail?: string | null | undefined;
  /** Pages. */
  pages?: string | null | undefined;
  /** The container registry. */
  registry?: string | null | undefined;
  /** Rooms' and agents' files. */
  files?: string | null | undefined;
}

export interface Meshagent {
  /** What the service says of itself. */
  readonly config: Config;
}

/** What the service says of itself. */
export class Config {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * The service's hosts and its version.
   *
   * `GET /config`
   * @see get_config
   */
  get(options?: RequestOptions): ApiPromise<MeshagentDeploymentConfig>;
}

/** A domain of one's own. */
export interface CustomDomain {
  /** The domain. */
  domain: string;
  /** The project's id. */
  project_id: string;
  /** How far it is. */
  phase: CustomDomainPhase;
  /** Whether it can be used for routes. */
  available: boolean;
  /** The DNS record that proves the domain is yours. */
  dns_authorization_record?: CustomDomainDnsRecord | null | undefined;
  /** The DNS records that lead the domain here. Default: none. */
  routing_records: CustomDomainDnsRecord[];
  /** The state of its certificate. */
  certificate_state?: string | null | undefined;
  /** The state of its entry in the certificate map. */
  map_entry_state?: string | null | undefined;
  /** What was found when it was last looked at. Default: none. */
  conditions: CustomDomainCondition[];
  /** When it was made, in ISO 8601. */
  created_at: string;
}

/** How far a domain is. */
export type CustomDomainPhase =
  | "pending_dns"
  | "provisioning_certificate"
  | "provisioning_map_entry"
  | "available"
  | "degraded"
  | "failed"
  | "deleting"
  | (string & {});

/** A DNS record to set. */
export interface CustomDomainDnsRecord {
  /** The name. */
  name: string;
  /** The record's type, such as `CNAME`. */
  type: string;
  /** What the record says. */
  data: string;
}

/** What was found about a domain. */
export interface CustomDomainCondition {
  /** What was looked at. */
  type: string;
  /** Whether it is so. */
  status: "true" | "false" | "unknown" | (string & {});
  /** Why, in one word of the service's. */
  reason: string;
  /** What happened, in words. Default: empty. */
  message: string;
  /** When that was, in ISO 8601. */
  observed_at: string;
}

/** Which domains to list. */
export interface ListCustomDomains {
  /** How many at most. Default: 100. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** Which ones. Default: `my`. */
  view?: "my" | "all" | (string & {}) | undefined;
}

/** A domain to add. */
export interface NewCustomDomain {
  /** The domain. */
  domain: string;
}

export interface Project {
  /** Domains of one's own. */
  readonly customDomains: CustomDomains;
}

/** Domains of one's own. */
export class CustomDomains {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the domains: the caller's own, unless `view` is `all`.
   *
   * `GET /accounts/projects/{project}/custom-domains`
   * @see list_custom_domains
   */
  list(which?: ListCustomDomains, options?: RequestOptions): ApiPromise<Page<CustomDomain>>;
  /**
   * All domains, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/custom-domains`
   * @see list_custom_domains
   */
  iterate(which?: ListCustomDomains, options?: RequestOptions): Pages<CustomDomain>;
  /**
   * Adds a domain, which may be a wildcard such as `*.example.com`. It can be used when its DNS records are set.
   *
   * `POST /accounts/projects/{project}/custom-domains`
   * @see create_custom_domain
   */
  create(domain: NewCustomDomain, options?: RequestOptions): ApiPromise<CustomDomain>;
  /**
   * A domain and the DNS records that it needs. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/custom-domains/{domain}`
   * @see get_custom_domain
   */
  get(domain: string, options?: RequestOptions): ApiPromise<CustomDomain>;
  /**
   * Removes a domain.
   *
   * `DELETE /accounts/projects/{project}/custom-domains/{domain}`
   * @see delete_custom_domain
   */
  delete(domain: string, options?: RequestOptions): ApiPromise<void>;
}

/** A room that gets a feed's messages as files. */
export interface FeedSubscription {
  /** The id. */
  id: string;
  /** The feed's id. */
  feed_id: string;
  /** The project's id. */
  project_id: string;
  /** The name of the room whose storage gets the messages. */
  room: string;
  /** The room's id. */
  room_id?: string | null | undefined;
  /** The folder that gets the messages. */
  path: string;
  /** How a message's file is named after its time, such as `YYYY/MM/DD/hh_mm_ssZ`. */
  filename_datetime_format?: string | null | undefined;
  /** When it was made, in ISO 8601. */
  created_at: string;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
  /** How often it was changed. Default: 1. */
  desired_generation: number;
  /** Which of these changes are in effect. Default: 1. */
  applied_generation: number;
  /** When its deletion was asked for, in ISO 8601. */
  deletion_requested_at?: string | null | undefined;
  /** When the service tries again, in ISO 8601. */
  reconcile_after?: string | null | undefined;
  /** What keeps it from its wanted state. */
  reconcile_error?: string | null | undefined;
}

/** A subscription to create. */
export interface NewFeedSubscription {
  /** The room's name. */
  room: string;
  /** The path. */
  path: string;
  /** How a message's file is named after its time, such as `YYYY/MM/DD/hh_mm_ssZ`. */
  filename_datetime_format?: string | undefined;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
}

/** What to change of a subscription. */
export interface FeedSubscriptionUpdate {
  /** How a message's file is named after its time, such as `YYYY/MM/DD/hh_mm_ssZ`. */
  filename_datetime_format?: string | undefined;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
}

export interface Project {
  /** Rooms that get a feed's messages as files. */
  readonly feedSubscriptions: FeedSubscriptions;
}

/** Rooms that get a feed's messages as files. */
export class FeedSubscriptions {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A feed's subscriptions. The list is not paged.
   *
   * `GET /accounts/projects/{project}/feeds/{feed_id}/subscriptions`
   * @see list_feed_subscriptions, listFeedSubscriptions
   */
  list(feed_id: string, options?: RequestOptions): ApiPromise<Page<FeedSubscription>>;
  /**
   * A subscription by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/feeds/{feed_id}/subscriptions/{subscription_id}`
   * @see get_feed_subscription, getFeedSubscription
   */
  get(feed_id: string, subscription_id: string, options?: RequestOptions): ApiPromise<FeedSubscription>;
  /**
   * Subscribes a room to a feed: each message becomes a file in its storage.
   *
   * `POST /accounts/projects/{project}/feeds/{feed_id}/subscriptions`
   * @see create_feed_subscription, createFeedSubscription
   */
  create(feed_id: string, subscription: NewFeedSubscription, options?: RequestOptions): ApiPromise<FeedSubscription>;
  /**
   * Changes a subscription. Room and path stay; annotations that are left out are cleared.
   *
   * `PUT /accounts/projects/{project}/feeds/{feed_id}/subscriptions/{subscription_id}`
   * @see update_feed_subscription, updateFeedSubscription
   */
  update(
    feed_id: string,
    subscription_id: string,
    change?: FeedSubscriptionUpdate,
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * Ends a subscription.
   *
   * `DELETE /accounts/projects/{project}/feeds/{feed_id}/subscriptions/{subscription_id}`
   * @see delete_feed_subscription, deleteFeedSubscription
   */
  delete(feed_id: string, subscription_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** A feed of messages. */
export interface Feed {
  /** The id. */
  id: string;
  /** The project's id. */
  project_id: string;
  /** When it was made, in ISO 8601. */
  created_at: string;
  /** The name. */
  name: string;
  /** What it is for, in words. Default: empty. */
  description: string;
  /** Who sees it. Default: `private`. */
  visibility: FeedVisibility;
  /** Whether nothing is delivered for now. Default: false. */
  paused: boolean;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
  /** The JSON Schema that messages must fit. */
  message_schema?: object | boolean | null | undefined;
  /** How often it was changed. Default: 1. */
  desired_generation: number;
  /** Which of these changes are in effect. Default: 1. */
  applied_generation: number;
  /** When its deletion was asked for, in ISO 8601. */
  deletion_requested_at?: string | null | undefined;
  /** When the service tries again, in ISO 8601. */
  reconcile_after?: string | null | undefined;
  /** What keeps it from its wanted state. */
  reconcile_error?: string | null | undefined;
  /** Which worker of the service has it in hand. */
  reconcile_claimed_by?: string | null | undefined;
  /** Since when, in ISO 8601. */
  reconcile_claimed_at?: string | null | undefined;
  /** Until when, in ISO 8601. */
  reconcile_claim_expires_at?: string | null | undefined;
  /** For which change. */
  reconcile_claim_generation?: number | null | undefined;
}

/** Who sees a feed. */
export type FeedVisibility = "public" | "project" | "private" | (string & {});

/** A feed to create. */
export interface NewFeed {
  /** The name. */
  name: string;
  /** What it is for, in words. Default: empty. */
  description?: string | undefined;
  /** Who sees it. Default: `private`. */
  visibility?: FeedVisibility | undefined;
  /** Whether nothing is delivered for now. Default: false. */
  paused?: boolean | undefined;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
  /** The JSON Schema that messages must fit. */
  message_schema?: object | boolean | undefined;
}

/** What a feed is from now on. */
export interface FeedUpdate {
  /** The name. */
  name: string;
  /** What it is for, in words. Default: empty. */
  description?: string | undefined;
  /** Whether nothing is delivered for now. Default: false. */
  paused?: boolean | undefined;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
  /** The JSON Schema that messages must fit. */
  message_schema?: object | boolean | undefined;
}

export interface Project {
  /** Feeds of messages. */
  readonly feeds: Feeds;
}

/** Feeds of messages. */
export class Feeds {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the feeds.
   *
   * `GET /accounts/projects/{project}/feeds`
   * @see list_feeds_page, list_feeds, listFeedsPage, listFeeds
   */
  list(which?: ListViewed, options?: RequestOptions): ApiPromise<Page<Feed>>;
  /**
   * All feeds, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/feeds`
   * @see list_feeds_page, list_feeds, listFeedsPage, listFeeds
   */
  iterate(which?: ListViewed, options?: RequestOptions): Pages<Feed>;
  /**
   * One page of the feeds that a room subscribes to, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/feeds`
   * @see list_room_feeds_page, list_room_feeds, listRoomFeedsPage, listRoomFeeds
   */
  listInRoom(room_name: string, which?: ListByCount, options?: RequestOptions): ApiPromise<Page<Feed>>;
  /**
   * All feeds that a room subscribes to, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/feeds`
   * @see list_room_feeds_page, list_room_feeds, listRoomFeedsPage, listRoomFeeds
   */
  iterateInRoom(room_name: string, which?: IterateFiltered, options?: RequestOptions): Pages<Feed>;
  /**
   * A feed by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/feeds/{feed_id}`
   * @see get_feed, getFeed
   */
  get(feed_id: string, options?: RequestOptions): ApiPromise<Feed>;
  /**
   * A feed by its name. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/feeds/by-name/{name}`
   * @see get_feed_by_name
   */
  getByName(name: string, options?: RequestOptions): ApiPromise<Feed>;
  /**
   * Creates a feed. Its name is 1 to 63 lower-case letters, digits and dashes. Rejects with a `ConflictError` when
   * the name is taken.
   *
   * `POST /accounts/projects/{project}/feeds`
   * @see create_feed, createFeed
   */
  create(feed: NewFeed, options?: RequestOptions): ApiPromise<Feed>;
  /**
   * Replaces what a feed is; `description`, `paused` and `annotations` that are left out are reset.
   *
   * `PUT /accounts/projects/{project}/feeds/{feed_id}`
   * @see update_feed, updateFeed
   */
  update(feed_id: string, change: FeedUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a feed and its subscriptions.
   *
   * `DELETE /accounts/projects/{project}/feeds/{feed_id}`
   * @see delete_feed, deleteFeed
   */
  delete(feed_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * Publishes a message: any JSON but `null`.
   *
   * `POST /accounts/projects/{project}/feeds/{feed_id}/messages`
   * @see publish_feed_message, publishFeedMessage
   */
  publish(feed_id: string, message: unknown, options?: RequestOptions): ApiPromise<void>;
  /**
   * Publishes several messages.
   *
   * `POST /accounts/projects/{project}/feeds/{feed_id}/messages/batch`
   * @see publish_feed_batch, publishFeedBatch
   */
  publishBatch(feed_id: string, messages: unknown[], options?: RequestOptions): ApiPromise<void>;
}

export interface Project {
  /**
   * The files of rooms and agents: `kind` says which of the two `name` is the name of.
   *
   * They are at a host of their own, the client option `filesUrl`; without that the client asks the service for it when
   * it first needs it. A path has no slash at its beginning or its end. A request that is redirected is an error, and
   * the token goes to no other host.
   */
  readonly files: Files;
}

/**
 * The files of rooms and agents: `kind` says which of the two `name` is the name of.
 *
 * They are at a host of their own, the client option `filesUrl`; without that the client asks the service for it when
 * it first needs it. A path has no slash at its beginning or its end. A request that is redirected is an error, and
 * the token goes to no other host.
 */
export class Files {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of what is in a folder, or in the root. Folders are entries too.
   *
   * `GET /{project}/{kind}s/{name}/?list=&prefix=`
   * @see FilesClient.list_page, FilesClient.list
   */
  list(
    kind: "room" | "agent",
    name: string,
    which?: ListFiles,
    options?: RequestOptions,
  ): ApiPromise<Page<StorageEntry>>;
  /**
   * All that is in a folder, or in the root, fetched page after page while you go through it.
   *
   * `GET /{project}/{kind}s/{name}/?list=&prefix=`
   * @see FilesClient.list_page, FilesClient.list
   */
  iterate(kind: "room" | "agent", name: string, which?: ListFiles, options?: RequestOptions): Pages<StorageEntry>;
  /**
   * What is known of a file or a folder without its bytes. Rejects with a `NotFoundError` when there is none.
   *
   * `HEAD /{project}/{kind}s/{name}/{path}`
   * @see FilesClient.stat
   */
  stat(kind: "room" | "agent", name: string, path: string, options?: RequestOptions): ApiPromise<FileMetadata>;
  /**
   * Whether there is a file or a folder.
   *
   * `HEAD /{project}/{kind}s/{name}/{path}`
   * @see FilesClient.exists
   */
  exists(kind: "room" | "agent", name: string, path: string, options?: RequestOptions): ApiPromise<boolean>;
  /**
   * What the caller may do with a file or a folder; an empty path is the root.
   *
   * `GET /{project}/{kind}s/{name}/{path}?permissions=`
   * @see FilesClient.permissions
   */
  getPermissions(
    kind: "room" | "agent",
    name: string,
    path: string,
    options?: RequestOptions,
  ): ApiPromise<FilePermissions>;
  /**
   * A file's bytes. There is no timeout unless you set one. Rejects with a `NotFoundError` when there is no file.
   *
   * `GET /{project}/{kind}s/{name}/{path}`
   * @see FilesClient.download, FilesClient.download_stream
   */
  download(kind: "room" | "agent", name: string, path: string, options?: TransferOptions): ApiPromise<Bytes>;
  /**
   * A file as a `Blob`, which a browser may keep on disk.
   *
   * `GET /{project}/{kind}s/{name}/{path}`
   * @see FilesClient.download, FilesClient.download_stream
   */
  downloadBlob(kind: "room" | "agent", name: string, path: string, options?: TransferOptions): ApiPromise<Blob>;
  /**
   * A file as a stream: the promise resolves when the first bytes can be read.
   *
   * `GET /{project}/{kind}s/{name}/{path}`
   * @see FilesClient.download, FilesClient.download_stream
   */
  downloadStream(
    kind: "room" | "agent",
    name: string,
    path: string,
    options?: TransferOptions,
  ): ApiPromise<ReadableStream<Bytes>>;
  /**
   * Stores a file. Its content type is the one given, else the `type` of a `Blob`, else `application/octet-stream`.
   * There is no timeout unless you set one. A stream is sent once; browsers cannot send one and get its content in one
   * piece.
   *
   * `PUT /{project}/{kind}s/{name}/{path}`
   * @see FilesClient.upload
   */
  upload(
    kind: "room" | "agent",
    name: string,
    path: string,
    data: UploadData,
    file?: FileUpload,
    options?: TransferOptions,
  ): ApiPromise<void>;
  /**
   * Deletes a file, or a folder with all that is in it.
   *
   * `DELETE /{project}/{kind}s/{name}/{path}`
   * @see FilesClient.delete
   */
  delete(
    kind: "room" | "agent",
    name: string,
    path: string,
    which?: FileDeletion,
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * Makes a folder.
   *
   * `POST /{project}/{kind}s/{name}/{path}?action=mkdir`
   * @see FilesClient.mkdir
   */
  mkdir(kind: "room" | "agent", name: string, path: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * Copies a file or a folder to a path. The source may be in another room or agent.
   *
   * `POST /{project}/{kind}s/{name}/{destination}?action=copy`
   * @see FilesClient.copy
   */
  copy(
    kind: "room" | "agent",
    name: string,
    destination: string,
    from: FileTransfer,
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * Moves a file or a folder to a path. The source may be in another room or agent.
   *
   * `POST /{project}/{kind}s/{name}/{destination}?action=move`
   * @see FilesClient.move
   */
  move(
    kind: "room" | "agent",
    name: string,
    destination: string,
    from: FileTransfer,
    options?: RequestOptions,
  ): ApiPromise<void>;
  /**
   * An address with which whoever has it may do one thing with a file for a while, without a token: to read it unless
   * told otherwise.
   *
   * `POST /v1/presign`
   * @see FilesClient.presign
   */
  presign(
    kind: "room" | "agent",
    name: string,
    url: NewFileUrl,
    options?: RequestOptions,
  ): ApiPromise<PresignedFileUrl>;
}

/** Which files to list. */
export interface ListFiles {
  /** The folder. Default: the root. */
  prefix?: string | undefined;
  /** How many at most, up to 1000. Default: 1000. */
  limit?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
}

/** A file or a folder in a list. */
export interface StorageEntry {
  /** The name. */
  name: string;
  /** Whether it is a folder. */
  is_folder: boolean;
  /** How many bytes it has. */
  size?: number | null | undefined;
  /** When it was made, in ISO 8601. */
  created_at?: string | null | undefined;
  /** When it was last changed, in ISO 8601. */
  updated_at?: string | null | undefined;
}

/** What is known of a file or a folder, as the reply's headers say it. */
export interface FileMetadata {
  /** How many bytes it has; 0 for a folder. */
  size: number;
  /** Whether it is a folder. */
  is_folder: boolean;
  /** The content type. */
  content_type?: string | undefined;
  /** What changes with the content. */
  etag?: string | undefined;
  /** When it was last changed, as HTTP writes it. */
  last_modified?: string | undefined;
}

/** What somebody may do with a file or a folder. */
export interface FilePermissions {
  /** What may be done with the file or folder itself. */
  actions: FileAction[];
  /** What may be done with all that is in it. */
  recursive_actions: FileAction[];
}

/** How to store a file. */
export interface FileUpload {
  /** The content type. Default: the `type` of a `Blob`, else `application/octet-stream`. */
  content_type?: string | undefined;
  /** Whether it takes the place of a file that is there. Default: true. */
  overwrite?: boolean | undefined;
}

/** How to delete a file or a folder. */
export interface FileDeletion {
  /** Whether a folder goes with all that is in it. Default: false. */
  recursive?: boolean | undefined;
}

/** What to copy or to move. */
export interface FileTransfer {
  /** Where it is. */
  source: FileLocation;
  /** Whether it takes the place of a file that is there. Default: false. */
  overwrite?: boolean | undefined;
}

/** Where a file or a folder is. */
export interface FileLocation {
  /** The room or the agent. */
  target: FilesTarget;
  /** The path, without a slash at its beginning or its end. */
  path: string;
}

/** A room or an agent, as one that has files. */
export interface FilesTarget {
  /** The project's id. */
  project_id: string;
  /** Which of the two it is. */
  kind: "room" | "agent" | (string & {});
  /** The name. */
  name: string;
}

/** What an address is for. */
export interface NewFileUrl {
  /** The file's path. */
  path: string;
  /** What it allows. Default: `GET`. */
  method?: "GET" | "HEAD" | "PUT" | "DELETE" | (string & {}) | undefined;
  /** For how many seconds, up to 604,800. Default: 3600. */
  expires_in?: number | undefined;
}

/** An address that allows one thing for a while. */
export interface PresignedFileUrl {
  /** The address. */
  url: string;
  /** The method that it allows. */
  method: "GET" | "HEAD" | "PUT" | "DELETE" | (string & {});
  /** Headers that have to be sent with it. Default: none. */
  headers: Record<string, string>;
  /** Until when it works, in ISO 8601. */
  expires_at: string;
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
   * @see create_room_grant, createRoomGrant
   */
  create(grant: NewRoomGrant, options?: RequestOptions): ApiPromise<void>;
  /**
   * Gives a person access to a room by e-mail address and invites those whom the project does not know.
   *
   * `POST /accounts/projects/{project}/room-grants`
   * @see create_room_grant_by_email, createRoomGrantByEmail
   */
  createByEmail(grant: NewRoomGrantByEmail, options?: RequestOptions): ApiPromise<void>;
  /**
   * Replaces what a user may do in a room. Members of the scope that this package does not know are kept. The
   * service goes by the room and the user, and ignores the grant's id.
   *
   * `PUT /accounts/projects/{project}/room-grants/{grant_id}`
   * @see update_room_grant, updateRoomGrant
   */
  update(grant: RoomGrantUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * Takes a user's access to a room away.
   *
   * `DELETE /accounts/projects/{project}/room-grants/{room_id}/{user_id}`
   * @see delete_room_grant, deleteRoomGrant
   */
  delete(room_id: string, user_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * What a user may do in a room. Rejects with a `NotFoundError` when there is no such grant.
   *
   * `GET /accounts/projects/{project}/room-grants/{room_id}/{user_id}`
   * @see get_room_grant, getRoomGrant
   */
  get(room_id: string, user_id: string, options?: RequestOptions): ApiPromise<ProjectRoomGrant>;
  /**
   * One page of the project's grants, 50 unless `limit` says otherwise.
   *
   * `GET /accounts/projects/{project}/room-grants`
   * @see list_room_grants, listRoomGrants
   */
  list(which?: ListRoomGrants, options?: RequestOptions): ApiPromise<Page<ProjectRoomGrant>>;
  /**
   * One page of a user's grants; `me` is the caller.
   *
   * `GET /accounts/projects/{project}/room-grants/by-user/{user_id}`
   * @see list_room_grants_by_user, list_room_grants_by_user_page, listRoomGrantsByUser
   */
  listByUser(
    user_id: string,
    which?: ListRoomGrantsByUser,
    options?: RequestOptions,
  ): ApiPromise<Page<ProjectRoomGrant>>;
  /**
   * One page of a room's grants, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/room-grants/by-room/{room_name}`
   * @see list_room_grants_by_room, listRoomGrantsByRoom
   */
  listByRoom(room_name: string, which?: ListPage, options?: RequestOptions): ApiPromise<Page<ProjectRoomGrant>>;
  /**
   * One page of the rooms that have grants, with the number of grants in each.
   *
   * `GET /accounts/projects/{project}/room-grants/by-room`
   * @see list_unique_rooms_with_grants, listUniqueRoomsWithGrants
   */
  listUniqueRooms(which?: ListPage, options?: RequestOptions): ApiPromise<Page<ProjectRoomGrantCount>>;
  /**
   * One page of the users that have grants, with the number of grants of each.
   *
   * `GET /accounts/projects/{project}/room-grants/by-user`
   * @see list_unique_users_with_grants, list_unique_users_with_grants_page, listUniqueUsersWithGrantsPage, listUniqueUsersWithGrants
   */
  listUniqueUsers(which?: ListUniqueUsers, options?: RequestOptions): ApiPromise<Page<ProjectUserGrantCount>>;
  /**
   * All rooms that have grants, with the number of grants in each.
   *
   * `GET /accounts/projects/{project}/room-grants/by-room`
   * @see list_unique_rooms_with_grants, listUniqueRoomsWithGrants
   */
  iterateUniqueRooms(which?: IteratePages, options?: RequestOptions): Pages<ProjectRoomGrantCount>;
  /**
   * All users that have grants, with the number of grants of each.
   *
   * `GET /accounts/projects/{project}/room-grants/by-user`
   * @see list_unique_users_with_grants, list_unique_users_with_grants_page, listUniqueUsersWithGrantsPage, listUniqueUsersWithGrants
   */
  iterateUniqueUsers(which?: IterateUniqueUsers, options?: RequestOptions): Pages<ProjectUserGrantCount>;
  /**
   * All grants of the project, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/room-grants`
   * @see list_room_grants, listRoomGrants
   */
  iterate(which?: IterateRoomGrants, options?: RequestOptions): Pages<ProjectRoomGrant>;
  /**
   * All grants of a user; `me` is the caller.
   *
   * `GET /accounts/projects/{project}/room-grants/by-user/{user_id}`
   * @see list_room_grants_by_user, list_room_grants_by_user_page, listRoomGrantsByUser
   */
  iterateByUser(user_id: string, which?: IterateRoomGrantsByUser, options?: RequestOptions): Pages<ProjectRoomGrant>;
  /**
   * All grants of a room, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/room-grants/by-room/{room_name}`
   * @see list_room_grants_by_room, listRoomGrantsByRoom
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

/** Which users with grants to go through. */
export interface IterateUniqueUsers {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Text that the user's name or address must contain. */
  filter?: string | undefined;
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

/** A group of subjects. */
export interface Group {
  /** The id. */
  id: string;
  /** The name. */
  name: string;
  /** Metadata: any JSON. Default: `{}`. */
  metadata: JsonObject;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
}

/** A member of a group. */
export interface GroupMember {
  /** Who it is. */
  subject: AccessSubject;
  /** What it is in the group: `member` or `manager`. Default: none. */
  direct_roles: string[];
}

/** A group to create. */
export interface NewGroup {
  /** The name. */
  name: string;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

/** What to change of a group. */
export interface GroupUpdate {
  /** The name. */
  name: string;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

/** Who becomes a member, and as what. */
export interface NewGroupMember {
  /** Who it is. */
  subject: AccessSubject;
  /** What it is in the group. Default: `member`. */
  role?: "member" | "manager" | (string & {}) | undefined;
}

export interface Project {
  /** Groups, whose members have the roles that the group has. */
  readonly groups: Groups;
}

/** Groups, whose members have the roles that the group has. */
export class Groups {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the groups, 50 unless `page_size` says otherwise.
   *
   * `GET /accounts/projects/{project}/groups`
   * @see list_groups_page, list_groups, listGroupsPage, listGroups
   */
  list(which?: ListFilteredBy50, options?: RequestOptions): ApiPromise<Page<Group>>;
  /**
   * All groups, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/groups`
   * @see list_groups_page, list_groups, listGroupsPage, listGroups
   */
  iterate(which?: ListFilteredBy50, options?: RequestOptions): Pages<Group>;
  /**
   * A group by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/groups/{group_id}`
   * @see get_group, getGroup
   */
  get(group_id: string, options?: RequestOptions): ApiPromise<Group>;
  /**
   * A group by its name. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/groups/by-name/{name}`
   * @see get_group_by_name
   */
  getByName(name: string, options?: RequestOptions): ApiPromise<Group>;
  /**
   * Creates a group. Rejects with a `ConflictError` when the name is taken.
   *
   * `POST /accounts/projects/{project}/groups`
   * @see create_group, createGroup
   */
  create(group: NewGroup, options?: RequestOptions): ApiPromise<Group>;
  /**
   * Renames a group or replaces its metadata or annotations; what is left out stays.
   *
   * `PUT /accounts/projects/{project}/groups/{group_id}`
   * @see update_group, updateGroup
   */
  update(group_id: string, change: GroupUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a group. Its members lose the roles that they had through it.
   *
   * `DELETE /accounts/projects/{project}/groups/{group_id}`
   * @see delete_group, deleteGroup
   */
  delete(group_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * One page of a group's members, 50 unless `page_size` says otherwise.
   *
   * `GET /accounts/projects/{project}/groups/{group_id}/members`
   * @see list_group_members_page, list_group_members, listGroupMembersPage, listGroupMembers
   */
  listMembers(group_id: string, which?: ListBy50, options?: RequestOptions): ApiPromise<Page<GroupMember>>;
  /**
   * All members of a group, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/groups/{group_id}/members`
   * @see list_group_members_page, list_group_members, listGroupMembersPage, listGroupMembers
   */
  iterateMembers(group_id: string, which?: ListBy50, options?: RequestOptions): Pages<GroupMember>;
  /**
   * Adds a subject to a group, or changes its role there. A group can be a member of another.
   *
   * `POST /accounts/projects/{project}/groups/{group_id}/members`
   * @see set_group_member, setGroupMember
   */
  setMember(group_id: string, member: NewGroupMember, options?: RequestOptions): ApiPromise<void>;
  /**
   * Takes a subject out of a group.
   *
   * `DELETE /accounts/projects/{project}/groups/{group_id}/members/{subject_type}/{subject_id}`
   * @see delete_group_member, deleteGroupMember
   */
  removeMember(group_id: string, subject_type: string, subject_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** Which part of a list to fetch. */
export interface ListByToken {
  /** How many at most. Default: 100. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
}

/** Which part of a list to fetch. */
export interface ListFiltered {
  /** How many at most. Default: 100. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
}

/** Which part of a list to fetch. */
export interface ListViewed {
  /** How many at most. Default: 100. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** Those that the caller has access to, or all. */
  view?: "my" | "all" | (string & {}) | undefined;
}

/** Which part of a list to fetch. */
export interface ListBy50 {
  /** How many at most. Default: 50. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
}

/** Which part of a list to fetch. */
export interface ListFilteredBy50 {
  /** How many at most. Default: 50. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
}

/** Which part of a list to fetch. */
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

/** Which items to go through. */
export interface IterateFiltered {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
}

/** Which items to go through. */
export interface IteratePages {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
}

/** A token for the LLM proxy, and what it may cost. */
export interface LlmDelegation {
  /** The id. */
  id: string;
  /** The token for the LLM proxy. */
  token: string;
  /** When it ends, in ISO 8601. */
  expires_at: string;
  /** The project's id. */
  project_id: string;
  /** Who gave it. */
  delegator: AccessSubject;
  /** The service account that has it. */
  subject: AccessSubject;
  /** The providers; all of them without it. */
  providers?: string[] | null | undefined;
  /** The models; all of them without it. */
  models?: string[] | null | undefined;
  /** The most that it may cost, in US dollars: a decimal number as text. */
  max_budget: string | number;
}

/** Who may call which models, for how much. */
export interface NewLlmDelegation {
  /** The service account that gets it. */
  subject: AccessSubject;
  /** The most that it may cost, in US dollars: a decimal number as text. */
  max_budget: string;
  /** The providers; all of them without it. */
  providers?: string[] | undefined;
  /** The models; all of them without it. */
  models?: string[] | undefined;
  /** How long it is valid, in seconds. */
  expires_in_seconds?: number | undefined;
}

export interface Project {
  /** The LLM proxy. */
  readonly llm: Llm;
}

/** The LLM proxy. */
export class Llm {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Makes a token with which a service account calls models, for at most that much money.
   *
   * `POST /llm/connect`
   * @see connect_llm
   */
  connect(delegation: NewLlmDelegation, options?: RequestOptions): ApiPromise<LlmDelegation>;
}

/** What copies calls of the LLM proxy into a feed. */
export interface LLMLogger {
  /** The id. */
  id: string;
  /** The project's id. */
  project_id: string;
  /** The id of the feed that gets what is logged. */
  destination_feed_id: string;
  /** Which calls are logged; empty text means all. */
  filter_expression: string;
  /** Whether nothing is delivered for now. Default: false. */
  paused: boolean;
  /** When it was made, in ISO 8601. */
  created_at: string;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
}

/** What a logger is to be. */
export interface NewLlmLogger {
  /** The id of the feed that gets what is logged. */
  destination_feed_id: string;
  /** Which calls are logged; empty text means all. */
  filter_expression: string;
  /** Whether nothing is delivered for now. Default: false. */
  paused?: boolean | undefined;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
}

export interface Project {
  /** What copies calls of the LLM proxy into feeds. */
  readonly llmLoggers: LlmLoggers;
}

/** What copies calls of the LLM proxy into feeds. */
export class LlmLoggers {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * The loggers. The list is not paged.
   *
   * `GET /accounts/projects/{project}/llm-loggers`
   * @see list_llm_loggers, listLLMLoggers
   */
  list(options?: RequestOptions): ApiPromise<Page<LLMLogger>>;
  /**
   * A logger by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/llm-loggers/{logger_id}`
   * @see get_llm_logger, getLLMLogger
   */
  get(logger_id: string, options?: RequestOptions): ApiPromise<LLMLogger>;
  /**
   * Creates a logger.
   *
   * `POST /accounts/projects/{project}/llm-loggers`
   * @see create_llm_logger, createLLMLogger
   */
  create(logger: NewLlmLogger, options?: RequestOptions): ApiPromise<LLMLogger>;
  /**
   * Replaces what a logger is; `paused` and `annotations` that are left out are reset.
   *
   * `PUT /accounts/projects/{project}/llm-loggers/{logger_id}`
   * @see update_llm_logger, updateLLMLogger
   */
  update(logger_id: string, logger: NewLlmLogger, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a logger.
   *
   * `DELETE /accounts/projects/{project}/llm-loggers/{logger_id}`
   * @see delete_llm_logger, deleteLLMLogger
   */
  delete(logger_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** A mail address whose mails go to a room's queue. */
export interface Mailbox {
  /** The mail address. */
  address: string;
  /** The name of the room whose queue it is. */
  room: string;
  /** The room's id. */
  room_id?: string | null | undefined;
  /** The queue that mails go to. */
  queue: string;
  /** Whether anybody may write to it. */
  public: boolean;
  /** Annotations: text by name. */
  annotations: Record<string, string>;
}

/** How far a mail is. */
export type MailboxDeliveryStatus = "accepted" | "deferred" | "delivered" | "failed" | (string & {});

/** A mail on its way to one recipient. */
export interface MailboxDelivery {
  /** The id. */
  id: string;
  /** The id of the mail that was handed in. */
  submission_id: string;
  /** The recipient's address. */
  recipient: string;
  /** The mail's Message-ID. */
  message_id: string;
  /** The state. */
  status: MailboxDeliveryStatus;
  /** When it was handed in, in ISO 8601. */
  submitted_at: string;
  /** Since when, in ISO 8601. */
  status_at: string;
  /** How often it was tried. Default: 0. */
  attempt_count: number;
  /** What the other mail server answered. */
  smtp_code?: number | null | undefined;
  /** Its extended status, such as `5.1.1`. */
  enhanced_smtp_code?: string | null | undefined;
  /** Why, in one word of the service's. */
  reason?: string | null | undefined;
  /** What happened, in words. */
  description?: string | null | undefined;
  /** The mail server that it went to. */
  mx_host?: string | null | undefined;
  /** Whether the connection was encrypted. */
  tls?: boolean | null | undefined;
  /** Whether the server's certificate was valid. */
  certificate_verified?: boolean | null | undefined;
}

/** What happened to a mail. */
export interface MailboxDeliveryEvent {
  /** The id. */
  id: string;
  /** The delivery's id. */
  delivery_id: string;
  /** The mail provider. */
  provider: string;
  /** The event's id at the mail provider. */
  provider_event_id: string;
  /** What happened. */
  event_type: "accepted" | "temporary_failed" | "delivered" | "permanent_failed" | (string & {});
  /** The state. */
  status: MailboxDeliveryStatus;
  /** When it happened, in ISO 8601. */
  occurred_at: string;
  /** When the service was told, in ISO 8601. */
  received_at: string;
  /** Which attempt it was. */
  attempt_no?: number | null | undefined;
  /** What the other mail server answered. */
  smtp_code?: number | null | undefined;
  /** Its extended status, such as `5.1.1`. */
  enhanced_smtp_code?: string | null | undefined;
  /** Why, in one word of the service's. */
  reason?: string | null | undefined;
  /** What happened, in words. */
  description?: string | null | undefined;
  /** The mail server that it went to. */
  mx_host?: string | null | undefined;
  /** Whether the connection was encrypted. */
  tls?: boolean | null | undefined;
  /** Whether the server's certificate was valid. */
  certificate_verified?: boolean | null | undefined;
}

/** A mailbox to create. */
export interface NewMailbox {
  /** The mail address. */
  address: string;
  /** The room's name. */
  room: string;
  /** The queue that mails go to. */
  queue: string;
  /** Whether anybody may write to it. Default: false. */
  public?: boolean | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

/** What a mailbox is from now on. */
export interface MailboxUpdate {
  /** The room's name. */
  room: string;
  /** The queue that mails go to. */
  queue: string;
  /** Whether anybody may write to it. Default: false. */
  public?: boolean | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

/** Which mails to list. */
export interface ListDeliveries {
  /** How many at most. Default: 100. */
  count?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The state. */
  status?: MailboxDeliveryStatus | undefined;
  /** The recipient's address. */
  recipient?: string | undefined;
  /** The mail's Message-ID. */
  message_id?: string | undefined;
}

/** Which mails to go through. */
export interface IterateDeliveries {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. */
  offset?: number | undefined;
  /** The state. */
  status?: MailboxDeliveryStatus | undefined;
  /** The recipient's address. */
  recipient?: string | undefined;
  /** The mail's Message-ID. */
  message_id?: string | undefined;
}

/** Which part of the events to list. */
export interface ListDeliveryEvents {
  /** How many at most. Default: 100. */
  count?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
}

export interface Project {
  /** Mail addresses whose mails go to rooms. */
  readonly mailboxes: Mailboxes;
}

/** Mail addresses whose mails go to rooms. */
export class Mailboxes {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the mailboxes.
   *
   * `GET /accounts/projects/{project}/mailboxes`
   * @see list_mailboxes_page, list_mailboxes, listMailboxesPage, listMailboxes
   */
  list(which?: ListFiltered, options?: RequestOptions): ApiPromise<Page<Mailbox>>;
  /**
   * All mailboxes, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/mailboxes`
   * @see list_mailboxes_page, list_mailboxes, listMailboxesPage, listMailboxes
   */
  iterate(which?: ListFiltered, options?: RequestOptions): Pages<Mailbox>;
  /**
   * One page of a room's mailboxes, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/mailboxes`
   * @see list_room_mailboxes_page, list_room_mailboxes
   */
  listInRoom(room_name: string, which?: ListByCount, options?: RequestOptions): ApiPromise<Page<Mailbox>>;
  /**
   * All mailboxes of a room, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/mailboxes`
   * @see list_room_mailboxes_page, list_room_mailboxes
   */
  iterateInRoom(room_name: string, which?: IterateFiltered, options?: RequestOptions): Pages<Mailbox>;
  /**
   * A mailbox by its address. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/mailboxes/{address}`
   * @see get_mailbox
   */
  get(address: string, options?: RequestOptions): ApiPromise<Mailbox>;
  /**
   * Creates a mailbox. Rejects with a `ConflictError` when the address is taken.
   *
   * `POST /accounts/projects/{project}/mailboxes`
   * @see create_mailbox, createMailbox
   */
  create(mailbox: NewMailbox, options?: RequestOptions): ApiPromise<void>;
  /**
   * Replaces what a mailbox is; `public` and `annotations` that are left out are reset.
   *
   * `PUT /accounts/projects/{project}/mailboxes/{address}`
   * @see update_mailbox, updateMailbox
   */
  update(address: string, change: MailboxUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a mailbox.
   *
   * `DELETE /accounts/projects/{project}/mailboxes/{address}`
   * @see delete_mailbox, deleteMailbox
   */
  delete(address: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * One page of the mails that a mailbox sent.
   *
   * `GET /accounts/projects/{project}/mailboxes/{address}/deliveries`
   * @see list_mailbox_deliveries
   */
  listDeliveries(address: string, which?: ListDeliveries, options?: RequestOptions): ApiPromise<Page<MailboxDelivery>>;
  /**
   * All mails that a mailbox sent, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/mailboxes/{address}/deliveries`
   * @see list_mailbox_deliveries
   */
  iterateDeliveries(address: string, which?: IterateDeliveries, options?: RequestOptions): Pages<MailboxDelivery>;
  /**
   * One mail on its way. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/mailboxes/{address}/deliveries/{delivery_id}`
   * @see get_mailbox_delivery
   */
  getDelivery(address: string, delivery_id: string, options?: RequestOptions): ApiPromise<MailboxDelivery>;
  /**
   * One page of what happened to a mail.
   *
   * `GET /accounts/projects/{project}/mailboxes/{address}/deliveries/{delivery_id}/events`
   * @see list_mailbox_delivery_events
   */
  listDeliveryEvents(
    address: string,
    delivery_id: string,
    which?: ListDeliveryEvents,
    options?: RequestOptions,
  ): ApiPromise<Page<MailboxDeliveryEvent>>;
  /**
   * All that happened to a mail.
   *
   * `GET /accounts/projects/{project}/mailboxes/{address}/deliveries/{delivery_id}/events`
   * @see list_mailbox_delivery_events
   */
  iterateDeliveryEvents(
    address: string,
    delivery_id: string,
    which?: IteratePages,
    options?: RequestOptions,
  ): Pages<MailboxDeliveryEvent>;
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
  /** The user's roles in the project, in place of the four rights: for services of today. */
  roles?: ProjectRoleName[] | undefined;
}

/** The roles on a project. */
export type ProjectRoleName =
  | "member"
  | "admin"
  | "developer"
  | "room_creator"
  | "room_inventory"
  | "room_manager"
  | "session_inventory"
  | "agent_creator"
  | "agent_inventory"
  | "agent_manager"
  | "repository_creator"
  | "repository_inventory"
  | "repository_manager"
  | "feed_creator"
  | "feed_inventory"
  | "feed_manager"
  | "oauth_client_creator"
  | "oauth_client_inventory"
  | "oauth_client_manager"
  | "api_key_creator"
  | "api_key_inventory"
  | "api_key_manager"
  | "service_creator"
  | "service_inventory"
  | "service_manager"
  | "service_account_creator"
  | "service_account_inventory"
  | "service_account_manager"
  | "participant_token_creator"
  | "mailbox_creator"
  | "mailbox_inventory"
  | "mailbox_manager"
  | "route_creator"
  | "route_inventory"
  | "route_manager"
  | "custom_domain_creator"
  | "custom_domain_inventory"
  | "custom_domain_manager"
  | "scheduled_task_creator"
  | "scheduled_task_inventory"
  | "scheduled_task_manager"
  | "feed_subscription_creator"
  | "feed_subscription_inventory"
  | "feed_subscription_manager"
  | "llm_logger_creator"
  | "llm_logger_inventory"
  | "llm_logger_manager"
  | "llm_proxy_user"
  | "llm_quota_manager"
  | "usage_reporter"
  | "billing_manager"
  | "group_manager"
  | "user_profile_editor"
  | (string & {});

/** A member's roles from now on: for services of today. */
export interface ProjectMemberRoles {
  /** The roles, all of them. */
  roles: ProjectRoleName[];
}

/** What a member may do from now on: the four rights, or roles. */
export type MemberRights = ProjectMemberUpdate | ProjectMemberRoles;

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
  /** The roles that the user was given in the project, from services of today, which send no rights. */
  direct_roles?: ProjectRoleName[] | null | undefined;
  /** The user's metadata, from services of today. */
  metadata?: JsonObject | null | undefined;
  /** The user's annotations, from services of today. */
  annotations?: Record<string, string> | null | undefined;
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

/**
 * Which members to list: by `count` and `offset`, or as services of today page, by `page_size`,
 * `continuation_token` and `view`.
 */
export interface ListMembers {
  /** How many at most. Default: 100, unless `page_size` or `view` is given. */
  count?: number | undefined;
  /** How many to leave out at the beginning. Default: 0, as for `count`. */
  offset?: number | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** How many at most. Default: the service's. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
  /**
   * Whose profile fields to show: the project's, the user's own, or both merged. Default: `merged`, where
   * `page_size` is given.
   */
  view?: UserProfileView | undefined;
}

/** Which members to go through. */
export interface IterateMembers {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** Whose profile fields to show; for services of today, which are then gone through by token. */
  view?: UserProfileView | undefined;
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
   * Adds a user to the project, with rights or with roles. Rejects with a `ConflictError` when the user is a member already.
   *
   * `POST /accounts/projects/{project}/users`
   * @see add_user_to_project, addUserToProject
   */
  add(member: NewProjectMember, options?: RequestOptions): ApiPromise<void>;
  /**
   * Replaces a member's rights, all four of them, or roles.
   *
   * `PUT /accounts/projects/{project}/users/{user_id}`
   * @see update_project_user, updateUserInProject
   */
  update(user_id: string, rights: MemberRights, options?: RequestOptions): ApiPromise<void>;
  /**
   * Removes a user from the project.
   *
   * `DELETE /accounts/projects/{project}/users/{user_id}`
   * @see remove_user_from_project, removeUserFromProject
   */
  remove(user_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * What the caller is in the project.
   *
   * `GET /accounts/projects/{project}/role`
   * @see get_project_role, can_use_llm_proxy, getProjectRole
   */
  role(options?: RequestOptions): ApiPromise<ProjectRole>;
  /**
   * One page of the members, 100 unless `count` says otherwise. A record keeps every field that the service sends.
   *
   * `GET /accounts/projects/{project}/users`
   * @see get_users_in_project_page, get_users_in_project, getUsersInProjectPage, getUsersInProject
   */
  list(which?: ListMembers, options?: RequestOptions): ApiPromise<Page<ProjectMember>>;
  /**
   * All members, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/users`
   * @see get_users_in_project_page, get_users_in_project, getUsersInProjectPage, getUsersInProject
   */
  iterate(which?: IterateMembers, options?: RequestOptions): Pages<ProjectMember>;
}

/** How a token is asked for. */
export type OAuthGrantType = "authorization_code" | "refresh_token" | "client_credentials" | (string & {});

/** What somebody signs in to. Members that are not among these, such as `prompt`, are sent as they are. */
export interface OAuthAuthorizeRequest {
  /** The OAuth client's id. */
  client_id: string;
  /** Where the service sends people back to: one of the client's own. */
  redirect_uri: string;
  /** The scopes to ask for, separated by spaces. Default: the client's. */
  scope?: string | undefined;
}

/**
 * What protects one login with an authorization code (RFC 7636). Keep it until the code has come, where nobody else
 * sees it.
 */
export interface Pkce {
  /** What proves that the code is exchanged by whom it was asked for; `exchangeOAuthToken` takes it. */
  code_verifier: string;
  /** The verifier's SHA-256 in base64url, by the method `S256`; it is sent in the address. */
  code_challenge: string;
  /** Text that comes back with the code. A redirect with another one is somebody else's. */
  state: string;
}

/** What to exchange for a token. */
export interface OAuthTokenRequest {
  /** What is exchanged: a refresh token or an authorization code. */
  grant_type: OAuthGrantType;
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
   * @see exchange_oauth_token
   */
  exchangeOAuthToken(form: OAuthTokenRequest, options?: RequestOptions): ApiPromise<OAuthTokenResponse>;
}

/** An OAuth client of the project. */
export interface OAuthClient {
  /** The client's id. */
  client_id: string;
  /** The client's secret: only in the reply to `create`. */
  client_secret?: string | undefined;
  /** How its holders may ask for tokens. */
  grant_types: OAuthGrantType[];
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
  /** How its holders may ask for tokens. */
  grant_types: OAuthGrantType[];
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
  /** How its holders may ask for tokens. */
  grant_types?: OAuthGrantType[] | undefined;
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
   * @see create_oauth_client, createOAuthClient
   */
  create(client: NewOAuthClient, options?: RequestOptions): ApiPromise<OAuthClient>;
  /**
   * Changes a client; what is left out stays.
   *
   * `PUT /accounts/projects/{project}/oauth/clients/{client_id}`
   * @see update_oauth_client, updateOAuthClient
   */
  update(client_id: string, change: OAuthClientUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * One page of the clients, without their secrets; 100 unless `count` says otherwise.
   *
   * `GET /accounts/projects/{project}/oauth/clients`
   * @see list_oauth_clients_page, list_oauth_clients, listOAuthClientsPage, listOAuthClients
   */
  list(which?: ListByCount, options?: RequestOptions): ApiPromise<Page<OAuthClient>>;
  /**
   * All clients, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/oauth/clients`
   * @see list_oauth_clients_page, list_oauth_clients, listOAuthClientsPage, listOAuthClients
   */
  iterate(which?: IterateFiltered, options?: RequestOptions): Pages<OAuthClient>;
  /**
   * A client, without its secret. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/oauth/clients/{client_id}`
   * @see get_oauth_client, getOAuthClient
   */
  get(client_id: string, options?: RequestOptions): ApiPromise<OAuthClient>;
  /**
   * Deletes a client.
   *
   * `DELETE /accounts/projects/{project}/oauth/clients/{client_id}`
   * @see delete_oauth_client, deleteOAuthClient
   */
  delete(client_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** One grant of a participant token. */
export interface TokenGrant {
  /** What is granted: `room`, `role`, `api` and others. */
  name: string;
  /** How far: an `ApiScope` for `api`, text for most others. */
  scope: unknown;
}

/** What a participant token says. */
export interface NewParticipantToken {
  /** The participant's name. */
  name?: string | undefined;
  /** The e-mail address. */
  email?: string | undefined;
  /** The room's name. */
  room_name?: string | undefined;
  /** The participant's role: `user`, `agent` or `tool`. */
  role?: string | undefined;
  /** What it may do in the room. */
  api?: ApiScope | undefined;
  /** What it grants, in place of `room_name`, `role` and `api`. */
  grants?: TokenGrant[] | undefined;
}

/** A participant token. */
export interface MintedToken {
  /** The token. */
  token: string;
}

export interface Project {
  /** Participant tokens that the service makes. */
  readonly participantTokens: ParticipantTokens;
}

/** Participant tokens that the service makes. */
export class ParticipantTokens {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Has the service make a participant token, of `grants` alone, or of `room_name`, `role` and `api`. To make one
   * without the service, see `ParticipantToken`.
   *
   * `POST /accounts/projects/{project}/participant-tokens`
   * @see mint_participant_token, mintParticipantToken
   */
  mint(token?: NewParticipantToken, options?: RequestOptions): ApiPromise<MintedToken>;
}

/** The roles of a subject on a resource. */
export interface RoleGrant {
  /** On what. */
  resource: AccessResource;
  /** Who has them. */
  subject: AccessSubject;
  /** The roles that were given here, not through groups or the project. Default: none. */
  direct_roles: AccessRole[];
}

/** Something that roles are given on. */
export interface AccessResource {
  /** The kind. */
  type: AccessResourceType;
  /** The id. */
  id: string;
  /** The name. */
  name?: string | null | undefined;
  /** Metadata: any JSON. */
  metadata?: JsonObject | null | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
}

/** The kinds of resources that roles are given on. */
export type AccessResourceType =
  | "project"
  | "room"
  | "agent"
  | "group"
  | "repository"
  | "feed"
  | "secret"
  | "service_account"
  | "custom_domain"
  | (string & {});

/** Whom roles are given to. */
export interface AccessSubject {
  /** What it is. */
  type: AccessSubjectType;
  /** Its id; for `everyone` it is `all`, and a user can be named by `email` instead. */
  id?: string | null | undefined;
  /** The name. */
  name?: string | null | undefined;
  /** The first name; only in replies. */
  first_name?: string | null | undefined;
  /** The last name; only in replies. */
  last_name?: string | null | undefined;
  /** For a user without an id: the address; who is not known yet gets an invitation. */
  email?: string | null | undefined;
  /** For a userset: of what it is a part, `project`. */
  object_type?: "project" | null | undefined;
  /** For a userset: which of the project's. */
  relation?: "member" | "developer" | "agent" | "service_account" | (string & {}) | null | undefined;
}

/** The kinds of subjects. */
export type AccessSubjectType = "user" | "group" | "agent" | "service_account" | "userset" | "everyone" | (string & {});

/** The roles, one list for all kinds of resources. */
export type AccessRole =
  | "member"
  | "admin"
  | "developer"
  | "room_creator"
  | "room_inventory"
  | "room_manager"
  | "session_inventory"
  | "agent_creator"
  | "agent_inventory"
  | "agent_manager"
  | "repository_creator"
  | "repository_inventory"
  | "repository_manager"
  | "feed_creator"
  | "feed_inventory"
  | "feed_manager"
  | "oauth_client_creator"
  | "oauth_client_inventory"
  | "oauth_client_manager"
  | "api_key_creator"
  | "api_key_inventory"
  | "api_key_manager"
  | "service_creator"
  | "service_inventory"
  | "service_manager"
  | "service_account_creator"
  | "service_account_inventory"
  | "service_account_manager"
  | "participant_token_creator"
  | "mailbox_creator"
  | "mailbox_inventory"
  | "mailbox_manager"
  | "route_creator"
  | "route_inventory"
  | "route_manager"
  | "custom_domain_creator"
  | "custom_domain_inventory"
  | "custom_domain_manager"
  | "scheduled_task_creator"
  | "scheduled_task_inventory"
  | "scheduled_task_manager"
  | "feed_subscription_creator"
  | "feed_subscription_inventory"
  | "feed_subscription_manager"
  | "llm_logger_creator"
  | "llm_logger_inventory"
  | "llm_logger_manager"
  | "llm_proxy_user"
  | "llm_quota_manager"
  | "usage_reporter"
  | "billing_manager"
  | "group_manager"
  | "user_profile_editor"
  | "viewer"
  | "operator"
  | "site_user"
  | "guest"
  | "reader"
  | "subscriber"
  | "publisher"
  | "manager"
  | "use_proxy"
  | "run_service_as"
  | "secret_accessor"
  | "secret_manager"
  | "secret_list"
  | "use_proxy_secrets"
  | "user"
  | "files_list"
  | "files_read"
  | "files_write"
  | "files_delete"
  | "files_presign"
  | "list"
  | (string & {});

/** Roles to give. */
export interface NewRoleGrant {
  /** Who gets them; a user without an id is named by `email`. */
  subject: AccessSubject;
  /** The roles to give. */
  roles: AccessRole[];
  /** Where an invitation's link leads. */
  invite_redirect_url?: string | undefined;
}

/** Whose roles to take away. */
export interface RoleRevocation {
  /** From whom. */
  subject: AccessSubject;
}

export interface Project {
  /** Who has which roles on what. */
  readonly policies: Policies;
}

/** Who has which roles on what. */
export class Policies {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the roles on a resource, 50 unless `page_size` says otherwise.
   *
   * `GET /accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy`
   * @see get_resource_policy_page, get_resource_policy, getResourcePolicyPage, getResourcePolicy
   */
  get(
    resource_type: string,
    resource_id: string,
    which?: ListBy50,
    options?: RequestOptions,
  ): ApiPromise<Page<RoleGrant>>;
  /**
   * All roles on a resource, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy`
   * @see get_resource_policy_page, get_resource_policy, getResourcePolicyPage, getResourcePolicy
   */
  iterate(resource_type: string, resource_id: string, which?: ListBy50, options?: RequestOptions): Pages<RoleGrant>;
  /**
   * Gives a subject roles on a resource, beside those that it has. A user who is named by `email` and not known yet
   * is invited.
   *
   * `POST /accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy:grant`
   * @see grant_resource_policy, grantResourcePolicy
   */
  grant(resource_type: string, resource_id: string, grant: NewRoleGrant, options?: RequestOptions): ApiPromise<void>;
  /**
   * Takes all direct roles on a resource away from a subject.
   *
   * `POST /accounts/projects/{project}/iam/{resource_type}/{resource_id}/policy:revoke`
   * @see revoke_resource_policy, revokeResourcePolicy
   */
  revoke(
    resource_type: string,
    resource_id: string,
    revocation: RoleRevocation,
    options?: RequestOptions,
  ): ApiPromise<void>;
}

export interface Meshagent {
  /** What the service costs. */
  readonly billing: Pricing;
}

/** What the service costs. */
export class Pricing {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * What the service costs; the reply's members are not documented.
   *
   * `GET /pricing`
   * @see get_pricing, getPricing
   */
  getPricing(options?: RequestOptions): ApiPromise<JsonObject>;
}

/** Who the caller is. */
export interface Whoami {
  /** The id. */
  id: string;
  /** The e-mail address. */
  email: string;
  /** Which of `user` and `service_account` is there. */
  type: "user" | "service_account" | (string & {});
  /** The service account. */
  service_account?: ServiceAccount | null | undefined;
  /** The user. */
  user?: User | null | undefined;
}

/** An identity for programs. */
export interface ServiceAccount {
  /** The id. */
  id: string;
  /** The project's id. */
  project_id: string;
  /** The key. */
  key: string;
  /** The name. */
  name: string;
  /** The e-mail address. */
  email?: string | null | undefined;
  /** The name as people see it. */
  display_name?: string | null | undefined;
  /** What it is for, in words. Default: empty. */
  description: string;
  /** Metadata: any JSON. Default: `{}`. */
  metadata: JsonObject;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
  /** When it was made, in ISO 8601. */
  created_at?: string | null | undefined;
  /** When it was last changed, in ISO 8601. */
  updated_at?: string | null | undefined;
}

/** A user's profile. */
export interface User {
  /** The id. */
  id: string;
  /** The first name. */
  first_name?: string | null | undefined;
  /** The last name. */
  last_name?: string | null | undefined;
  /** The e-mail address. */
  email?: string | null | undefined;
  /** Metadata: any JSON. Default: `{}`. */
  metadata: JsonObject;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
}

/** What to change of a profile. */
export interface ProfileUpdate {
  /** The first name. */
  first_name?: string | undefined;
  /** The last name. */
  last_name?: string | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

export interface Meshagent {
  /** Users' own profiles. */
  readonly profiles: Profiles;
}

/** Users' own profiles. */
export class Profiles {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Who the caller is: a user or a service account.
   *
   * `GET /accounts/whoami`
   * @see whoami
   */
  whoami(options?: RequestOptions): ApiPromise<Whoami>;
  /**
   * A user's own profile. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/profiles/{user_id}`
   * @see get_user_profile, getUserProfile
   */
  get(user_id: string, options?: RequestOptions): ApiPromise<User>;
  /**
   * Changes a user's own profile. What is left out stays; `metadata` and `annotations` are replaced whole.
   *
   * `PUT /accounts/profiles/{user_id}`
   * @see update_user_profile, updateUserProfile
   */
  update(user_id: string, change?: ProfileUpdate, options?: RequestOptions): ApiPromise<void>;
}

/** Whose profile fields are shown: the project's, the user's own, or both merged. */
export type UserProfileView = "project" | "user" | "merged" | (string & {});

/** The fields of a profile. */
export type UserProfileField = "first_name" | "last_name" | "metadata" | "annotations" | (string & {});

/** Whose profile fields to show. */
export interface ProfileView {
  /** Which ones. Default: `merged`. */
  view?: UserProfileView | undefined;
}

/** What to change of a user's profile in the project. A field is not both given and inherited. */
export interface ProjectProfileUpdate {
  /** The first name. */
  first_name?: string | undefined;
  /** The last name. */
  last_name?: string | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
  /** Fields that fall back to the user's own value: `first_name`, `last_name`, `metadata`, `annotations`. */
  inherit?: UserProfileField[] | undefined;
}

export interface Project {
  /** Users' profiles as the project shows them. */
  readonly profiles: ProjectProfiles;
}

/** Users' profiles as the project shows them. */
export class ProjectProfiles {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A user's profile as the project shows it.
   *
   * `GET /accounts/projects/{project}/users/{user_id}/profile`
   * @see get_user_profile
   */
  getInProject(user_id: string, which?: ProfileView, options?: RequestOptions): ApiPromise<User>;
  /**
   * Changes what the project shows of a user, in place of what the user's own profile says. The caller needs the
   * role `user_profile_editor`, also for the own profile.
   *
   * `PUT /accounts/projects/{project}/users/{user_id}/profile`
   * @see update_user_profile
   */
  updateInProject(user_id: string, change?: ProjectProfileUpdate, options?: RequestOptions): ApiPromise<void>;
}

/** A project. */
export interface ProjectInfo {
  /** The id. */
  id: string;
  /** The id of the user to whom it belongs. */
  owner_user_id?: string | null | undefined;
  /** The name. */
  name: string;
  /** The key by which it is found. */
  project_key?: string | null | undefined;
  /** When it was made, in ISO 8601. */
  created_at?: string | null | undefined;
}

/** Whether a project can be used. */
export interface ProjectStatus {
  /** Whether it can be used. */
  enabled: boolean;
}

/** A project to create. */
export interface NewProject {
  /** The name. */
  name: string;
}

export interface Meshagent {
  /** The caller's projects. */
  readonly projects: Projects;
}

/** The caller's projects. */
export class Projects {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * Creates a project.
   *
   * `POST /accounts/projects`
   * @see create_project, createProject
   */
  create(project_info: NewProject, options?: RequestOptions): ApiPromise<ProjectInfo>;
  /**
   * The projects that the caller is a member of.
   *
   * `GET /accounts/projects`
   * @see list_projects, listProjects
   */
  list(options?: RequestOptions): ApiPromise<Page<ProjectInfo>>;
  /**
   * A project by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project_id}`
   * @see get_project, get_project_info, getProject
   */
  get(project_id: string, options?: RequestOptions): ApiPromise<ProjectInfo>;
  /**
   * A project by its key. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/by-key/{project_key}`
   * @see get_project_by_key, getProjectByKey
   */
  getByKey(project_key: string, options?: RequestOptions): ApiPromise<ProjectInfo>;
  /**
   * Whether a project can be used.
   *
   * `GET /accounts/projects/{project_id}/status`
   * @see get_project_status, getStatus
   */
  getStatus(project_id: string, options?: RequestOptions): ApiPromise<ProjectStatus>;
}

export interface Project {
  /** The secrets with which a service account's images are pulled. */
  readonly pullSecrets: PullSecrets;
}

/** The secrets with which a service account's images are pulled. */
export class PullSecrets {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * The secrets with which images are pulled.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}/pull-secrets`
   * @see list_service_account_pull_secrets, listServiceAccountPullSecrets
   */
  list(service_account_id: string, options?: RequestOptions): ApiPromise<Page<Secret>>;
  /**
   * Adds a secret of the service account.
   *
   * `PUT /accounts/projects/{project}/service-accounts/{service_account_id}/pull-secrets/{secret_id}`
   * @see add_service_account_pull_secret, addServiceAccountPullSecret
   */
  add(service_account_id: string, secret_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * Removes a secret; it is not deleted.
   *
   * `DELETE /accounts/projects/{project}/service-accounts/{service_account_id}/pull-secrets/{secret_id}`
   * @see remove_service_account_pull_secret, removeServiceAccountPullSecret
   */
  remove(service_account_id: string, secret_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** A repository of container images. */
export interface ProjectRepository {
  /** The id. */
  id: string;
  /** The project's id. */
  project_id: string;
  /** The name. */
  name: string;
  /** What it is for, in words. Default: empty. */
  description: string;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
  /** When it was made, in ISO 8601. */
  created_at: string;
}

/** A token for the registry. */
export interface RepositoryToken {
  /** The token to sign in to the registry with. */
  token: string;
  /** When it ends, in ISO 8601. */
  expires_at: string;
}

/** Which repositories to list. */
export interface ListRepositories {
  /** How many at most. Default: 100. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
  /** Which ones. */
  view?: "my" | "all" | (string & {}) | undefined;
}

/** What a repository is. */
export interface NewRepository {
  /** The name. */
  name: string;
  /** What it is for, in words. Default: empty. */
  description?: string | undefined;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
}

/** What a token for the registry is for. */
export interface NewRepositoryToken {
  /** What it is for: `pull`, `push`. Default: `["pull"]`. */
  actions?: string[] | undefined;
  /** How long it is valid, in seconds. */
  expires_in_seconds?: number | undefined;
}

export interface Project {
  /** Repositories of container images. */
  readonly repositories: Repositories;
}

/** Repositories of container images. */
export class Repositories {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the repositories.
   *
   * `GET /accounts/projects/{project}/repositories`
   * @see list_repositories_page, list_repositories, listRepositoriesPage, listRepositories
   */
  list(which?: ListRepositories, options?: RequestOptions): ApiPromise<Page<ProjectRepository>>;
  /**
   * All repositories, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/repositories`
   * @see list_repositories_page, list_repositories, listRepositoriesPage, listRepositories
   */
  iterate(which?: ListRepositories, options?: RequestOptions): Pages<ProjectRepository>;
  /**
   * A repository by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/repositories/{repository_id}`
   * @see get_repository, getRepository
   */
  get(repository_id: string, options?: RequestOptions): ApiPromise<ProjectRepository>;
  /**
   * A repository by its name, which may have slashes in it. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/repositories/by-name/{name}`
   * @see get_repository_by_name
   */
  getByName(name: string, options?: RequestOptions): ApiPromise<ProjectRepository>;
  /**
   * Creates a repository. The service writes its name in lower case. Rejects with a `ConflictError` when the name is
   * taken.
   *
   * `POST /accounts/projects/{project}/repositories`
   * @see create_repository, createRepository
   */
  create(repository: NewRepository, options?: RequestOptions): ApiPromise<ProjectRepository>;
  /**
   * Replaces a repository's name, description and annotations; what is left out is cleared.
   *
   * `PUT /accounts/projects/{project}/repositories/{repository_id}`
   * @see update_repository, updateRepository
   */
  update(repository_id: string, repository: NewRepository, options?: RequestOptions): ApiPromise<ProjectRepository>;
  /**
   * Deletes a repository and its images.
   *
   * `DELETE /accounts/projects/{project}/repositories/{repository_id}`
   * @see delete_repository, deleteRepository
   */
  delete(repository_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * Makes a token with which a container client signs in.
   *
   * `POST /accounts/projects/{project}/repositories/{repository_id}/token`
   * @see create_repository_token
   */
  createToken(repository_id: string, token?: NewRepositoryToken, options?: RequestOptions): ApiPromise<RepositoryToken>;
}

/** The id of a service. */
export interface ServiceId {
  /** The id. */
  id: string;
}

export interface Project {
  /** Services that run in one room. */
  readonly roomServices: RoomServices;
}

/** Services that run in one room. */
export class RoomServices {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A room's services. The list is not paged.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/services`
   * @see list_room_services, listRoomServices
   */
  list(room_name: string, options?: RequestOptions): ApiPromise<Page<ServiceSpec>>;
  /**
   * A service by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/services/{service_id}`
   * @see get_room_service, getRoomService
   */
  get(room_name: string, service_id: string, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * A service by its name. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/services/by-name/{service_name}`
   * @see get_room_service_by_name
   */
  getByName(room_name: string, service_name: string, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * Creates a service; the reply has its id. An `id` in it is not sent. Rejects with a `ConflictError` when the name
   * is taken.
   *
   * `POST /accounts/projects/{project}/rooms/{room_name}/services`
   * @see create_room_service, createRoomService
   */
  create(room_name: string, service: ServiceSpec, options?: RequestOptions): ApiPromise<ServiceId>;
  /**
   * Creates a service from a template. Rejects with a `ConflictError` when the name is taken.
   *
   * `POST /accounts/projects/{project}/rooms/{room_name}/services`
   * @see create_room_service_from_template
   */
  createFromTemplate(room_name: string, template: TemplateValues, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * Replaces a service.
   *
   * `PUT /accounts/projects/{project}/rooms/{room_name}/services/{service_id}`
   * @see update_room_service, updateRoomService
   */
  update(room_name: string, service_id: string, service: ServiceSpec, options?: RequestOptions): ApiPromise<void>;
  /**
   * Replaces a service by one from a template.
   *
   * `PUT /accounts/projects/{project}/rooms/{room_name}/services/{service_id}`
   * @see update_room_service_from_template
   */
  updateFromTemplate(
    room_name: string,
    service_id: string,
    template: TemplateValues,
    options?: RequestOptions,
  ): ApiPromise<ServiceSpec>;
  /**
   * Deletes a service.
   *
   * `DELETE /accounts/projects/{project}/rooms/{room_name}/services/{service_id}`
   * @see delete_room_service, deleteRoomService
   */
  delete(room_name: string, service_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** A volume of a room. */
export interface StorageVolume {
  /** The id. */
  id: string;
  /** The room's id. */
  room_id: string;
  /** The name. */
  name: string;
  /** Where it lies in the project's storage. */
  subpath: string;
  /** What it is for, in words. Default: empty. */
  description: string;
  /** Metadata: any JSON. Default: `{}`. */
  metadata: JsonObject;
  /** Annotations: text by name. Default: `{}`. */
  annotations: Record<string, string>;
  /** What it is stored on; `max_size_mb` is for `juice` and `zerofs`. Default: `standard`. */
  storage_class: "standard" | "juice" | "zerofs" | (string & {});
  /** The size limit in megabytes. */
  max_size_mb?: number | null | undefined;
  /** How far it is. Default: `pending`. */
  phase: "pending" | "bound" | "deleting" | "failed" | (string & {});
  /** Whether the storage is there. Default: false. */
  provisioned: boolean;
  /** What keeps it from its wanted state. */
  reconcile_error?: string | null | undefined;
  /** When it was made, in ISO 8601. */
  created_at: string;
  /** When it was last changed, in ISO 8601. */
  updated_at: string;
}

/** A volume to create. */
export interface NewRoomVolume {
  /** The name. */
  name: string;
  /** What it is for, in words. Default: empty. */
  description?: string | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** What it is stored on; `max_size_mb` is for `juice` and `zerofs`. Default: `standard`. */
  storage_class?: "standard" | "juice" | "zerofs" | (string & {}) | undefined;
  /** The size limit in megabytes. */
  max_size_mb?: number | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

/** The new size. */
export interface RoomVolumeSize {
  /** The size limit in megabytes. */
  max_size_mb: number;
}

export interface Project {
  /** Volumes of rooms, which services mount. */
  readonly roomVolumes: RoomVolumes;
}

/** Volumes of rooms, which services mount. */
export class RoomVolumes {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A room's volumes.
   *
   * `GET /accounts/projects/{project}/rooms/{room}/volumes`
   * @see list_room_volumes
   */
  list(room: string, options?: RequestOptions): ApiPromise<Page<StorageVolume>>;
  /**
   * Creates a volume. Rejects with a `ConflictError` when the name is taken.
   *
   * `POST /accounts/projects/{project}/rooms/{room}/volumes`
   * @see create_room_volume
   */
  create(room: string, volume: NewRoomVolume, options?: RequestOptions): ApiPromise<StorageVolume>;
  /**
   * Makes a volume larger.
   *
   * `PATCH /accounts/projects/{project}/rooms/{room}/volumes/{volume_id}`
   * @see expand_room_volume
   */
  expand(room: string, volume_id: string, size: RoomVolumeSize, options?: RequestOptions): ApiPromise<StorageVolume>;
  /**
   * Deletes a volume; the reply shows it in the phase `deleting`.
   *
   * `DELETE /accounts/projects/{project}/rooms/{room}/volumes/{volume_id}`
   * @see delete_room_volume
   */
  delete(room: string, volume_id: string, options?: RequestOptions): ApiPromise<StorageVolume>;
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

/**
 * Which rooms to list: by `limit`, `offset` and `order_by`, or as services of today page, by `page_size`,
 * `continuation_token` and `view`.
 */
export interface ListRooms {
  /** How many at most. Default: 50, unless `page_size` or `view` is given. */
  limit?: number | undefined;
  /** How many to leave out at the beginning. Default: 0, as for `limit`. */
  offset?: number | undefined;
  /** The order: `room_name` or `created_at`. Default: `room_name`, as for `limit`. */
  order_by?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** How many at most. Default: the service's. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before, for servers that page by token. */
  continuation_token?: string | undefined;
  /** Those that the caller has access to, or all. Default: the service's. */
  view?: "my" | "all" | (string & {}) | undefined;
}

/** Which rooms to go through. */
export interface IterateRooms {
  /** How many to fetch at a time. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
  /** The order: `room_name` or `created_at`. Default: `room_name`, unless `view` is given. */
  order_by?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** Those that the caller has access to, or all; for services of today, which are then gone through by token. */
  view?: "my" | "all" | (string & {}) | undefined;
}

/** Who joins. */
export interface ConnectAs {
  /** The e-mail address of the participant, when it is not the caller. */
  email?: string | undefined;
}

/** Whether a room runs. */
export interface RoomStatus {
  /** `Allocated` while it runs. */
  status: "Allocated" | "Unallocated" | (string & {});
  /** Since when it runs, in ISO 8601. */
  allocated_at?: string | null | undefined;
  /** How long it has run, in seconds. */
  running_for_seconds?: number | null | undefined;
}

/** Something that happened to a room. */
export interface RoomLifecycleEvent {
  /** The id. */
  id: string;
  /** The room's name. */
  room_name: string;
  /** The session's id. */
  session_id?: string | null | undefined;
  /** What happened. */
  type: string;
  /** What happened, in words. */
  message: string;
  /** How bad it is. */
  severity?: string | null | undefined;
  /** When it happened, in ISO 8601. */
  created_at: string;
}

/** How many events to list. */
export interface ListRoomEvents {
  /** How many at most. Default: 100. */
  limit?: number | undefined;
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
   * @see create_room, createRoom
   */
  create(room: NewRoom, options?: RequestOptions): ApiPromise<Room>;
  /**
   * A room by its **name**; services of today take its id as well. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/rooms/{name}`
   * @see get_room, getRoom
   */
  get(name: string, options?: RequestOptions): ApiPromise<Room>;
  /**
   * One page of the rooms, 50 unless `limit` says otherwise.
   *
   * `GET /accounts/projects/{project}/rooms`
   * @see list_rooms_page, list_rooms, listRooms
   */
  list(which?: ListRooms, options?: RequestOptions): ApiPromise<Page<Room>>;
  /**
   * All rooms, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/rooms`
   * @see list_rooms_page, list_rooms, listRooms
   */
  iterate(which?: IterateRooms, options?: RequestOptions): Pages<Room>;
  /**
   * Renames a room or replaces its metadata or annotations, by the room's **id**; what is left out stays.
   *
   * `PUT /accounts/projects/{project}/rooms/{room_id}`
   * @see update_room, updateRoom
   */
  update(room_id: string, change: RoomUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a room and its grants, by the room's **id**.
   *
   * `DELETE /accounts/projects/{project}/rooms/{room_id}`
   * @see delete_room, deleteRoom
   */
  delete(room_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * What the caller needs to join a room, by the room's **name**. Rejects with a `RoomDisabledError` when the room
   * is disabled.
   *
   * `POST /accounts/projects/{project}/rooms/{name}/connect`
   * @see connect_room, connectRoom
   */
  connect(name: string, participant?: ConnectAs, options?: RequestOptions): ApiPromise<RoomConnectionInfo>;
  /**
   * Whether a room runs, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{name}/status`
   * @see get_room_status
   */
  getStatus(name: string, options?: RequestOptions): ApiPromise<RoomStatus>;
  /**
   * What happened to a room over all its sessions, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{name}/events`
   * @see list_room_events
   */
  listEvents(name: string, which?: ListRoomEvents, options?: RequestOptions): ApiPromise<Page<RoomLifecycleEvent>>;
}

/** A domain and what it leads to. */
export interface Route {
  /** The domain. */
  domain: string;
  /** What it is to be. */
  spec: RouteSpec;
}

/** What a route is to be. */
export interface NewRoute {
  /** What it is to be. */
  spec: RouteSpec;
}

export interface Project {
  /** Domains and what they lead to. */
  readonly routes: Routes;
}

/** Domains and what they lead to. */
export class Routes {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the routes.
   *
   * `GET /accounts/projects/{project}/routes`
   * @see list_routes_page, list_routes, listRoutesPage, listRoutes
   */
  list(which?: ListFiltered, options?: RequestOptions): ApiPromise<Page<Route>>;
  /**
   * All routes, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/routes`
   * @see list_routes_page, list_routes, listRoutesPage, listRoutes
   */
  iterate(which?: ListFiltered, options?: RequestOptions): Pages<Route>;
  /**
   * One page of the routes that lead to a room, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/routes`
   * @see list_room_routes_page, list_room_routes, listRoomRoutesPage, listRoomRoutes
   */
  listInRoom(room_name: string, which?: ListByCount, options?: RequestOptions): ApiPromise<Page<Route>>;
  /**
   * All routes that lead to a room, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/routes`
   * @see list_room_routes_page, list_room_routes, listRoomRoutesPage, listRoomRoutes
   */
  iterateInRoom(room_name: string, which?: IterateFiltered, options?: RequestOptions): Pages<Route>;
  /**
   * A route by its domain. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/routes/{domain}`
   * @see get_route, getRoute
   */
  get(domain: string, options?: RequestOptions): ApiPromise<Route>;
  /**
   * Creates a route. Rejects with a `ConflictError` when the domain is taken.
   *
   * `POST /accounts/projects/{project}/routes`
   * @see create_route, createRoute
   */
  create(route: NewRoute, options?: RequestOptions): ApiPromise<void>;
  /**
   * Replaces what a domain leads to.
   *
   * `PUT /accounts/projects/{project}/routes/{domain}`
   * @see update_route, updateRoute
   */
  update(domain: string, route: NewRoute, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a route.
   *
   * `DELETE /accounts/projects/{project}/routes/{domain}`
   * @see delete_route, deleteRoute
   */
  delete(domain: string, options?: RequestOptions): ApiPromise<void>;
}

/** What a route is. */
export interface RouteSpec {
  /** The version of the format. Default: `v1`. */
  version?: "v1" | undefined;
  /** What the document is. Default: `Route`. */
  kind?: "Route" | undefined;
  /** What it is called. */
  metadata: RouteMetadata;
  /** The domain. */
  domain: string;
  /** What serves it: a room or an agent. */
  backend: RouteBackendSpec;
  /** What is served under which path. Default: none. */
  paths?: RoutePathSpec[] | undefined;
}

/** What a route is called. */
export interface RouteMetadata {
  /** The name. */
  name: string;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
}

/** What serves a route: exactly one of `room` and `agent`. */
export interface RouteBackendSpec {
  /** The room. */
  room?: RouteRoomBackendSpec | null | undefined;
  /** The agent. */
  agent?: RouteAgentBackendSpec | null | undefined;
}

/** A room, by its name. */
export interface RouteRoomBackendSpec {
  /** The name. */
  name: string;
}

/** An agent, by its name. */
export interface RouteAgentBackendSpec {
  /** The name. */
  name: string;
}

/** What is served under a path. */
export interface RoutePathSpec {
  /** The path. Default: `/`. */
  path?: string | undefined;
  /** Whether what follows the path matters. Default: `prefix`. */
  pathType?: "prefix" | "exact" | (string & {}) | undefined;
  /** Whether the path is taken off before the request goes on. Default: false. */
  stripPrefix?: boolean | undefined;
  /** The port that serves it. */
  targetPort?: string | number | null | undefined;
  /** The files that are served; in place of `targetPort`. */
  targetContent?: RouteContentSpec | null | undefined;
  /** What is shown when nothing runs. */
  unavailable?: string | null | undefined;
}

/** Files that are served. */
export interface RouteContentSpec {
  /** The folder in it; without one, all of it. Default: empty. */
  subpath?: string | undefined;
  /** The file that is served where there is none. */
  notFound?: string | null | undefined;
  /** What other origins may do. Default: none. */
  cors?: RouteCorsRule[] | undefined;
  /** Whether folders are listed. Default: false. */
  index?: boolean | undefined;
  /** Whether users have to sign in. Default: false. */
  iap?: boolean | undefined;
  /** How replies are compressed. Default: `brotli`. */
  compression?: "brotli" | "gzip" | "none" | (string & {}) | undefined;
}

/** What other origins may do. */
export interface RouteCorsRule {
  /** The origins. */
  allowedOrigins: string[];
  /** The methods. Default: `["GET","HEAD"]`. */
  allowedMethods?: string[] | undefined;
  /** The headers of requests. Default: none. */
  allowedHeaders?: string[] | undefined;
  /** The headers of replies that they may read. Default: none. */
  exposeHeaders?: string[] | undefined;
  /** How long browsers remember it, in seconds. Default: 3,600. */
  maxAgeSeconds?: number | undefined;
  /** Whether cookies go along; not with the origin `*`. Default: false. */
  allowCredentials?: boolean | undefined;
}

/** A task that runs at set times. */
export interface ScheduledTask {
  /** The id. */
  id: string;
  /** The project's id. */
  project_id: string;
  /** The room's id. */
  room_id: string;
  /** The room's name. */
  room_name: string;
  /** What it is to be. */
  spec: ScheduledTaskSpec;
  /** The queue's name. */
  queue_name?: string | null | undefined;
  /** What the message holds: any JSON. Default: `{}`. */
  payload: JsonObject;
  /** The container that runs. */
  container?: ContainerSpec | null | undefined;
  /** When it runs: a cron line, or an interval such as `30 minutes`, at least 15 minutes apart. */
  schedule: string;
  /** Whether it runs at all. */
  active: boolean;
  /** Whether it runs only once. */
  once: boolean;
  /** Annotations: text by name. */
  annotations: Record<string, string>;
  /** The path under which runs store what they make. */
  storage_write_path?: string | null | undefined;
  /** The id of the last run. */
  last_run_id?: number | null | undefined;
  /** When it began, in ISO 8601. */
  last_start_time?: string | null | undefined;
  /** When it ended, in ISO 8601. */
  last_end_time?: string | null | undefined;
  /** How it ended. */
  last_status?: string | null | undefined;
  /** What it said. */
  last_return_message?: string | null | undefined;
}

/** What a task is: exactly one of `queue` and `container`. */
export interface ScheduledTaskSpec {
  /** The version of the format. Default: `v1`. */
  version?: "v1" | undefined;
  /** What the document is. Default: `ScheduledTask`. */
  kind?: "ScheduledTask" | undefined;
  /** What it is called. Default: `{"name":null,"annotations":{}}`. */
  metadata?: ScheduledTaskMetadata | undefined;
  /** When it runs: a cron line, or an interval such as `30 minutes`, at least 15 minutes apart. */
  schedule: string;
  /** Whether it runs at all. Default: true. */
  active?: boolean | undefined;
  /** Whether it runs only once. Default: false. */
  once?: boolean | undefined;
  /** The message that is put into a queue. */
  queue?: ScheduledTaskQueueSpec | null | undefined;
  /** The container that runs; in place of `queue`. */
  container?: ContainerSpec | null | undefined;
}

/** What a task is called. */
export interface ScheduledTaskMetadata {
  /** The name. */
  name?: string | null | undefined;
  /** Annotations: text by name. Default: `{}`. */
  annotations?: Record<string, string> | undefined;
}

/** A message that is put into a queue. */
export interface ScheduledTaskQueueSpec {
  /** The name. */
  name: string;
  /** What the message holds: any JSON. Default: `{}`. */
  payload?: JsonObject | undefined;
  /** The path under which runs store what they make. */
  storage_write_path?: string | null | undefined;
}

/** One run of a task. */
export interface ScheduledTaskRun {
  /** The id. */
  id: string;
  /** The task's id. */
  task_id: string;
  /** The project's id. */
  project_id: string;
  /** The room's id. */
  room_id: string;
  /** The room's name. */
  room_name: string;
  /** The id of the message. */
  queued_message_id?: string | null | undefined;
  /** What it ran: a queue's message or a container. */
  target: "queue" | "container" | (string & {});
  /** The state. */
  status: "pending" | "submitting" | "retrying" | "submitted" | "failed" | (string & {});
  /** How often it was tried. Default: 0. */
  attempt_count: number;
  /** What went wrong. */
  error?: string | null | undefined;
  /** The container's id. */
  container_id?: string | null | undefined;
  /** When it was due, in ISO 8601. */
  scheduled_time: string;
  /** When it is given up, in ISO 8601. */
  timeout_at?: string | null | undefined;
  /** When it began, in ISO 8601. */
  started_at?: string | null | undefined;
  /** Until when its worker has it in hand, in ISO 8601. */
  lease_expires_at?: string | null | undefined;
  /** When it ended, in ISO 8601. */
  completed_at?: string | null | undefined;
}

/** Which tasks to list. */
export interface ListScheduledTasks {
  /** The room's id. */
  room_id?: string | undefined;
  /** The task's id. */
  task_id?: string | undefined;
  /** Whether it runs at all. */
  active?: boolean | undefined;
  /** How many at most. Default: 100. */
  page_size?: number | undefined;
  /** How many to leave out at the beginning. */
  offset?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
}

/** What a task is to be. */
export interface NewScheduledTask {
  /** What it is to be. */
  spec: ScheduledTaskSpec;
}

/** Which runs to list. */
export interface ListTaskRuns {
  /** How many at most. Default: 100. */
  limit?: number | undefined;
  /** How many to leave out at the beginning. Default: 0. */
  offset?: number | undefined;
}

/** The id of a task. */
export interface ScheduledTaskId {
  /** The id. */
  task_id: string;
}

export interface Project {
  /** Tasks that run at set times. */
  readonly scheduledTasks: ScheduledTasks;
}

/** Tasks that run at set times. */
export class ScheduledTasks {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the tasks. With `room_id` it goes on by `offset`, otherwise by `continuation_token`.
   *
   * `GET /accounts/projects/{project}/scheduled-tasks`
   * @see list_scheduled_tasks_page, list_scheduled_tasks
   */
  list(which?: ListScheduledTasks, options?: RequestOptions): ApiPromise<Page<ScheduledTask>>;
  /**
   * All tasks, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/scheduled-tasks`
   * @see list_scheduled_tasks_page, list_scheduled_tasks
   */
  iterate(which?: ListScheduledTasks, options?: RequestOptions): Pages<ScheduledTask>;
  /**
   * Creates a task in a room, by the room's **name**; the reply has its id.
   *
   * `POST /accounts/projects/{project}/rooms/{room_name}/scheduled-tasks`
   * @see create_scheduled_task
   */
  create(room_name: string, task: NewScheduledTask, options?: RequestOptions): ApiPromise<ScheduledTaskId>;
  /**
   * Replaces what a task is.
   *
   * `PUT /accounts/projects/{project}/scheduled-tasks/{task_id}`
   * @see update_scheduled_task
   */
  update(task_id: string, task: NewScheduledTask, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a task.
   *
   * `DELETE /accounts/projects/{project}/scheduled-tasks/{task_id}`
   * @see delete_scheduled_task
   */
  delete(task_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * One page of a task's runs.
   *
   * `GET /accounts/projects/{project}/scheduled-tasks/{task_id}/runs`
   * @see list_scheduled_task_runs_page, list_scheduled_task_runs
   */
  listRuns(task_id: string, which?: ListTaskRuns, options?: RequestOptions): ApiPromise<Page<ScheduledTaskRun>>;
  /**
   * All runs of a task, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/scheduled-tasks/{task_id}/runs`
   * @see list_scheduled_task_runs_page, list_scheduled_task_runs
   */
  iterateRuns(task_id: string, which?: IteratePages, options?: RequestOptions): Pages<ScheduledTaskRun>;
}

/** A secret: what it is called and whose it is. */
export interface Secret {
  /** The id. */
  id: string;
  /** The project's id. */
  project_id: string;
  /** The id of the user to whom it belongs. */
  owner_user_id?: string | null | undefined;
  /** The id of the service account to which it belongs. */
  owner_service_account_id?: string | null | undefined;
  /** The id of the user who made it. */
  created_by_user_id?: string | null | undefined;
  /** The id of the service account that made it. */
  created_by_service_account_id?: string | null | undefined;
  /** What it is, such as `opaque`. */
  type: string;
  /** The name. */
  name: string;
  /** Whether only the proxy uses the value, and nobody reads it. Default: false. */
  http_only: boolean;
  /** Metadata: any JSON. Default: `{}`. */
  metadata: JsonObject;
  /** Annotations: text by name. Default: `{}`. */
  annotations: JsonObject;
  /** The id of the version that counts. */
  current_version_id?: string | null | undefined;
  /** The value of the current version, in base64; only where it was asked for. */
  value_base64?: string | null | undefined;
  /** When it was made, in ISO 8601. */
  created_at: string;
  /** When it was last changed, in ISO 8601. */
  updated_at: string;
}

/** A version of a secret. */
export interface SecretVersion {
  /** The id. */
  id: string;
  /** The secret's id. */
  secret_id: string;
  /** The version's number. */
  version: number;
  /** The value's SHA-256. */
  value_sha256?: string | null | undefined;
  /** The id of the user who made it. */
  created_by_user_id?: string | null | undefined;
  /** The id of the service account that made it. */
  created_by_service_account_id?: string | null | undefined;
  /** When it was made, in ISO 8601. */
  created_at: string;
}

/** The value of a secret's version. */
export interface SecretVersionValueResponse {
  /** The secret's id. */
  secret_id: string;
  /** The version's id. */
  version_id: string;
  /** The value, in base64. */
  value_base64: string;
}

/** Who may use a secret through the proxy. */
export interface SecretProxyAccessGrant {
  /** Whom it is about. */
  subject: AccessSubject;
  /** The roles. Default: none. */
  roles: string[];
}

/** What secrets to search for. */
export interface SecretCriteria {
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** The name. */
  name?: string | undefined;
  /** The kind. */
  type?: string | undefined;
  /** Whether only the proxy uses the value, and nobody reads it. */
  http_only?: boolean | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: object | undefined;
  /** The model's provider. */
  provider?: string | undefined;
  /** The service that it is for. */
  service?: string | undefined;
  /** The account that it is for. */
  account?: string | undefined;
  /** The user name that it is for. */
  username?: string | undefined;
  /** The e-mail address. */
  email?: string | undefined;
  /** The address. */
  url?: string | undefined;
  /** The OAuth provider that it is for. */
  oauth_provider?: string | undefined;
  /** The OAuth scopes that it is for. */
  oauth_scopes?: string | undefined;
  /** How many at most. Default: 100. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
}

/** What to show of a secret. */
export interface SecretQuestion {
  /** Whether the reply has the value. */
  include_value?: boolean | undefined;
}

/** A secret to create. */
export interface NewUserSecret {
  /** The id of the project in which it is used. */
  project_id: string;
  /** The name. */
  name: string;
  /** What it is. Default: `opaque`. */
  type?: string | undefined;
  /** Whether only the proxy uses the value, and nobody reads it. Default: false. */
  http_only?: boolean | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: object | undefined;
}

/** What to change of a secret. */
export interface SecretUpdate {
  /** The name. */
  name?: string | undefined;
  /** What it is. */
  type?: string | undefined;
  /** Whether only the proxy uses the value, and nobody reads it. */
  http_only?: boolean | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: object | undefined;
}

/** A new value: exactly one of `value` and `value_base64`. */
export interface NewSecretVersion {
  /** The value in base64, in place of `value`. */
  value_base64?: string | undefined;
  /** The value: text, which is sent as UTF-8, or bytes. */
  value?: string | Uint8Array | undefined;
  /** Whether it counts from now on. Default: true. */
  set_current?: boolean | undefined;
}

/** Who may use a secret through the proxy. */
export interface SecretProxyAccess {
  /** Whom it is about. */
  subject: ProxySubject;
}

/** A service account that uses a secret through the proxy. */
export interface ProxySubject {
  /** The service account's id. */
  id: string;
  /** What it is. Default: `service_account`. */
  type?: "service_account" | undefined;
}

/** A secret to create. */
export interface NewSecret {
  /** The name. */
  name: string;
  /** What it is. Default: `opaque`. */
  type?: string | undefined;
  /** Whether only the proxy uses the value, and nobody reads it. Default: false. */
  http_only?: boolean | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: object | undefined;
}

export interface Project {
  /** The secrets of service accounts. */
  readonly serviceAccountSecrets: ServiceAccountSecrets;
}

/** The secrets of service accounts. */
export class ServiceAccountSecrets {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of a service account's secrets, without their values.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}/secrets`
   * @see list_service_account_secrets, listServiceAccountSecrets
   */
  list(service_account_id: string, which?: ListFiltered, options?: RequestOptions): ApiPromise<Page<Secret>>;
  /**
   * All of a service account's secrets, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}/secrets`
   * @see list_service_account_secrets, listServiceAccountSecrets
   */
  iterate(service_account_id: string, which?: ListFiltered, options?: RequestOptions): Pages<Secret>;
  /**
   * One page of a service account's secrets that meet all criteria.
   *
   * `POST /accounts/projects/{project}/service-accounts/{service_account_id}/secrets:search`
   * @see search_service_account_secrets, searchServiceAccountSecrets
   */
  search(service_account_id: string, criteria?: SecretCriteria, options?: RequestOptions): ApiPromise<Page<Secret>>;
  /**
   * All of a service account's secrets that meet all criteria.
   *
   * `POST /accounts/projects/{project}/service-accounts/{service_account_id}/secrets:search`
   * @see search_service_account_secrets, searchServiceAccountSecrets
   */
  iterateSearch(service_account_id: string, criteria?: SecretCriteria, options?: RequestOptions): Pages<Secret>;
  /**
   * A secret by its id; its value only with `include_value`. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}`
   * @see get_service_account_secret, getServiceAccountSecret
   */
  get(
    service_account_id: string,
    secret_id: string,
    which?: SecretQuestion,
    options?: RequestOptions,
  ): ApiPromise<Secret>;
  /**
   * Creates a secret without a value: `createVersion` gives it one.
   *
   * `POST /accounts/projects/{project}/service-accounts/{service_account_id}/secrets`
   * @see create_service_account_secret, createServiceAccountSecret
   */
  create(service_account_id: string, secret: NewSecret, options?: RequestOptions): ApiPromise<Secret>;
  /**
   * Changes what a secret is called; what is left out stays.
   *
   * `PATCH /accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}`
   * @see update_service_account_secret, updateServiceAccountSecret
   */
  update(
    service_account_id: string,
    secret_id: string,
    change?: SecretUpdate,
    options?: RequestOptions,
  ): ApiPromise<Secret>;
  /**
   * Deletes a secret and all its versions.
   *
   * `DELETE /accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}`
   * @see delete_service_account_secret, deleteServiceAccountSecret
   */
  delete(service_account_id: string, secret_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * The versions of a secret, without their values.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions`
   * @see list_service_account_secret_versions, listServiceAccountSecretVersions
   */
  listVersions(
    service_account_id: string,
    secret_id: string,
    options?: RequestOptions,
  ): ApiPromise<Page<SecretVersion>>;
  /**
   * Gives a secret a new value: text or bytes as `value`, or base64 as `value_base64`.
   *
   * `POST /accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions`
   * @see create_service_account_secret_version, createServiceAccountSecretVersion
   */
  createVersion(
    service_account_id: string,
    secret_id: string,
    version: NewSecretVersion,
    options?: RequestOptions,
  ): ApiPromise<SecretVersion>;
  /**
   * The value of a version, in base64; `secretText` and `secretBytes` decode it. The service records who asked.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions/{version_id}:access`
   * @see access_service_account_secret_version
   */
  accessVersion(
    service_account_id: string,
    secret_id: string,
    version_id: string,
    options?: RequestOptions,
  ): ApiPromise<SecretVersionValueResponse>;
  /**
   * Deletes a version.
   *
   * `DELETE /accounts/projects/{project}/service-accounts/{service_account_id}/secrets/{secret_id}/versions/{version_id}`
   * @see delete_service_account_secret_version
   */
  deleteVersion(
    service_account_id: string,
    secret_id: string,
    version_id: string,
    options?: RequestOptions,
  ): ApiPromise<void>;
}

/** Which service accounts to list. */
export interface ListServiceAccounts {
  /** How many at most. */
  page_size?: number | undefined;
  /** Where to go on: the `continuation_token` of the page before. */
  continuation_token?: string | undefined;
  /** Text that the name must contain. */
  filter?: string | undefined;
  /** Those that the caller has access to, or all. */
  view?: "my" | "all" | (string & {}) | undefined;
}

/** A service account to create. */
export interface NewServiceAccount {
  /** The name. */
  name: string;
  /** The key. */
  key?: string | undefined;
  /** The name as people see it. */
  display_name?: string | undefined;
  /** What it is for, in words. Default: empty. */
  description?: string | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

/** What to change of a service account. */
export interface ServiceAccountUpdate {
  /** The name. */
  name: string;
  /** The name as people see it. */
  display_name?: string | undefined;
  /** What it is for, in words. Default: empty. */
  description?: string | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

export interface Project {
  /** Identities for programs. */
  readonly serviceAccounts: ServiceAccounts;
}

/** Identities for programs. */
export class ServiceAccounts {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the service accounts. `filter` looks into id, name, key and display name.
   *
   * `GET /accounts/projects/{project}/service-accounts`
   * @see list_service_accounts, listServiceAccounts
   */
  list(which?: ListServiceAccounts, options?: RequestOptions): ApiPromise<Page<ServiceAccount>>;
  /**
   * All service accounts, fetched page after page while you go through them.
   *
   * `GET /accounts/projects/{project}/service-accounts`
   * @see list_service_accounts, listServiceAccounts
   */
  iterate(which?: ListServiceAccounts, options?: RequestOptions): Pages<ServiceAccount>;
  /**
   * Creates a service account. Rejects with a `ConflictError` when the name is taken.
   *
   * `POST /accounts/projects/{project}/service-accounts`
   * @see create_service_account, createServiceAccount
   */
  create(account: NewServiceAccount, options?: RequestOptions): ApiPromise<ServiceAccount>;
  /**
   * A service account by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/service-accounts/{service_account_id}`
   * @see get_service_account
   */
  get(service_account_id: string, options?: RequestOptions): ApiPromise<ServiceAccount>;
  /**
   * A service account by its name. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/service-accounts/by-name/{name}`
   * @see get_service_account_by_name
   */
  getByName(name: string, options?: RequestOptions): ApiPromise<ServiceAccount>;
  /**
   * Changes a service account. `name` is always sent, and so is `description`: left out, it is cleared.
   *
   * `PUT /accounts/projects/{project}/service-accounts/{service_account_id}`
   * @see update_service_account
   */
  update(service_account_id: string, change: ServiceAccountUpdate, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a service account. Its API keys stop to work.
   *
   * `DELETE /accounts/projects/{project}/service-accounts/{service_account_id}`
   * @see delete_service_account
   */
  delete(service_account_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** A template of a service. */
export interface ServiceTemplateSpec {
  /** The version of the format. */
  version: "v1";
  /** What the document is. */
  kind: "ServiceTemplate";
  /** What it is called. */
  metadata: ServiceMetadata;
  /** The agents that it brings. */
  agents?: AgentSpec[] | null | undefined;
  /** What the template asks for. */
  variables?: ServiceTemplateVariable[] | null | undefined;
  /** The ports. */
  ports?: PortSpec[] | null | undefined;
  /** Files that the container finds. */
  files?: ServiceFileSpec[] | null | undefined;
  /** The container. */
  container?: ContainerTemplateSpec | null | undefined;
  /** A service that runs elsewhere. */
  external?: ExternalServiceTemplateSpec | null | undefined;
}

/** Something that a template asks for. */
export interface ServiceTemplateVariable {
  /** The name. */
  name: string;
  /** The title. */
  title?: string | null | undefined;
  /** What it is for, in words. */
  description?: string | null | undefined;
  /** Whether the value is hidden while it is typed. Default: false. */
  obscure: boolean;
  /** The values to choose from. */
  enum?: string[] | null | undefined;
  /** Whether it may be left out. Default: false. */
  optional: boolean;
  /** What the value is, where it is no plain text. */
  type?: "email" | "route" | (string & {}) | null | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
}

/** A container of a template. */
export interface ContainerTemplateSpec {
  /** The environment variables. */
  environment?: EnvironmentVariable[] | null | undefined;
  /** The image's name, with a tag or digest. */
  image?: string | null | undefined;
  /** As whom it acts. */
  run_as?: ServiceRunAs | null | undefined;
  /** What it is run as. Default: `agent`. */
  template: "agent" | "none" | (string & {});
  /** The command, in place of the image's own. */
  command?: string | null | undefined;
  /** The folder in which the command starts. */
  working_dir?: string | null | undefined;
  /** What is mounted. */
  storage?: ContainerMountSpec | null | undefined;
  /** Whether it runs only when it is called. */
  on_demand?: boolean | null | undefined;
  /** Whether it can write outside of its mounts. */
  writable_root_fs?: boolean | null | undefined;
  /** Whether only members of the room reach it. Default: true. */
  private: boolean;
}

/** A service that runs elsewhere, of a template. */
export interface ExternalServiceTemplateSpec {
  /** The address. */
  url: string;
}

/** A service, or a template of one. */
export type DiscoveredService = ServiceSpec | ServiceTemplateSpec;

/** An MCP server to look at. */
export interface McpServerToDiscover {
  /** The server's address. */
  url: string;
  /** What comes back: `service` or `template`. Default: `service`. */
  format?: "service" | "template" | (string & {}) | undefined;
}

export interface Meshagent {
  /** Help with services and their templates. */
  readonly services: ServiceTools;
}

/** Help with services and their templates. */
export class ServiceTools {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A template with its variables filled in.
   *
   * `POST /templates/render`
   * @see render_template
   */
  renderTemplate(template: TemplateValues, options?: RequestOptions): ApiPromise<ServiceTemplateSpec>;
  /**
   * A service, or a template of one, for an MCP server: what its address says of it.
   *
   * `POST /mcp/discover`
   * @see discover_mcp_spec, discover_mcp_service, discover_mcp_service_template
   */
  discoverMcp(server: McpServerToDiscover, options?: RequestOptions): ApiPromise<DiscoveredService>;
}

/** A template and the values of its variables. */
export interface TemplateValues {
  /** The template's text, YAML. */
  template: string;
  /** The values of the template's variables by name. */
  values: Record<string, string>;
}

export interface Project {
  /** Services that run in every room of the project. */
  readonly services: Services;
}

/** Services that run in every room of the project. */
export class Services {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * The services. The list is not paged.
   *
   * `GET /accounts/projects/{project}/services`
   * @see list_services, listServices
   */
  list(options?: RequestOptions): ApiPromise<Page<ServiceSpec>>;
  /**
   * A service by its id. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/services/{service_id}`
   * @see get_service, getService
   */
  get(service_id: string, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * A service by its name. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/projects/{project}/services/by-name/{service_name}`
   * @see get_service_by_name
   */
  getByName(service_name: string, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * Creates a service. An `id` in it is not sent. Rejects with a `ConflictError` when the name is taken.
   *
   * `POST /accounts/projects/{project}/services`
   * @see create_service, createService
   */
  create(service: ServiceSpec, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * Creates a service from a template. Rejects with a `ConflictError` when the name is taken.
   *
   * `POST /accounts/projects/{project}/services`
   * @see create_service_from_template
   */
  createFromTemplate(template: TemplateValues, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * Replaces a service. Its `id` must be in it.
   *
   * `PUT /accounts/projects/{project}/services/{service_id}`
   * @see update_service, updateService
   */
  update(service_id: string, service: ServiceSpec, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * Replaces a service by one from a template.
   *
   * `PUT /accounts/projects/{project}/services/{service_id}`
   * @see update_service_from_template
   */
  updateFromTemplate(service_id: string, template: TemplateValues, options?: RequestOptions): ApiPromise<ServiceSpec>;
  /**
   * Deletes a service.
   *
   * `DELETE /accounts/projects/{project}/services/{service_id}`
   * @see delete_service, deleteService
   */
  delete(service_id: string, options?: RequestOptions): ApiPromise<void>;
}

/** An agent that a service brings. */
export interface AgentSpec {
  /** The name. */
  name: string;
  /** What it is for, in words. */
  description?: string | null | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
  /** How it is reached. */
  channels?: ChannelsSpec | null | undefined;
  /** The mail address that it has. */
  email?: EmailSpec | null | undefined;
  /** What it does again and again. */
  heartbeat?: HeartbeatSpec | null | undefined;
}

/** How an agent is reached. */
export interface ChannelsSpec {
  /** Mail. */
  email?: EmailChannel[] | null | undefined;
  /** Messages in the room. */
  messaging?: MessagingChannel[] | null | undefined;
  /** Queues. */
  queue?: QueueChannel[] | null | undefined;
  /** Toolkits that it offers. */
  toolkit?: ToolkitChannel[] | null | undefined;
}

/** Mail to an agent. */
export interface EmailChannel {
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
  /** The address; without one the service makes one. */
  address: string;
  /** Whether only members of the room may write to it. Default: true. */
  private?: boolean | undefined;
}

/** Messages to an agent. */
export interface MessagingChannel {
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
  /** The messages' protocol. Default: `meshagent.agent-message.v1`. */
  protocol?: string | undefined;
  /** Prompts that are offered. */
  prompts?: PromptTemplate[] | null | undefined;
}

/** A prompt that is offered. */
export interface PromptTemplate {
  /** The name. */
  name: string;
  /** What it is for, in words. */
  description?: string | null | undefined;
  /** The prompt's text. */
  prompt: string;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
}

/** A queue that an agent listens to. */
export interface QueueChannel {
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
  /** The queue's name. */
  queue: string;
  /** How messages become threads. */
  threading_mode?: "default-new" | null | undefined;
  /** The JSON Schema that messages must fit. */
  message_schema?: JsonObject | null | undefined;
}

/** A toolkit that an agent offers. */
export interface ToolkitChannel {
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
  /** The name. */
  name: string;
}

/** An agent's mail address. */
export interface EmailSpec {
  /** The mail address. */
  address: string;
  /** Whether anybody may write to it. Default: false. */
  public?: boolean | undefined;
}

/** A prompt that an agent gets again and again. */
export interface HeartbeatSpec {
  /** The queue that its messages go to. */
  queue: string;
  /** The thread that it goes on with. */
  thread_id?: string | null | undefined;
  /** What the agent is told each time. */
  prompt?: AgentContent[] | null | undefined;
  /** How many minutes lie between. */
  minutes: number;
}

/** Text. */
export interface AgentTextContent {
  /** The kind. */
  type: "text";
  /** The text. */
  text: string;
}

/** A file. */
export interface AgentFileContent {
  /** The kind. */
  type: "file";
  /** Where the file is. */
  url: string;
  /** The name. */
  name?: string | null | undefined;
}

/** Sound. */
export interface AgentAudioContent {
  /** The kind. */
  type: "audio";
  /** Where the sound is. */
  url: string;
}

/** Something that an agent is told. */
export type AgentContent = AgentTextContent | AgentFileContent | AgentAudioContent;

/** A container. */
export interface ContainerSpec {
  /** The image's name, with a tag or digest. */
  image: string;
  /** As whom it acts. */
  run_as?: ServiceRunAs | null | undefined;
  /** What it is run as. Default: `agent`. */
  template?: "agent" | "none" | (string & {}) | null | undefined;
  /** The command, in place of the image's own. */
  command?: string | null | undefined;
  /** The folder in which the command starts. */
  working_dir?: string | null | undefined;
  /** The secret that the image is pulled with. */
  pull_secret?: SecretValue | null | undefined;
  /** The environment variables. */
  environment?: EnvironmentVariable[] | null | undefined;
  /** What is mounted. */
  storage?: ContainerMountSpec | null | undefined;
  /** Whether it runs only when it is called. */
  on_demand?: boolean | null | undefined;
  /** Whether it can write outside of its mounts. */
  writable_root_fs?: boolean | null | undefined;
  /** Whether only the room reaches it. Default: true. */
  private?: boolean | undefined;
}

/** As whom a service acts. */
export interface ServiceRunAs {
  /** The address of the service account. */
  email: string;
  /** The scopes. Default: `["secrets:proxy"]`. */
  scopes?: string[] | undefined;
}

/** A secret, by its id. */
export interface SecretValue {
  /** The id. */
  id: string;
}

/** An environment variable: with a value, a token or a secret. */
export interface EnvironmentVariable {
  /** The name. */
  name: string;
  /** The value. */
  value?: string | null | undefined;
  /** A participant token that is made for it. */
  token?: TokenValue | null | undefined;
  /** The secret that holds the value. */
  secret?: SecretValue | null | undefined;
}

/** A participant token that is made for a container. */
export interface TokenValue {
  /** The participant's name. */
  identity: string;
  /** What it may do in the room. */
  api?: ApiScope | null | undefined;
  /** What the participant is. */
  role?: "user" | "agent" | "tool" | (string & {}) | null | undefined;
}

/** What is mounted into a container. */
export interface ContainerMountSpec {
  /** The room's storage. */
  room?: RoomStorageMountSpec[] | null | undefined;
  /** Volumes. */
  volumes?: VolumeStorageMountSpec[] | null | undefined;
  /** Images whose files are mounted. */
  images?: ImageStorageMountSpec[] | null | undefined;
  /** Files. */
  files?: FileStorageMountSpec[] | null | undefined;
  /** Folders that begin empty. */
  empty_dirs?: EmptyDirMountSpec[] | null | undefined;
  /** Where the session's configuration is mounted. */
  configs?: ConfigMountSpec[] | null | undefined;
}

/** A room's storage, mounted. */
export interface RoomStorageMountSpec {
  /** The path. */
  path: string;
  /** The folder in it; without one, all of it. */
  subpath?: string | null | undefined;
  /** Whether it can only be read. Default: false. */
  read_only?: boolean | undefined;
}

/** A volume, mounted. */
export interface VolumeStorageMountSpec {
  /** The name. */
  name: string;
  /** The path. */
  path: string;
  /** The folder in it; without one, all of it. */
  subpath?: string | null | undefined;
  /** Whether it can only be read. Default: false. */
  read_only?: boolean | undefined;
}

/** An image whose files are mounted. */
export interface ImageStorageMountSpec {
  /** The image's name, with a tag or digest. */
  image: string;
  /** The path. */
  path: string;
  /** The folder in it; without one, all of it. */
  subpath?: string | null | undefined;
  /** Whether it can only be read. Default: true. */
  read_only?: boolean | undefined;
}

/** A file with this text. */
export interface FileStorageMountSpec {
  /** The path. */
  path: string;
  /** What is in it. */
  text: string;
  /** Whether it can only be read. Default: true. */
  read_only?: boolean | undefined;
}

/** A folder that begins empty. */
export interface EmptyDirMountSpec {
  /** The path. */
  path: string;
  /** Whether it can only be read. Default: false. */
  read_only?: boolean | undefined;
}

/** Where the session's configuration is mounted. */
export interface ConfigMountSpec {
  /** The path. Default: `/var/run/meshagent`. */
  path?: string | undefined;
}

/** A port. */
export interface PortSpec {
  /** The port, or `*` for any. Default: `*`. */
  num?: string | number | undefined;
  /** The port on the host. */
  host_port?: number | null | undefined;
  /** The kind. Default: `http`. */
  type?: "http" | "tcp" | (string & {}) | null | undefined;
  /** What answers there. Default: none. */
  endpoints?: EndpointSpec[] | undefined;
  /** The path that says whether it is alive. */
  liveness?: string | null | undefined;
  /** Whether it is reached from outside. */
  published?: boolean | null | undefined;
  /** Whether anybody may call it. */
  public?: boolean | null | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
}

/** What answers on a port. */
export interface EndpointSpec {
  /** The path. */
  path: string;
  /** An agent of the room. */
  meshagent?: MeshagentEndpointSpec | null | undefined;
  /** An MCP server. */
  mcp?: MCPEndpointSpec | null | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
}

/** An agent that joins the room. */
export interface MeshagentEndpointSpec {
  /** The participant's name. */
  identity: string;
  /** What it may do in the room. */
  api?: ApiScope | null | undefined;
}

/** An MCP server. */
export interface MCPEndpointSpec {
  /** What models call it. */
  label: string;
  /** What it is for, in words. */
  description?: string | null | undefined;
  /** The tools that may be used; all of them without it. */
  allowed_tools?: AllowedMcpToolFilter[] | null | undefined;
  /** Headers that are sent to it. */
  headers?: Record<string, string> | null | undefined;
  /** Whether a call has to be approved. */
  require_approval?: "always" | "never" | (string & {}) | null | undefined;
  /** The OAuth client that it signs in with. */
  oauth?: OAuthClientConfig | null | undefined;
  /** The id of OpenAI's connector. */
  openai_connector_id?: string | null | undefined;
  /** The id of the secret that the proxy adds. */
  use_proxy_secret?: string | null | undefined;
}

/** Which tools of an MCP server may be used. */
export interface AllowedMcpToolFilter {
  /** The tools' names. */
  tool_names?: string[] | null | undefined;
  /** Whether it can only be read. */
  read_only?: boolean | null | undefined;
}

/** An OAuth client that signs in elsewhere. */
export interface OAuthClientConfig {
  /** The OAuth client's id. */
  client_id?: string | null | undefined;
  /** The OAuth client's secret. */
  client_secret?: string | null | undefined;
  /** Where the user signs in. */
  authorization_endpoint?: string | null | undefined;
  /** Where tokens come from. */
  token_endpoint?: string | null | undefined;
  /** Whether PKCE is left out. */
  no_pkce?: boolean | null | undefined;
  /** The scopes. */
  scopes?: string[] | null | undefined;
}

/** What a service is. */
export interface ServiceSpec {
  /** The version of the format. */
  version: "v1";
  /** What the document is. */
  kind: "Service";
  /** The id. */
  id?: string | null | undefined;
  /** Whether it is on. Default: true. */
  enabled?: boolean | undefined;
  /** What it is called. */
  metadata: ServiceMetadata;
  /** The agents that it brings. */
  agents?: AgentSpec[] | null | undefined;
  /** The ports. Default: none. */
  ports?: PortSpec[] | null | undefined;
  /** Files that the container finds. */
  files?: ServiceFileSpec[] | null | undefined;
  /** The container. */
  container?: ContainerSpec | null | undefined;
  /** A service that runs elsewhere. */
  external?: ExternalServiceSpec | null | undefined;
}

/** What a service is called. */
export interface ServiceMetadata {
  /** The name. */
  name: string;
  /** What it is for, in words. */
  description?: string | null | undefined;
  /** Where the source is. */
  repo?: string | null | undefined;
  /** The icon: an address, or an emoji. */
  icon?: string | null | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | null | undefined;
}

/** A file that a service finds. */
export interface ServiceFileSpec {
  /** The path. */
  path: string;
  /** What is in it. */
  text: string;
}

/** A service that runs elsewhere. */
export interface ExternalServiceSpec {
  /** Where it is. */
  url?: string | null | undefined;
}

/** A session of a room or an agent. */
export interface RoomSession {
  /** The id. */
  id: string;
  /** The room's id. */
  room_id?: string | null | undefined;
  /** The room's name. */
  room_name: string;
  /** When it was made, in ISO 8601. */
  created_at: string;
  /** Whether it still runs. */
  is_active: boolean;
  /** How many of each kind of participant there are. */
  participants?: Record<string, number> | null | undefined;
  /** What ran: `room` or `agent`. Default: `room`. */
  kind: string;
  /** The agent's id. */
  agent_id?: string | null | undefined;
  /** The agent's name. */
  agent_name?: string | null | undefined;
}

/** Which sessions to list. */
export interface ListRecentSessions {
  /** How many at most. Default: 25. */
  limit?: number | undefined;
  /** The room's id. */
  room_id?: string | undefined;
}

/** How many sessions to list. */
export interface ListRecent {
  /** How many at most. Default: 25. */
  limit?: number | undefined;
}

/** Which sessions of agents to list. */
export interface ListRecentAgentSessions {
  /** How many at most. Default: 25. */
  limit?: number | undefined;
  /** The agent's id. */
  agent_id?: string | undefined;
}

export interface Project {
  /** What runs and what ran: sessions of rooms and agents. */
  readonly sessions: Sessions;
}

/** What runs and what ran: sessions of rooms and agents. */
export class Sessions {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A session, as the service has it: its members are not documented. Rejects with a `NotFoundError` when there is
   * none.
   *
   * `GET /accounts/projects/{project}/sessions/{session_id}`
   * @see get_session, getSession
   */
  get(session_id: string, options?: RequestOptions): ApiPromise<JsonObject>;
  /**
   * How many participants a session has, by kind.
   *
   * `GET /accounts/projects/{project}/sessions/{session_id}/participants`
   * @see get_session_participant_counts
   */
  getParticipantCounts(session_id: string, options?: RequestOptions): ApiPromise<Record<string, number>>;
  /**
   * The sessions of rooms that run now.
   *
   * `GET /accounts/projects/{project}/sessions/active`
   * @see list_active_sessions, listActiveSessions
   */
  listActive(options?: RequestOptions): ApiPromise<Page<RoomSession>>;
  /**
   * The latest sessions of rooms, 25 unless `limit` says otherwise.
   *
   * `GET /accounts/projects/{project}/sessions`
   * @see list_recent_sessions, listRecentSessions
   */
  listRecent(which?: ListRecentSessions, options?: RequestOptions): ApiPromise<Page<RoomSession>>;
  /**
   * The latest sessions of a room, by the room's **name**.
   *
   * `GET /accounts/projects/{project}/rooms/{room_name}/sessions`
   * @see list_recent_room_sessions, listRecentRoomSessions
   */
  listRecentInRoom(room_name: string, which?: ListRecent, options?: RequestOptions): ApiPromise<Page<RoomSession>>;
  /**
   * The sessions of agents that run now.
   *
   * `GET /accounts/projects/{project}/agents/sessions/active`
   * @see list_active_agent_sessions
   */
  listActiveAgents(options?: RequestOptions): ApiPromise<Page<RoomSession>>;
  /**
   * The latest sessions of agents, 25 unless `limit` says otherwise.
   *
   * `GET /accounts/projects/{project}/agents/sessions`
   * @see list_recent_agent_sessions
   */
  listRecentAgents(which?: ListRecentAgentSessions, options?: RequestOptions): ApiPromise<Page<RoomSession>>;
  /**
   * The latest sessions of an agent, by the agent's **name**.
   *
   * `GET /accounts/projects/{project}/agents/{agent_name}/sessions`
   * @see list_recent_single_agent_sessions, listRecentSingleAgentSessions
   */
  listRecentForAgent(agent_name: string, which?: ListRecent, options?: RequestOptions): ApiPromise<Page<RoomSession>>;
  /**
   * A session's events; their members are not documented.
   *
   * `GET /accounts/projects/{project}/sessions/{session_id}/events`
   * @see list_session_events, listSessionEvents
   */
  listEvents(session_id: string, options?: RequestOptions): ApiPromise<Page<JsonObject>>;
  /**
   * A session's spans, as OpenTelemetry has them; their members are not documented.
   *
   * `GET /accounts/projects/{project}/sessions/{session_id}/spans`
   * @see list_session_spans, listSessionSpans
   */
  listSpans(session_id: string, options?: RequestOptions): ApiPromise<Page<JsonObject>>;
  /**
   * A session's metrics; their members are not documented.
   *
   * `GET /accounts/projects/{project}/sessions/{session_id}/metrics`
   * @see list_session_metrics, listSessionMetrics
   */
  listMetrics(session_id: string, options?: RequestOptions): ApiPromise<Page<JsonObject>>;
  /**
   * Ends a session.
   *
   * `POST /accounts/projects/{project}/sessions/{session_id}/terminate`
   * @see terminate, terminateSession
   */
  terminate(session_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * Ends a session by force: what it runs on is removed.
   *
   * `POST /accounts/projects/{project}/sessions/{session_id}/kill`
   * @see kill_session
   */
  kill(session_id: string, options?: RequestOptions): ApiPromise<void>;
}

export interface Project {
  /** The project's settings: open JSON documents by name. */
  readonly settingsDocuments: SettingsDocuments;
}

/** The project's settings: open JSON documents by name. */
export class SettingsDocuments {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A settings document by its name; `null` when it was never set. `LlmRouterConfig` describes the one called
   * `router`.
   *
   * `GET /accounts/projects/{project}/settings/{name}`
   * @see get_project_settings_document
   */
  get(name: string, options?: RequestOptions): ApiPromise<JsonObject | null>;
  /**
   * Replaces a settings document.
   *
   * `PUT /accounts/projects/{project}/settings/{name}`
   * @see set_project_settings_document
   */
  set(name: string, document: object, options?: RequestOptions): ApiPromise<void>;
  /**
   * Deletes a settings document, so that the service's defaults are in force.
   *
   * `DELETE /accounts/projects/{project}/settings/{name}`
   * @see delete_project_settings_document
   */
  delete(name: string, options?: RequestOptions): ApiPromise<void>;
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
   * @see upload, upload
   */
  upload(path: string, data: UploadData, options?: TransferOptions): ApiPromise<void>;
  /**
   * A file's bytes. There is no timeout unless you set one. Rejects with a `NotFoundError` when there is no file.
   *
   * `GET /projects/{project}/storage/download`
   * @see download, download
   */
  download(path: string, options?: TransferOptions): ApiPromise<Bytes>;
  /**
   * A file as a `Blob`, which a browser may keep on disk.
   *
   * `GET /projects/{project}/storage/download`
   * @see download, download
   */
  downloadBlob(path: string, options?: TransferOptions): ApiPromise<Blob>;
  /**
   * A file as a stream: the promise resolves when the first bytes can be read.
   *
   * `GET /projects/{project}/storage/download`
   * @see download, download
   */
  downloadStream(path: string, options?: TransferOptions): ApiPromise<ReadableStream<Bytes>>;
}

/** What to change of a user's profile. */
export interface UserUpdate {
  /** The first name. */
  first_name?: string | undefined;
  /** The last name. */
  last_name?: string | undefined;
  /** Metadata: any JSON. */
  metadata?: object | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

export interface Meshagent {
  /** What only the service's own administrators may do. */
  readonly sysadmin: Sysadmin;
}

/** What only the service's own administrators may do. */
export class Sysadmin {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the service's users.
   *
   * `GET /accounts/sysadmin/users`
   * @see search_sysadmin_users
   */
  searchUsers(which?: ListFiltered, options?: RequestOptions): ApiPromise<Page<User>>;
  /**
   * All of the service's users, fetched page after page while you go through them.
   *
   * `GET /accounts/sysadmin/users`
   * @see search_sysadmin_users
   */
  iterateUsers(which?: ListFiltered, options?: RequestOptions): Pages<User>;
  /**
   * A user's profile. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/sysadmin/users/{user_id}`
   * @see get_sysadmin_user_profile
   */
  getUser(user_id: string, options?: RequestOptions): ApiPromise<User>;
  /**
   * Changes a user's profile; what is left out stays.
   *
   * `PUT /accounts/sysadmin/users/{user_id}`
   * @see update_sysadmin_user_profile
   */
  updateUser(user_id: string, change?: UserUpdate, options?: RequestOptions): ApiPromise<void>;
}

/** A participant token's claims. */
export interface ParticipantTokenClaims {
  /** The participant's name. */
  name: string;
  /** What it grants. */
  grants: TokenGrant[];
  /** The project's id. */
  sub?: string | null | undefined;
  /** The API key's id. */
  kid?: string | null | undefined;
  /** The version of the format. */
  version?: string | null | undefined;
}

/** The token to check. */
export interface ParticipantTokenToCheck {
  /** The participant token. */
  token: string;
}

export interface Meshagent {
  /** What the service says of participant tokens. */
  readonly participantTokens: ParticipantTokenChecks;
}

/** What the service says of participant tokens. */
export class ParticipantTokenChecks {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * The claims of a participant token that is valid. The client's own token is not sent.
   *
   * `POST /api/participant-token/validate`
   * @see validate_participant_token
   */
  validate(token: ParticipantTokenToCheck, options?: RequestOptions): ApiPromise<ParticipantTokenClaims>;
}

/** Which usage to list. */
export interface UsageQuestion {
  /** From when on. */
  start?: string | Date | undefined;
  /** Until when. */
  end?: string | Date | undefined;
  /** The length of a row's time, such as `1d`. */
  interval?: string | undefined;
  /** What is counted, such as `llm`. */
  report?: string | undefined;
  /** Only these users, by id. */
  users?: string[] | undefined;
  /** The room's name. */
  room?: string | undefined;
  /** The model's provider. */
  provider?: string | undefined;
  /** The model's name. */
  model?: string | undefined;
  /** Only this kind of usage, such as `tokens`. */
  usage_type?: string | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

/** Which usage of the caller's to list. */
export interface OwnUsageQuestion {
  /** From when on. */
  start?: string | Date | undefined;
  /** Until when. */
  end?: string | Date | undefined;
  /** The length of a row's time, such as `1d`. */
  interval?: string | undefined;
  /** Annotations: text by name. */
  annotations?: Record<string, string> | undefined;
}

export interface Project {
  /** What was used, by time. */
  readonly usage: Usage;
}

/** What was used, by time. */
export class Usage {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * What was used, a row for each time, model and so on; the rows' members are not documented.
   *
   * `GET /accounts/projects/{project}/usage`
   * @see get_usage, getUsage
   */
  get(which?: UsageQuestion, options?: RequestOptions): ApiPromise<Page<JsonObject>>;
  /**
   * What the caller used of the LLM proxy; the rows' members are not documented.
   *
   * `GET /accounts/projects/{project}/llm-proxy/usage`
   * @see get_current_user_llm_proxy_usage
   */
  getOwnLlmProxy(which?: OwnUsageQuestion, options?: RequestOptions): ApiPromise<Page<JsonObject>>;
}

export interface Meshagent {
  /** The caller's own secrets. */
  readonly userSecrets: UserSecrets;
}

/** The caller's own secrets. */
export class UserSecrets {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * One page of the caller's secrets, without their values.
   *
   * `GET /accounts/users/me/secrets`
   * @see list_user_secrets, listUserSecrets
   */
  list(which?: ListFiltered, options?: RequestOptions): ApiPromise<Page<Secret>>;
  /**
   * All of the caller's secrets, fetched page after page while you go through them.
   *
   * `GET /accounts/users/me/secrets`
   * @see list_user_secrets, listUserSecrets
   */
  iterate(which?: ListFiltered, options?: RequestOptions): Pages<Secret>;
  /**
   * One page of the caller's secrets that meet all criteria.
   *
   * `POST /accounts/users/me/secrets:search`
   * @see search_user_secrets, searchUserSecrets
   */
  search(criteria?: SecretCriteria, options?: RequestOptions): ApiPromise<Page<Secret>>;
  /**
   * All of the caller's secrets that meet all criteria.
   *
   * `POST /accounts/users/me/secrets:search`
   * @see search_user_secrets, searchUserSecrets
   */
  iterateSearch(criteria?: SecretCriteria, options?: RequestOptions): Pages<Secret>;
  /**
   * A secret by its id; its value only with `include_value`. Rejects with a `NotFoundError` when there is none.
   *
   * `GET /accounts/users/me/secrets/{secret_id}`
   * @see get_user_secret, getUserSecret
   */
  get(secret_id: string, which?: SecretQuestion, options?: RequestOptions): ApiPromise<Secret>;
  /**
   * Creates a secret without a value: `createVersion` gives it one.
   *
   * `POST /accounts/users/me/secrets`
   * @see create_user_secret, createUserSecret
   */
  create(secret: NewUserSecret, options?: RequestOptions): ApiPromise<Secret>;
  /**
   * Changes what a secret is called; what is left out stays.
   *
   * `PATCH /accounts/users/me/secrets/{secret_id}`
   * @see update_user_secret, updateUserSecret
   */
  update(secret_id: string, change?: SecretUpdate, options?: RequestOptions): ApiPromise<Secret>;
  /**
   * Deletes a secret and all its versions.
   *
   * `DELETE /accounts/users/me/secrets/{secret_id}`
   * @see delete_user_secret, deleteUserSecret
   */
  delete(secret_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * The versions of a secret, without their values.
   *
   * `GET /accounts/users/me/secrets/{secret_id}/versions`
   * @see list_user_secret_versions, listUserSecretVersions
   */
  listVersions(secret_id: string, options?: RequestOptions): ApiPromise<Page<SecretVersion>>;
  /**
   * Gives a secret a new value: text or bytes as `value`, or base64 as `value_base64`.
   *
   * `POST /accounts/users/me/secrets/{secret_id}/versions`
   * @see create_user_secret_version, createUserSecretVersion
   */
  createVersion(secret_id: string, version: NewSecretVersion, options?: RequestOptions): ApiPromise<SecretVersion>;
  /**
   * The value of a version, in base64; `secretText` and `secretBytes` decode it. The service records who asked.
   *
   * `GET /accounts/users/me/secrets/{secret_id}/versions/{version_id}:access`
   * @see access_user_secret_version
   */
  accessVersion(
    secret_id: string,
    version_id: string,
    options?: RequestOptions,
  ): ApiPromise<SecretVersionValueResponse>;
  /**
   * Deletes a version.
   *
   * `DELETE /accounts/users/me/secrets/{secret_id}/versions/{version_id}`
   * @see delete_user_secret_version
   */
  deleteVersion(secret_id: string, version_id: string, options?: RequestOptions): ApiPromise<void>;
  /**
   * One page of those who may use a secret through the proxy.
   *
   * `GET /accounts/users/me/secrets/{secret_id}/access`
   * @see list_user_secret_proxy_access, listUserSecretProxyAccess
   */
  listProxyAccess(
    secret_id: string,
    which?: ListByToken,
    options?: RequestOptions,
  ): ApiPromise<Page<SecretProxyAccessGrant>>;
  /**
   * All who may use a secret through the proxy.
   *
   * `GET /accounts/users/me/secrets/{secret_id}/access`
   * @see list_user_secret_proxy_access, listUserSecretProxyAccess
   */
  iterateProxyAccess(secret_id: string, which?: ListByToken, options?: RequestOptions): Pages<SecretProxyAccessGrant>;
  /**
   * Lets a service account use a secret through the proxy, without reading it.
   *
   * `POST /accounts/users/me/secrets/{secret_id}/access:grant-proxy`
   * @see grant_user_secret_proxy_access, grantUserSecretProxyAccess
   */
  grantProxyAccess(secret_id: string, grant: SecretProxyAccess, options?: RequestOptions): ApiPromise<void>;
  /**
   * Takes that away.
   *
   * `POST /accounts/users/me/secrets/{secret_id}/access:revoke-proxy`
   * @see revoke_user_secret_proxy_access, revokeUserSecretProxyAccess
   */
  revokeProxyAccess(secret_id: string, grant: SecretProxyAccess, options?: RequestOptions): ApiPromise<void>;
}

/** An argument or an option that cannot be used: nothing was sent. */
export class ArgumentError extends RoomException {}
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
