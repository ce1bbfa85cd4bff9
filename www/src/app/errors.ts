import {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidResponseError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RoomDisabledError,
  RoomException,
  ServerError,
  TimeoutError,
  TokenError,
  ValidationErrorResponse,
} from "meshagent-wasm";

/** An error in words. */
export interface Trouble {
  /** What went wrong. */
  title: string;
  /** What one can do about it, or what the server said. */
  advice: string;
  /** The facts, for those who want them. */
  facts: [name: string, value: string][];
}

/** Whether somebody merely stopped the call: no error for anyone. */
export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** Says an error in words. Each class of the package has its own; the order matters only for their base class. */
export function explain(error: unknown): Trouble {
  if (!(error instanceof RoomException)) {
    const message = error instanceof Error ? error.message : String(error);
    return { title: "Something went wrong in this page", advice: message, facts: [] };
  }
  const [title, advice] = words(error);
  return { title, advice, facts: facts(error) };
}

function words(error: RoomException): [title: string, advice: string] {
  // The request that a message begins with, and the status, are among the facts.
  const said = sentence(error.message.replace(/^[A-Z]+ \/\S*: (\d{3} )?/, ""));
  if (error instanceof AuthenticationError)
    return ["The server does not accept this token", "It is unknown, expired or incomplete. Sign in with a valid one."];
  if (error instanceof PermissionDeniedError)
    return ["You may not do this", `${said} Ask an admin of the project if you should be able to.`];
  if (error instanceof NotFoundError)
    return ["The server cannot find it", `${said} It may have been renamed or deleted in the meantime.`];
  if (error instanceof ConflictError) return ["It exists already", said];
  if (error instanceof RoomDisabledError)
    return ["The room is disabled", `${said} Nobody can join until it is enabled.`];
  if (error instanceof RateLimitError) return ["Too many requests", waiting(error)];
  if (error instanceof ValidationErrorResponse) return ["The server refused what was sent", said];
  if (error instanceof ServerError)
    return ["The server failed", `${said} Nothing is wrong with your input; try again in a moment.`];
  if (error instanceof TimeoutError)
    return ["The server did not answer in time", "It may be busy, or something on the way drops the reply. Try again."];
  if (error instanceof ConnectionError && !navigator.onLine)
    return ["You are offline", "This works again when the network is back."];
  if (error instanceof ConnectionError)
    return [
      "The server cannot be reached",
      "Check its address and your network, and that it accepts calls from this page.",
    ];
  if (error instanceof InvalidResponseError)
    return [
      "The server answered with something unexpected",
      `${said} It may be a different kind of server, or a newer one.`,
    ];
  if (error instanceof TokenError) return ["The token is not valid", said];
  return [error.status ? `The server answered ${error.status}` : "This cannot be sent", said];
}

function waiting(error: RateLimitError): string {
  const seconds = Number(error.headers.get("retry-after"));
  return seconds > 0 ? `Try again in ${seconds} seconds.` : "Wait a moment, then try again.";
}

function facts(error: RoomException): [string, string][] {
  const all: [string, string | number | null | undefined][] = [
    ["Class", error.name],
    ["Status", error.status],
    ["Request", error.method && `${error.method} ${error.url}`],
    ["Attempts", error.attempts],
    ["Place", error.path],
    ["Message", error.message],
    ["Request id", error.requestId],
    ["Cause", error.cause === undefined ? undefined : String(error.cause)],
  ];
  return all.flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
}

/** A message as a sentence of its own. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const start = /^[a-z]+ /.test(trimmed) ? trimmed.slice(0, 1).toUpperCase() + trimmed.slice(1) : trimmed;
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
