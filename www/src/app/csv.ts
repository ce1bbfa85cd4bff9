import { save } from "./save.ts";

/** Rows as CSV for spreadsheets. Text that one of them would take for a formula gets an apostrophe before it. */
export function csv(rows: (string | number)[][]): string {
  const cell = (value: string | number): string => {
    if (typeof value === "number") return String(value);
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

export const saveCsv = (name: string, rows: (string | number)[][]): void =>
  save(new Blob([csv(rows)], { type: "text/csv" }), name);
