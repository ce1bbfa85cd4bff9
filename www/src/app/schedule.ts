import { Cron } from "croner";

const UNITS: Record<string, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * The next times of a schedule: of a cron line in UTC, or of an interval such as `30 minutes` after the last run. None
 * when the schedule does not say.
 */
export function nextRuns(schedule: string, last: Date | undefined, count: number): Date[] {
  const [, number, unit = ""] = /^(\d+)\s+(second|minute|hour|day)s?$/i.exec(schedule.trim()) ?? [];
  const apart = Number(number) * (UNITS[unit.toLowerCase()] ?? 0);
  if (number !== undefined) {
    if (!last || apart <= 0) return [];
    // Those that were missed are not made up for.
    const missed = Math.max(0, Math.floor((Date.now() - last.getTime()) / apart));
    return Array.from({ length: count }, (_, index) => new Date(last.getTime() + (missed + index + 1) * apart));
  }
  try {
    return new Cron(schedule, { mode: "5-part", timezone: "UTC" }).nextRuns(count);
  } catch {
    return [];
  }
}
