import { isAbort } from "./errors.ts";

/** Runs one task at a time: a newer one ends the older one's calls, whose replies would be stale. */
export function latest(outer: AbortSignal): (task: (signal: AbortSignal) => Promise<void>) => Promise<void> {
  let current: AbortController | undefined;
  return async (task) => {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    try {
      await task(AbortSignal.any([outer, mine.signal]));
    } catch (error) {
      if (!isAbort(error)) throw error;
    }
  };
}
