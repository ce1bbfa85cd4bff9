// Sends: fetch and its replies, timers and abort signals. What a request holds and what a reply means is the crate's.
import { _without, _words, ConnectionError, InvalidResponseError, RoomException, TimeoutError } from "./boundary.js";
import { _download, _upload } from "./transfer.js";

/** What the calls of a client share; only the crate and what sends for its projects hold it. */
export const _shared = (baseUrl, rules, fetch, headers, token, onAttempt, timeout, maxRetries) => ({
  baseUrl,
  rules,
  fetch,
  headers,
  token,
  onAttempt,
  timeout,
  maxRetries,
});

// By the numbers that the crate has for methods, kinds of bodies and kinds of replies.
const METHODS = ["GET", "POST", "PUT", "DELETE"];
const FORM = 2;
const BYTES = 3;
const TYPES = [undefined, "application/json", "application/x-www-form-urlencoded", "application/octet-stream"];
const PAGE = 2;
const DOWNLOAD = 3;
const TEXT = 4;

const decoder = new TextDecoder();
const lossy = new TextDecoder("utf-8", { ignoreBOM: true });

// Node.js takes bytes for characters much faster than it decodes them.
const { Buffer } = globalThis;
const ascii = (bytes) =>
  Buffer ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1") : decoder.decode(bytes);

/** A page as the API shows it: `items` in place of the list's own name, whatever else the reply holds beside it. */
const paged = (reply, list) => {
  const { [list]: items, ...page } = reply;
  return { items, ...page };
};

// The longest time that a timer can hold; a longer limit is none.
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Sends a request, again if need be, and returns what its reply holds, checked: of a `marked` one that and the mark of
 * its list. `operation` is the number by which the crate knows how to read the reply, unless the request has `rules`
 * of its own, and `detail` the name of a page's list or the form that downloaded bytes take.
 */
export const _send = async (
  client,
  operation,
  method,
  path,
  expected,
  detail,
  timeout = client.timeout,
  maxRetries = client.maxRetries,
  headers,
  signals,
  type,
  body,
  listener,
  marked,
  rules = client.rules,
) => {
  const url = client.baseUrl + path;
  const limit = timeout > 0 && timeout < LONGEST_TIMER ? timeout : undefined;
  const request = { method: METHODS[method], url, headers, type, body, expected, detail, listener, operation, marked };
  for (let attempt = 1; ; attempt++) {
    const began = client.onAttempt && Date.now();
    const outcome = await once(client, rules, signals, limit, request, attempt);
    const { failed, value, error, again, status } = outcome;
    // Before the caller's listener gets the error, and can change what it says.
    const wait = again ? rules.wait(method, maxRetries, status ?? 0, error.headers, attempt - 1) : -1;
    if (client.onAttempt) tell(client, request, attempt, outcome, began);
    if (!failed) return value;
    if (wait < 0) throw error;
    await pause(signals, wait);
  }
};

const guarded = (signals, milliseconds) => {
  try {
    return new Guard(signals, milliseconds);
  } catch {
    throw new RoomException("signal: expected an AbortSignal, got something else", { path: "signal" });
  }
};

// What fits into the module's memory, several times over.
const LONGEST_REPLY = 2 ** 28;

/** One attempt, and when it failed, whether there may be another. */
const once = async (client, rules, signals, timeout, request, attempt) => {
  const { method, url, expected, marked } = request;
  let [guard, status, headers, unclear] = [];
  const fail = (error, again) => {
    Object.assign(error, { method, url, attempts: attempt });
    if (headers) error.headers = headers;
    return { failed: true, status: headers && status, error, again };
  };
  try {
    guard = guarded(signals, timeout);
    if (guard.stopped) throw guard.reason;
    let token = request.type === FORM ? undefined : client.token;
    if (typeof token === "function") token = await bearer(client, guard);
    // What is thrown from here on is fetch's, unless it says otherwise.
    unclear = true;
    const init = initial(client, request, token, guard);
    // Read before a fetch of the caller's can change it.
    const { authorization } = init.headers;
    const reply = await guard.race(exchange(client, request, init, guard));
    ({ status } = reply ?? {});
    // What fetch gives for a network error that it does not throw.
    if (status === 0) throw new TypeError("the reply is a network error");
    if (!Number.isInteger(status) || status < 200 || status > 599 || typeof reply.arrayBuffer !== "function") {
      return fail(new InvalidResponseError(`fetch: expected a Response, got ${_words(reply)}`));
    }
    const ok = status < 300;
    if (ok && expected === DOWNLOAD) {
      return { status, value: await guard.race(_download(reply, request.detail, guard, request.listener)) };
    }
    const bytes = new Uint8Array(await guard.race(reply.arrayBuffer()));
    if (ok && !expected) return { status };
    // A server that echoes its request must not carry a token into logs, be it the client's or the call's own.
    const secrets = () => [token, authorization?.split(" ").at(-1)].filter(Boolean);
    // Read here, where what throws ends the call and nothing else.
    const { statusText, headers: own } = ok && reply instanceof Response ? reply : copied(reply, secrets());
    unclear = false;
    headers = own;
    return _without(secrets, () => {
      if (bytes.length > LONGEST_REPLY) {
        const message = "the reply: expected at most 256 MiB, got more";
        return fail(new InvalidResponseError(message, { status, path: "" }));
      }
      if (!ok) return fail(rules.refuse(status, statusText, lossy.decode(bytes)), true);
      // The text that has what was left out; where the bytes have all, null when they are ASCII.
      const text = rules.read(request.operation, marked, status, bytes);
      if (text instanceof RoomException) return fail(text);
      let value = text ?? (text === null ? ascii(bytes) : decoder.decode(bytes));
      if (expected !== TEXT) value = JSON.parse(value);
      if (expected === PAGE) value = paged(value, request.detail);
      return { status, value: marked ? [value, rules.mark] : value };
    });
  } catch (thrown) {
    if (guard?.stopped === 1) return { failed: true, error: guard.reason };
    if (guard?.stopped === 2) return fail(new TimeoutError("no reply in time"));
    if (!unclear) return fail(thrown);
    return fail(new ConnectionError("no reply: the connection failed", { cause: thrown }), true);
  } finally {
    guard?.end();
  }
};

/** What the function that returns the token says: it is asked before every attempt, but never twice at a time. */
const bearer = async (client, guard) => {
  if (!client.asked) {
    // Called by itself, for what it is a member of holds the client's secrets.
    const { token } = client;
    const forget = () => {
      client.asked = undefined;
    };
    client.asked = new Promise((resolve) => resolve(token()));
    client.asked.then(forget, forget);
  }
  let given;
  try {
    given = await guard.race(client.asked);
  } catch (cause) {
    if (guard.stopped) throw cause;
    throw new RoomException("token: the function that returns it failed", { cause });
  }
  const wrong = client.rules.check(given);
  if (wrong) throw wrong;
  return given;
};

/** What fetch is told of an attempt. The call's headers go over the client's, and those over the defaults. */
const initial = (client, { method, headers: given, type, body, expected }, token, { signal }) => {
  // A plain object is read by fetch faster than Headers are made.
  const headers = { accept: expected === DOWNLOAD ? "*/*" : "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  if (type) headers["content-type"] = TYPES[type];
  for (const more of [client.headers, given]) if (more) for (const [name, value] of more) headers[name] = value;
  // A stream can only be sent while the reply is not awaited yet; for other bodies this says nothing.
  return { method, headers, body, signal, duplex: type ? "half" : undefined };
};

const exchange = (client, { url, type, listener }, init, guard) => {
  const send = client.fetch ?? globalThis.fetch;
  if (typeof send !== "function") return undefined;
  return type === BYTES ? _upload(send, client.fetch, url, init, guard, listener) : send(url, init);
};

/** What a reply says besides its body. A fetch of the caller's may have classes of its own. */
const copied = ({ statusText = "", headers = [] }, secrets) => {
  const clean = (text) => secrets.reduce((text, secret) => text.replaceAll(secret, "[token]"), `${text}`);
  return {
    statusText: clean(statusText),
    headers: new Headers(Array.from(headers, ([name, value]) => [name, clean(value)])),
  };
};

/** Waits, unless the caller aborts: an attempt at nothing that the clock ends. */
const pause = async (signals, milliseconds) => {
  const guard = guarded(signals, milliseconds);
  try {
    await guard.race(new Promise(() => {}));
  } catch {
    if (guard.stopped === 1) throw guard.reason;
  } finally {
    guard.end();
  }
};

const tell = ({ onAttempt }, { method, url }, attempt, { status, error }, began) => {
  const told = { method, url, attempt };
  if (status) told.status = status;
  if (error !== undefined) told.error = error;
  told.ms = Date.now() - began;
  try {
    onAttempt(told);
  } catch {
    // A listener that throws must not change the outcome of the call.
  }
};

// The attempts that a signal ends. Each signal has one listener however many share it: Node warns of a leak otherwise.
const watched = new WeakMap();

const watch = (signal, guard) => {
  let entry = watched.get(signal);
  if (!entry) {
    const guards = new Set();
    const abort = () => {
      let reason;
      try {
        reason = signal.reason;
      } catch (error) {
        reason = error;
      }
      for (const each of [...guards]) each.stop(1, reason);
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
class Guard {
  constructor(signals = [], milliseconds) {
    // How the attempt was stopped: 0 not, 1 by the caller, 2 by the clock.
    this.stopped = 0;
    this.signals = signals;
    this.controller = new AbortController();
    for (const signal of signals) {
      if (signal.aborted) this.stop(1, signal.reason);
      else watch(signal, this);
    }
    if (milliseconds !== undefined) this.timer = setTimeout(() => this.stop(2), milliseconds);
  }
  get signal() {
    return this.controller.signal;
  }
  stop(how, reason) {
    if (this.stopped) return;
    this.stopped = how;
    this.reason = reason;
    this.reject?.(reason);
    this.controller.abort(reason);
  }
  /** Waits for a promise until the attempt is stopped. Promise.race does the same with twice as many promises. */
  race(promise) {
    return new Promise((resolve, reject) => {
      this.reject = reject;
      Promise.resolve(promise).then(resolve, reject);
      if (this.stopped) reject(this.reason);
    });
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
    for (const signal of this.signals) {
      try {
        unwatch(signal, this);
      } catch {
        // Only a hostile signal throws here, and it has nothing to tell.
      }
    }
  }
}
