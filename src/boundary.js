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

/** Makes an error of the kind-th class. */
export const _error = (kind, message, status, body, path, reason, details) =>
  new classes[kind](message, { status: status || undefined, body, path, reason, ...details });

class NotData extends Error {}

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
    return JSON.stringify(value, data) ?? ["", "nothing"];
  } catch (error) {
    return [place, error instanceof NotData ? error.message : "an object that cannot be read"];
  }
};

/** A copy of the headers that a caller gave in any of fetch's forms. */
export const _ownHeaders = (headers) => new Headers(headers);

/**
 * Sends one attempt and reads its reply: the bytes, or of a download what `form` asks for. The call's headers go over
 * the client's, and those over the defaults. Without a `response` the reply was none, and `body` is what it was instead.
 */
export const _exchange = async (guard, own, url, method, headers, client, call, body, transfer, form, listener) => {
  for (const more of [client, call]) if (more) for (const [name, value] of more) headers.set(name, value);
  // A stream can only be sent while the reply is not awaited yet; for other bodies this says nothing.
  const init = { method, headers, body, signal: guard.signal, duplex: body ? "half" : undefined };
  const send = own ?? globalThis.fetch;
  if (typeof send !== "function") return {};
  const sent = transfer && body ? upload(send, own, url, init, guard, listener) : send(url, init);
  let response = await guard.race(sent);
  const { status } = response ?? {};
  if (typeof status !== "number" || status > 599 || typeof response.arrayBuffer !== "function")
    return { body: response };
  // What fetch gives for a network error that it does not throw.
  if (status === 0) throw new TypeError("the reply is a network error");
  const ok = status > 199 && status < 300;
  const bytes = !transfer || body || !ok;
  const received = await guard.race(bytes ? response.arrayBuffer() : download(response, form, guard, listener));
  if (!ok || !(response instanceof Response)) {
    // A fetch of the caller's may have a Response class of its own; and a server that echoes its request must not carry
    // the token into logs.
    const token = headers.get("authorization")?.slice(7) || undefined;
    const clean = (text) => (token ? text.replaceAll(token, "[token]") : text);
    const { statusText = "", headers: own = [] } = response;
    response = new Response(null, {
      status,
      statusText: clean(statusText),
      headers: Array.from(own, ([name, value]) => [name, clean(value)]),
    });
  }
  return { response, body: bytes ? new Uint8Array(received) : received };
};

// The attempts that a signal ends. Each signal has one listener however many share it: Node warns of a leak otherwise.
const watched = new WeakMap();

const watch = (signal, guard) => {
  let entry = watched.get(signal);
  if (!entry) {
    const guards = new Set();
    const abort = () => {
      for (const each of [...guards]) each.stop(1, signal.reason);
    };
    signal.addEventListener("abort", abort);
    entry = { guards, abort };
    watched.set(signal, entry);
  }
  entry.guards.add(guard);
};

const unwatch = (signal, guard) => {
  const entry = watched.get(signal);
  if (!entry?.guards.delete(guard) || entry.guards.size) return;
  watched.delete(signal);
  signal.removeEventListener("abort", entry.abort);
};

/**
 * One attempt's time limit and the caller's signals, bound to the one signal that fetch gets. A promise that ignores
 * the signal is left behind all the same.
 */
export class _Guard {
  constructor(signals, milliseconds) {
    // How the attempt was stopped: 0 not, 1 by the caller, 2 by the clock.
    this.stopped = 0;
    this.signals = signals;
    this.controller = new AbortController();
    this.over = new Promise((_, reject) => {
      this.stop = (how, reason) => {
        if (this.stopped) return;
        this.stopped = how;
        this.reason = reason;
        reject(reason);
        this.controller.abort(reason);
      };
    });
    this.over.catch(() => {});
    if (milliseconds !== undefined) this.timer = setTimeout(() => this.stop(2), milliseconds);
    for (const signal of signals) {
      if (signal.aborted) this.stop(1, signal.reason);
      else watch(signal, this);
    }
  }
  get signal() {
    return this.controller.signal;
  }
  race(promise) {
    return Promise.race([this.over, promise]);
  }
  /** Calls a progress listener; what it throws ends the attempt. */
  tell(listener, loaded, total) {
    try {
      listener({ loaded, total });
    } catch (cause) {
      this.stop(1, new RoomException("onProgress: the function failed", { cause }));
    }
  }
  /** Why a stream broke off: the caller's reason, the clock, or the connection. */
  explain(cause) {
    if (this.stopped === 1) return this.reason;
    if (this.stopped === 2) return new TimeoutError("no reply in time");
    return new ConnectionError("the connection failed in the middle of the reply", { cause });
  }
  /** Lets a stream outlive the attempt that opened it; what is returned ends the attempt for good. */
  hold() {
    const end = this.end.bind(this);
    this.end = () => {};
    return { end };
  }
  end() {
    clearTimeout(this.timer);
    for (const signal of this.signals) unwatch(signal, this);
  }
}

const isStream = (value) => typeof value?.getReader === "function";
export const _isStream = isStream;

/** What fetch can send of the data, or undefined. */
export const _uploadBody = (data) => {
  if (typeof data === "string") return new TextEncoder().encode(data);
  try {
    const tag = Object.prototype.toString.call(data).slice(8, -1);
    const buffer = data.buffer ?? data;
    const bytes = ArrayBuffer.isView(data) || tag === "ArrayBuffer" || tag === "SharedArrayBuffer";
    // fetch refuses memory that another thread may be changing, or that can change its size.
    if (bytes && (buffer.resizable || Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]")) {
      return new Uint8Array(buffer, data.byteOffset ?? 0, data.byteLength).slice();
    }
    return bytes || isStream(data) || tag === "Blob" || tag === "File" ? data : undefined;
  } catch {
    return undefined;
  }
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

// Reports each piece that passes, and the end; a listener that throws ends the transfer with its error.
const counted = (stream, total, guard, listener, whole) => {
  const reader = stream.getReader();
  let loaded = 0;
  let told = -1;
  const tell = (total) => {
    if (listener) guard.tell(listener, loaded, total);
    told = total;
  };
  return new ReadableStream({
    async pull(controller) {
      let piece;
      try {
        piece = await reader.read();
      } catch (cause) {
        whole?.end();
        throw guard.explain(cause);
      }
      if (piece.done) {
        if (told !== loaded) tell(loaded);
        whole?.end();
        return controller.close();
      }
      loaded += piece.value.byteLength;
      tell(total);
      controller.enqueue(piece.value);
    },
    cancel(reason) {
      whole?.end();
      return reader.cancel(reason);
    },
  });
};

// fetch cannot tell a browser's upload progress; XMLHttpRequest can.
const byXhr = (url, { method, headers, body, signal }, guard, listener) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const total = body.size ?? body.byteLength;
    let told = -1;
    xhr.open(method, url);
    xhr.responseType = "arraybuffer";
    for (const [name, value] of headers) xhr.setRequestHeader(name, value);
    xhr.upload.onprogress = ({ loaded }) => {
      told = loaded;
      guard.tell(listener, loaded, total);
    };
    xhr.onload = () => {
      if (told !== total) guard.tell(listener, total, total);
      const headers = new Headers();
      for (const line of xhr.getAllResponseHeaders().trim().split(/\r?\n/)) {
        const colon = line.indexOf(":");
        if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
      }
      const { status, statusText } = xhr;
      const empty = [204, 205, 304].includes(status);
      resolve(new Response(empty ? null : xhr.response, { status, statusText, headers }));
    };
    xhr.onerror = () => reject(new TypeError("the connection failed"));
    signal.addEventListener("abort", () => xhr.abort());
    xhr.send(body);
  });

// Sends an upload, telling its progress where someone listens; `own` is the fetch that the caller brought.
const upload = async (send, own, url, init, guard, listener) => {
  const xhr = typeof XMLHttpRequest === "function";
  // Browsers, of which only service workers have no XHR, send streams over HTTP/2 at most, and most of them not at all.
  const browser = xhr || typeof ServiceWorkerRegistration === "function";
  if (browser && isStream(init.body)) init.body = await new Response(init.body).blob();
  if (!listener) return send(url, init);
  if (xhr && !own) return byXhr(url, init, guard, listener);
  const { body } = init;
  const total = body.size ?? body.byteLength;
  if (browser) {
    const reply = await send(url, init);
    guard.tell(listener, total, total);
    return reply;
  }
  // A Blob's stream comes in pieces, and so tells how far it is.
  const stream = isStream(body) ? body : (body.stream ? body : new Blob([body])).stream();
  init.body = counted(stream, total, guard, listener);
  return send(url, init);
};

// A reply's bytes in the form asked for.
const download = async (response, form, guard, listener) => {
  const stream = form === "stream";
  if (!listener && !stream) {
    return form === "blob" ? response.blob() : new Uint8Array(await response.arrayBuffer());
  }
  const { headers } = response;
  const length = headers.get("content-length");
  // The length of an encoded reply is not that of its bytes.
  const total = length === null || headers.get("content-encoding") ? undefined : Number(length);
  const body = response.body ?? new Response(new Uint8Array()).body;
  if (stream) return counted(body, total, guard, listener, guard.hold());
  const whole = new Response(counted(body, total, guard, listener));
  if (form !== "blob") return new Uint8Array(await whole.arrayBuffer());
  return new Blob([await whole.blob()], { type: headers.get("content-type") ?? "" });
};

/** A page as the API shows it: `items` in place of the list's own name, whatever else the reply holds beside it. */
export const _page = (reply, list) => {
  const { [list]: items, ...page } = reply;
  return { items, ...page };
};

/** Goes through a list; the next page is fetched while the caller works on this one. */
export async function* _iterate(cursor) {
  let coming;
  const fetchNext = () => {
    coming ??= cursor.next();
    coming.catch(() => {});
  };
  try {
    for (;;) {
      fetchNext();
      const items = await coming;
      if (!items) return;
      coming = undefined;
      for (const item of items) {
        yield item;
        fetchNext();
      }
    }
  } finally {
    cursor.cancel();
    cursor.free();
  }
}
