// Results as text: aligned for a terminal, as tables in Markdown.

const HEAD = ["figure", "ours", "compared with", "theirs", "ratio", "goal", "met"];

/** A number as people read it: whole when it is large, with three digits when it is small. */
export function number(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 1_000) return Math.round(value).toLocaleString("en");
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
}

/** A median, and the middle half of the samples where they differ. */
function figure({ value, low, high }, unit = "") {
  const between = low === high ? "" : ` (${number(low)}–${number(high)})`;
  return `${number(value)}${unit && ` ${unit}`}${between}`;
}

const ratio = ({ value, low, high }) => {
  const places = value < 1 ? 3 : 2;
  const between = low === high ? "" : ` (${low.toFixed(places)}–${high.toFixed(places)})`;
  return value.toFixed(places) + between;
};

/** The cells of one compared figure. */
const cells = (line) => [
  line.what,
  figure(line.ours, line.unit),
  line.rival ?? "",
  line.theirs ? figure(line.theirs, line.unit) : "",
  line.ratio ? ratio(line.ratio) : "",
  line.goal ?? "",
  line.met === undefined ? "" : line.met ? "yes" : "**no**",
];

const markdown = (columns, rows) =>
  [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

function aligned(columns, rows) {
  const all = [columns, ...rows].map((row) => row.map((cell) => String(cell).replaceAll("**", "")));
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** One row's result for the terminal. */
export function terminal({ title, lines, tables, notes }) {
  const parts = [`\n== ${title}`];
  if (lines.length > 0) parts.push(aligned(HEAD, lines.map(cells)));
  for (const table of tables) parts.push(`-- ${table.title}`, aligned(table.columns, table.rows));
  return [...parts, ...notes].join("\n");
}

/** All rows as the file that the README quotes. */
export function document(about, results) {
  const figures = results.flatMap(({ lines }) => lines.map(cells));
  const tables = results.flatMap(({ tables }) =>
    tables.map(({ title, columns, rows }) => `## ${title}\n\n${markdown(columns, rows)}`),
  );
  const notes = results.flatMap(({ title, notes }) => notes.map((note) => `- ${title}: ${note}`));
  return `${[
    "# Results",
    "Written by `cargo xtask bench`. The contenders take turns in one run; a figure is the median, with the middle half " +
      "of the samples in brackets; a ratio is the median of the rounds' ratios, so less than 1 means that we are ahead.",
    markdown(["what", "which"], Object.entries(about)),
    markdown(HEAD, figures),
    ...tables,
    "## Notes",
    notes.join("\n"),
  ].join("\n\n")}\n`;
}
