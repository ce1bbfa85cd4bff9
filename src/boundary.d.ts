/** An object with any members. */
export type JsonObject = Record<string, unknown>;

/** A value that may also be `null`. */
export type Nullable<T> = T | null;

/** A project of the service; all that belongs to it is reached from here. */
export class Project {
  private constructor();
  free(): void;
  [Symbol.dispose](): void;
  /** The project's id. */
  readonly id: string;
}

/** Options of a client. */
export interface MeshagentOptions {
  /**
   * The address of the service; a path prefix is kept.
   * Default: `MESHAGENT_API_URL` in Node, then `https://api.meshagent.com`.
   */
  baseUrl?: string;
  /**
   * The bearer token, or a function that returns one, which is asked before every attempt but never twice at a time.
   * Default: `MESHAGENT_API_KEY` in Node.
   */
  token?: string | (() => string | Promise<string>);
  /** The project of `project()`. Default: `MESHAGENT_PROJECT_ID` in Node. */
  projectId?: string;
  /** Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Default: 60,000. */
  timeout?: number;
  /** How often a failed call may be tried again. Default: 2. */
  maxRetries?: number;
  /** Headers of every request. */
  headers?: NonNullable<RequestInit["headers"]>;
  /**
   * What sends the requests. `init.headers` is a plain object with names in lower case. Default: the global `fetch`.
   */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /**
   * Where the service has its storage routes: `/projects/{id}/storage`, which the official SDKs use, or
   * `/accounts/projects/{id}/storage`, which one page of its documentation names. Default: `projects`.
   */
  storagePrefix?: "projects" | "accounts/projects";
  /** Is told of every attempt when it has ended; what it throws is ignored. */
  onAttempt?: (attempt: Attempt) => void;
}

/** Options of one call. */
export interface RequestOptions {
  /** Ends the call when it aborts; the call then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds that one attempt may take, the reply's body included; 0 turns it off. Default: the client's. */
  timeout?: number;
  /** How often the call may be tried again. Default: the client's. */
  maxRetries?: number;
  /** Headers of this call, over the client's. */
  headers?: NonNullable<RequestInit["headers"]>;
}

/** Options of one upload or download. */
export interface TransferOptions extends RequestOptions {
  /** Milliseconds that one attempt may take; 0 turns it off. Default: 0, whatever the client's is. */
  timeout?: number;
  /** Is told how far the transfer is; the last call says that it is complete. */
  onProgress?: (progress: TransferProgress) => void;
}

/** How far a transfer is. */
export interface TransferProgress {
  /** Bytes so far. */
  loaded: number;
  /** Bytes in all, where that is known. */
  total?: number;
}

/** What can be uploaded: its bytes, or text as UTF-8. */
export type UploadData = Blob | ArrayBuffer | ArrayBufferView | string | ReadableStream<Uint8Array>;

/** One attempt of a call, for logging. It holds no secrets. */
export interface Attempt {
  /** The method, such as `GET`. */
  method: string;
  /** The address. */
  url: string;
  /** 1 for the first attempt of a call. */
  attempt: number;
  /** The reply's status, if there was a reply. */
  status?: number;
  /** Why the attempt failed, if it did. */
  error?: unknown;
  /** How long it took, in milliseconds. */
  ms: number;
}

/** Every error of this package; the class itself for a status without a class of its own and for unusable arguments. */
export class RoomException extends Error {
  /** Makes an error as this package throws them, for tests of your own; `details` are the members below and `cause`. */
  constructor(message?: string, details?: object);
  /** The reply's status, if there was a reply. */
  readonly status?: number;
  /** The reply's text, if it was an error reply. */
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
