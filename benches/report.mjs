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

/** How many of the figures that have a goal reach it, and which do not. */
export function verdict(sections) {
  const judged = sections.flatMap(({ runtime, results }) =>
    results.flatMap(({ lines }) => lines.filter(({ met }) => met !== undefined).map((line) => ({ runtime, ...line }))),
  );
  const missed = judged.filter(({ met }) => !met);
  const shown = missed.map(({ runtime, what, rival, ours, ratio, goal }) => {
    // Where it is so near its goal that the table's digits do not tell, more of them do.
    const value = ratio ? ratio.value.toFixed(3) : number(ours.value);
    return `  ${runtime}: ${what}${rival ? ` / ${rival}` : ""}: ${value}, ${goal}`;
  });
  return [`\n${judged.length - missed.length} of ${judged.length} goals are met`, ...shown].join("\n");
}

/** The results of one runtime. */
function section({ runtime, results }) {
  const figures = results.flatMap(({ lines }) => lines.map(cells));
  const tables = results.flatMap(({ tables }) =>
    tables.map(({ title, columns, rows }) => `### ${title}\n\n${markdown(columns, rows)}`),
  );
  const notes = results.flatMap(({ title, notes }) => notes.map((note) => `- ${title}: ${note}`));
  return [`## ${runtime}`, markdown(HEAD, figures), ...tables, "### Notes", notes.join("\n")].join("\n\n");
}

/** All rows as the file that the README quotes, a section for each runtime. */
export function document(about, sections) {
  return `${[
    "# Results",
    "Written by `cargo xtask bench`. The contenders take turns in one run; a figure is the median, with the middle half " +
      "of the samples in brackets; a ratio is the median of the rounds' ratios, so less than 1 means that we are ahead.",
    markdown(["what", "which"], Object.entries(about)),
    ...sections.map(section),
  ].join("\n\n")}\n`;
}
