// The error classes, and how an error is made where the caller can see it in the stack.
import { asHeaders } from "./values.js";

/** Names classes, whatever a minifier calls them: errors and consoles show it. */
export const named = (list) => {
  for (const name in list) Object.defineProperty(list[name], "name", { value: name });
};

/** The error classes by their names. */
const known = {};

/** Has the error classes found by name. */
export const classes = (list) => {
  named(list);
  for (const name in list) {
    Object.defineProperty(list[name].prototype, "name", { value: name, configurable: true, writable: true });
  }
  Object.assign(known, list);
};

/** What is printed with an error wherever one logs it, and what is sent of it. */
const SHOWN = ["status", "code", "requestId", "retryable", "path", "method", "url", "attempts", "reason"];

export class RoomException extends Error {
  constructor(message, details) {
    const { cause, body, headers } = details ?? {};
    super(message, cause === undefined ? undefined : { cause });
    for (const name of SHOWN) if (details?.[name] !== undefined) this[name] = details[name];
    // What is there for those who ask: it can be long and may hold what no log should.
    Object.defineProperties(this, {
      body: { value: body, configurable: true, writable: true },
      headers: { value: asHeaders(headers ?? undefined), configurable: true, writable: true },
    });
  }
  toJSON() {
    const json = { name: this.name, message: this.message };
    for (const name of SHOWN) if (Object.hasOwn(this, name)) json[name] = this[name];
    return json;
  }
  static fromJSON({ name, message, ...details }) {
    return new (Object.hasOwn(known, name) ? known[name] : RoomException)(message, details);
  }
}

RoomException.prototype.retryable = false;

/** What a call rejects with until its error is made. */
export class Failure {
  constructor(name, message, details) {
    Object.assign(this, { name, message, details });
  }
}

/** The error of a failure. Anything else, such as the reason of an abort, is thrown as it is. */
export const raise = (thrown) =>
  thrown instanceof Failure ? new known[thrown.name](thrown.message, thrown.details) : thrown;

/** Awaits something of the crate's. The error is made here, so that its stack has the line that awaits the call. */
export const settle = async (run) => {
  try {
    return await run();
  } catch (thrown) {
    throw raise(thrown);
  }
};

/** The error of something that is used as it cannot be. */
export const misuse = (message) => new known.ArgumentError(message);

/** What an object of ours holds, unless it was released; of a method that was taken off its object, that is nothing. */
export const inUse = (held, Class) => {
  if (held) return held;
  throw misuse(`${Class.name}: expected an object that is in use, got one that was released, or none`);
};
