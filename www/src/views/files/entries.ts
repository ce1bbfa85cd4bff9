import type { StorageEntry } from "meshagent-wasm";
import { anyHas } from "../../app/search.ts";

export type Order = "name" | "newest" | "largest";

export const ORDERS: [order: Order, label: string][] = [
  ["name", "By name"],
  ["newest", "Newest first"],
  ["largest", "Largest first"],
];

const names = new Intl.Collator("en", { numeric: true });

const COMPARE: Record<Order, (a: StorageEntry, b: StorageEntry) => number> = {
  name: () => 0,
  newest: (a, b) => (b.updated_at ?? "").localeCompare(a.updated_at ?? ""),
  largest: (a, b) => (b.size ?? 0) - (a.size ?? 0),
};

/** The entries with this text in their names, folders first. */
export function sorted(entries: StorageEntry[], filter: string, order: Order): StorageEntry[] {
  return entries
    .filter(({ name }) => anyHas(filter, name))
    .sort((a, b) => Number(b.is_folder) - Number(a.is_folder) || COMPARE[order](a, b) || names.compare(a.name, b.name));
}

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What to call some entries: the name of one, or how many there are. */
export const entriesName = (entries: StorageEntry[]): string =>
  entries.length === 1 ? (entries[0]?.name ?? "") : plural(entries.length, "entry").replace(/ys$/, "ies");
