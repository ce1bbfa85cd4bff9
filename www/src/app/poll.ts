/** How long what is live stays as it is, in milliseconds. */
const EVERY = 10_000;

/** Does something again and again until the signal aborts, but not while nobody can see the page. */
export function whileSeen(signal: AbortSignal, work: () => Promise<unknown>): void {
  let timer = 0;
  const wait = () => {
    timer = window.setTimeout(async () => {
      if (!document.hidden) await work();
      if (!signal.aborted) wait();
    }, EVERY);
  };
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  wait();
}
