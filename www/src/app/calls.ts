import { type Attempt, Meshagent, type MeshagentOptions, type Page, type Project } from "meshagent-wasm";
import { snippet } from "./snippet.ts";

/** One call of the package, as the request log shows it. */
export interface Call {
  id: number;
  /** The code that makes it. */
  code: string;
  at: Date;
  /** What was sent for it: retries and the pages of an iteration are several attempts. */
  attempts: Attempt[];
  state: "running" | "done" | "failed" | "cancelled";
  ms?: number;
  error?: unknown;
}

/** What the package's iterators have. */
interface Items<T> extends AsyncIterable<T> {
  pages(): AsyncIterable<Page<T>>;
  toArray(): Promise<T[]>;
}

const KEPT = 200;

/** The calls of this tab, the newest first; tells its listeners about every change. */
export class CallLog extends EventTarget {
  calls: Call[] = [];
  #made = 0;

  add(code: string): Call {
    const call: Call = { id: ++this.#made, code, at: new Date(), attempts: [], state: "running" };
    this.calls = [call, ...this.calls].slice(0, KEPT);
    this.changed();
    return call;
  }

  clear(): void {
    this.calls = [];
    this.changed();
  }

  changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}

/** A client and its project. */
export interface Client {
  meshagent: Meshagent;
  project: Project;
}

/**
 * A client whose calls are noted in a log.
 *
 * Every call is made by a client of its own, so that `onAttempt` tells whose attempt it was. Clients are cheap: they
 * hold no connection.
 */
export function logged(options: MeshagentOptions, log: CallLog): Client {
  const watched = (resource: object, owner: keyof Client, name: string) =>
    new Proxy(resource, {
      get(_, method) {
        if (typeof method !== "string") return undefined;
        return (...args: unknown[]) => {
          const call = log.add(snippet(`${owner}.${name}.${method}`, args));
          const onAttempt = (attempt: Attempt) => {
            call.attempts.push(attempt);
            log.changed();
          };
          const resource = Reflect.get(clientOf({ ...options, onAttempt })[owner], name);
          try {
            const result = resource[method](...args);
            return result instanceof Promise ? settled(call, result) : iteration(call, result);
          } catch (error) {
            end(call, error);
            throw error;
          }
        };
      },
    });

  async function settled<T>(call: Call, promise: Promise<T>): Promise<T> {
    try {
      const value = await promise;
      end(call);
      return value;
    } catch (error) {
      end(call, error);
      throw error;
    }
  }

  /** What an iteration offers: going through its items or its pages, and all of them at once. */
  function iteration<T>(call: Call, items: Items<T>): AsyncGenerator<T> & Items<T> {
    const each = gone(call, items);
    const toArray = async () => {
      const all: T[] = [];
      for await (const item of each) all.push(item);
      return all;
    };
    return Object.assign(each, { toArray, pages: () => gone(call, items.pages()) });
  }

  async function* gone<T>(call: Call, items: AsyncIterable<T>): AsyncGenerator<T> {
    let failure: unknown;
    try {
      yield* items;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // Also when whoever goes through them stops early.
      end(call, failure);
    }
  }

  function end(call: Call, error?: unknown): void {
    const aborted = error instanceof DOMException && error.name === "AbortError";
    call.state = error === undefined ? "done" : aborted ? "cancelled" : "failed";
    call.error = error;
    call.ms = Date.now() - call.at.getTime();
    log.changed();
  }

  const resourcesOf = <O extends Meshagent | Project>(client: O, owner: keyof Client): O =>
    new Proxy(client, {
      get(target, name: string) {
        const value = Reflect.get(target, name, target);
        return value !== null && typeof value === "object" ? watched(value, owner, name) : value;
      },
    });
  const { meshagent, project } = clientOf(options);
  return { meshagent: resourcesOf(meshagent, "meshagent"), project: resourcesOf(project, "project") };
}

function clientOf(options: MeshagentOptions): Client {
  const meshagent = new Meshagent(options);
  return { meshagent, project: meshagent.project() };
}
