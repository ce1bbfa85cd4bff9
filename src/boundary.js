// What only JavaScript can do for the crate: real Error classes, plain data to text, and async iteration.

/** @typedef {{method: string, url: string, status: number, body: string, headers: Headers}} Reply */

export class RoomException extends Error {
  constructor(message, { cause, body, headers, ...shown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    // What is printed with the error wherever one logs it.
    for (const name in shown) if (shown[name] !== undefined) this[name] = shown[name];
    // What is there for those who ask: it can be long and may hold what no log should.
    Object.defineProperties(this, {
      body: { value: body, configurable: true, writable: true },
      headers: { value: headers ?? new Headers(), configurable: true, writable: true },
    });
  }
}
RoomException.prototype.name = "RoomException";

const named = (name, Class) => {
  Object.defineProperty(Class, "name", { value: name });
  Object.defineProperty(Class.prototype, "name", { value: name, configurable: true, writable: true });
  return Class;
};

export const ValidationErrorResponse = named("ValidationErrorResponse", class extends RoomException {});
export const AuthenticationError = named("AuthenticationError", class extends RoomException {});
export const PermissionDeniedError = named("PermissionDeniedError", class extends RoomException {});
export const NotFoundError = named("NotFoundError", class extends RoomException {});
export const ConflictError = named("ConflictError", class extends RoomException {});
export const RoomDisabledError = named("RoomDisabledError", class extends RoomException {});
export const RateLimitError = named("RateLimitError", class extends RoomException {});
export const ServerError = named("ServerError", class extends RoomException {});
export const ConnectionError = named("ConnectionError", class extends RoomException {});
export const TimeoutError = named("TimeoutError", class extends RoomException {});
export const InvalidResponseError = named("InvalidResponseError", class extends RoomException {});
export const TokenError = named("TokenError", class extends RoomException {});

// In the order of the crate's error kinds.
const classes = [
  RoomException,
  ValidationErrorResponse,
  AuthenticationError,
  PermissionDeniedError,
  NotFoundError,
  ConflictError,
  RoomDisabledError,
  RateLimitError,
  ServerError,
  ConnectionError,
  TimeoutError,
  InvalidResponseError,
  TokenError,
];

let clean = (text) => text;

/** Runs something that makes no promise; in the errors that it makes these secrets are not to be seen. */
export const _without = (secrets, run) => {
  const before = clean;
  clean = (text) => secrets().reduce((text, secret) => text?.replaceAll(secret, "[token]"), text);
  try {
    return run();
  } finally {
    clean = before;
  }
};

/** Makes an error of the kind-th class. */
export const _error = (kind, message, status, body, path, reason) =>
  new classes[kind](clean(message), { status: status || undefined, body: clean(body), path: clean(path), reason });

/** What an object of ours holds, unless it was released; of a method that was taken off its object, that is nothing. */
export const _inUse = (held, Class) => {
  if (held) return held;
  throw new RoomException(`${Class.name}: expected an object that is in use, got one that was released, or none`);
};

class NotData extends Error {}

// What fits into the module's memory, several times over.
const LONGEST = 2 ** 26;

/**
 * The value's JSON text; when it is not JSON data, a list of the place and what is there.
 *
 * JSON.stringify leaves out functions and symbols and writes a Map, a Set or a pending Promise as {}, which would turn
 * a restricted scope into an open one: whatever is not data is refused.
 */
export const _stringify = (value) => {
  const places = new Map();
  let place = "";
  const data = function (name, value) {
    const inside = places.get(this);
    // The first call is for the value itself, in an object that holds nothing else.
    place = inside === undefined ? "" : Array.isArray(this) ? `${inside}[${name}]` : `${inside}.${name}`;
    const type = typeof value;
    if (type === "object" && value !== null) {
      const tag = Object.prototype.toString.call(value).slice(8, -1);
      if (tag !== "Object" && tag !== "Array") throw new NotData(`a ${tag}`);
      places.set(value, place);
    } else if (type === "function" || type === "symbol" || type === "bigint") {
      throw new NotData(`a ${type}`);
    } else if (type === "number" && !Number.isFinite(value)) {
      throw new NotData(String(value));
    }
    return value;
  };
  try {
    const text = JSON.stringify(value, data);
    if (text === undefined) return ["", "nothing"];
    return text.length > LONGEST ? ["", "too much of it"] : text;
  } catch (error) {
    return [place, error instanceof NotData ? error.message : "an object that cannot be read"];
  }
};

/** A copy of the headers that a caller gave in any of fetch's forms. */
export const _ownHeaders = (headers) => {
  const own = new Headers(headers);
  // The one name that a plain object cannot hold for every fetch: Node loses it.
  if (own.has("__proto__")) throw new TypeError();
  return own;
};

// The module's memory holds it several times over.
const LONGEST_TEXT = 2 ** 24;

/**
 * Text as it is, unless the crate cannot hold it: UTF-8 has no lone surrogates, and the text would name something else
 * without them.
 */
export const _text = (value) =>
  typeof value === "string" && value.length <= LONGEST_TEXT && !/\p{Surrogate}/u.test(value) ? value : undefined;

/** What there is in place of such text, in words. */
export const _unfit = (value) => {
  if (typeof value !== "string") return _words(value);
  return value.length > LONGEST_TEXT ? "too much of it" : "a lone surrogate in it";
};

/** What a value is, in words. */
export const _words = (value) => {
  try {
    if (value === null) return "null";
    if (Array.isArray(value)) return "a list";
  } catch {
    return "an object that cannot be read";
  }
  const type = typeof value;
  return { string: "text", object: "an object", undefined: "nothing" }[type] ?? `a ${type}`;
};

/** Goes through a list; the next page is fetched while the caller works on this one. */
export async function* _iterate(pages) {
  let coming;
  const fetchNext = () => {
    coming ??= pages.next() ?? Promise.resolve();
    coming.catch(() => {});
  };
  try {
    for (;;) {
      fetchNext();
      const read = await coming;
      if (!read) return;
      const [page, mark] = read;
      if (!pages.advance(page.items.length, page.total, page.continuation_token, mark)) return;
      coming = undefined;
      for (const item of page.items) {
        yield item;
        fetchNext();
      }
    }
  } finally {
    pages.cancel();
    pages.free();
  }
}
