// Us and the rivals, as `cargo xtask bench` runs it: `node benches/run.mjs [--quick] [--node=24] [--chromium] [ROW...]`.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { answer } from "./processes.mjs";
import { document, terminal, verdict } from "./report.mjs";

/** The rows of each kind of runtime. */
const ROWS = {
  node: ["start", "list", "small", "transfer", "iterate", "crossings"],
  chromium: ["bundle", "start", "list"],
};
const SERVED = ["small", "transfer"];
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

// A developer's own settings must not reach a client.
for (const name of Object.keys(process.env)) if (name.startsWith("MESHAGENT_")) delete process.env[name];

/** Packs the built package as npm would publish it and installs the tarball into an empty project. */
function install(pkg) {
  const folder = mkdtempSync(join(tmpdir(), "meshagent-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const npm = (...args) => execFileSync("npm", [...args, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
  writeFileSync(join(folder, "package.json"), '{ "name": "app", "private": true, "type": "module" }\n');
  npm("install", "--no-audit", "--no-fund", join(folder, npm("pack", pkg)));
  return folder;
}

const version = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
const load = () => loadavg()[0].toFixed(1);

/** What was measured, and where. */
const about = (runtimes, app, began) => ({
  date: new Date().toISOString().slice(0, 10),
  processor: `${cpus()[0].model}, ${availableParallelism()} cores`,
  memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
  "load of the machine": `${began} before, ${load()} after`,
  ...Object.fromEntries(runtimes.map(({ runtime, version }) => [runtime, version])),
  "meshagent-wasm": version(join(app, "node_modules/meshagent-wasm")),
  "@meshagent/meshagent": version(here("node_modules/@meshagent/meshagent")),
  zod: version(here("node_modules/zod")),
  esbuild: version(here("../node_modules/esbuild")),
});

/** What a program says when it is asked for its version. */
function versionOf(program) {
  const text = execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return /\d+(\.\d+)+/.exec(text)[0];
}

/** The Node.js programs of NODES, else the one that runs this, and Chromium, which the rows start themselves. */
function everyRuntime() {
  const nodes = process.env.NODES?.split(delimiter) ?? [process.execPath];
  const chromium = process.env.CHROMIUM || "/usr/bin/chromium";
  return [
    ...nodes.map((program) => {
      const version = versionOf(program);
      return { runtime: `Node ${version.split(".")[0]}`, kind: "node", version, program };
    }),
    { runtime: "Chromium", kind: "chromium", version: versionOf(chromium), program: process.execPath },
  ];
}

/** Ends in words. */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** What the command line chooses: runtimes, each with its rows. */
function choose({ node: majors = [], chromium }, names) {
  const runtimes = everyRuntime();
  const wanted = [...majors.map((major) => `Node ${major}`), ...(chromium ? ["Chromium"] : [])];
  const unknown = wanted.find((name) => !runtimes.some(({ runtime }) => runtime === name));
  if (unknown) fail(`there is no ${unknown}: ${runtimes.map(({ runtime }) => runtime).join(", ")}`);
  const chosen = runtimes.filter(({ runtime }) => wanted.length === 0 || wanted.includes(runtime));
  const known = [...new Set(chosen.flatMap(({ kind }) => ROWS[kind]))];
  const wrong = names.find((name) => !known.includes(name));
  if (wrong) fail(`there is no row ${wrong}: ${known.join(", ")}`);
  return chosen
    .map((each) => ({ ...each, rows: ROWS[each.kind].filter((row) => names.length === 0 || names.includes(row)) }))
    .filter(({ rows }) => rows.length > 0);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, node: { type: "string", multiple: true }, chromium: { type: "boolean" } },
});
const runtimes = choose(values, positionals);
const needed = runtimes.some(({ kind, rows }) => kind === "node" && rows.some((row) => SERVED.includes(row)));
if (needed && !existsSync(process.env.SERVER_BIN ?? "")) fail("SERVER_BIN is not set: use `cargo xtask bench`");

const began = load();
const app = install(process.env.PKG ?? here("../pkg"));
process.env.APP = app;
const sections = [];
for (const { runtime, kind, version, program, rows } of runtimes) {
  console.log(`\n==== ${runtime}, ${version}`);
  const results = [];
  for (const row of rows) {
    const args = [kind, row, ...(values.quick ? ["quick"] : [])];
    const result = await answer("./row.mjs", args, { execPath: program, execArgv: ["--expose-gc"] });
    console.log(terminal(result));
    results.push(result);
  }
  sections.push({ runtime, results });
}
console.log(verdict(sections));
if (Object.keys(values).length === 0 && positionals.length === 0) {
  writeFileSync(here("RESULTS.md"), document(about(runtimes, app, began), sections));
  console.log("\nbenches/RESULTS.md written");
}
