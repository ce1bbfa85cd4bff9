/** US dollars as people write them; amounts below a cent keep two digits that say something. */
export function money(amount: number): string {
  const small = amount !== 0 && Math.abs(amount) < 0.01;
  const digits = small ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return new Intl.NumberFormat("en-US", { style: "currency", currency: "USD", ...digits }).format(amount);
}

/** A number with at most two digits after the point; large ones are shortened: `12,345`, `1.2M`. */
export const count = (value: number): string =>
  new Intl.NumberFormat("en-US", {
    maximumFractionDigits: 2,
    ...(Math.abs(value) >= 1e6 && { notation: "compact" as const }),
  }).format(value);

/** A part of a whole: `67%`. */
export const share = (part: number, whole: number): string =>
  new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 }).format(whole > 0 ? part / whole : 0);

/** How long something took, of milliseconds: `340 ms`, `2.4 s`, `3 min 20 s`, `1 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${count(Number(seconds.toFixed(1)))} s`;
  const [large, unit, small, rest] =
    seconds < 3_600
      ? [seconds / 60, "min", seconds % 60, "s"]
      : seconds < 86_400
        ? [seconds / 3_600, "h", (seconds % 3_600) / 60, "min"]
        : [seconds / 86_400, "d", (seconds % 86_400) / 3_600, "h"];
  const left = Math.floor(small);
  return `${Math.floor(large)} ${unit}${left > 0 ? ` ${left} ${rest}` : ""}`;
}

/** How an amount changed: `62% more than`, `as much as`; nothing when there was none before. */
export function change(now: number, before: number): string | undefined {
  if (before <= 0) return undefined;
  const times = now / before;
  if (Math.abs(times - 1) < 0.005) return "as much as";
  if (times >= 2) return `${count(Number(times.toFixed(1)))} times as much as`;
  return `${share(Math.abs(times - 1), 1)} ${times > 1 ? "more" : "less"} than`;
}
