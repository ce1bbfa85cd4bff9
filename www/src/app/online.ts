/** Calls back whenever the network returns, until the signal aborts. */
export function whenOnline(signal: AbortSignal, back: () => unknown): void {
  addEventListener("online", () => void back(), { signal });
}
