const UNITS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ["year", 31_536_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** How far away a time is: `in 2 hours`, `3 days ago`, `just now`. */
export function distance(date: Date, now = Date.now()): string {
  const seconds = Math.round((date.getTime() - now) / 1000);
  if (seconds <= 0 && seconds > -5) return "just now";
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) * 1.02 >= size) ?? (["second", 1] as const);
  return new Intl.RelativeTimeFormat("en").format(Math.round(seconds / size), unit);
}

/** A time as people write it. */
export const moment = (date: Date): string => date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
