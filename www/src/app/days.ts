/** Days of UTC, which is how the service sums up what was used. */
export const DAY = 86_400_000;

/** The start of the day that a time is in. */
export const startOfDay = (time: number): number => Math.floor(time / DAY) * DAY;

/** `2026-11-23`, as the address and date fields have it. */
export const dayText = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The start of the day of such a text. */
export function readDay(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
const short = format({ month: "short", day: "numeric" });
const long = format({ weekday: "long", month: "long", day: "numeric", year: "numeric" });

/** `Nov 23` */
export const shortDay = (time: number): string => short.format(time);

/** `Monday, November 23, 2026` */
export const longDay = (time: number): string => long.format(time);
