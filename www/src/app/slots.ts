/** Lets so many tasks run at a time; the others wait for their turn, or until their signal aborts. */
export function slots(count: number): <T>(signal: AbortSignal, task: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting = new Set<() => void>();

  async function turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      waiting.add(resolve);
      signal.addEventListener("abort", () => waiting.delete(resolve) && reject(signal.reason), { once: true });
    });
  }

  return async (signal, task) => {
    await turn(signal);
    try {
      return await task();
    } finally {
      // The place goes to whoever has waited longest.
      const [next] = waiting;
      if (next) {
        waiting.delete(next);
        next();
      } else free += 1;
    }
  };
}
