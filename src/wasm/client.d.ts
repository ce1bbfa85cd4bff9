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
