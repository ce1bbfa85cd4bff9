// Us and the rivals: `node benches/run.mjs [--quick] [ROW...]`, as `cargo xtask bench` runs it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { answer } from "./harness.mjs";
import { document, terminal } from "./report.mjs";

const ROWS = ["bundle", "start", "list", "small", "roundtrip", "transfer", "iterate", "browser", "crossings"];
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
const about = (app, browser, began) => ({
  date: new Date().toISOString().slice(0, 10),
  processor: `${cpus()[0].model}, ${availableParallelism()} cores`,
  memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
  "load of the machine": `${began} before, ${load()} after`,
  "Node.js": process.versions.node,
  Chromium: browser ?? "not measured",
  "meshagent-wasm": version(join(app, "node_modules/meshagent-wasm")),
  "@meshagent/meshagent": version(here("node_modules/@meshagent/meshagent")),
  zod: version(here("node_modules/zod")),
  esbuild: version(here("../node_modules/esbuild")),
});

const options = process.argv.slice(2);
const quick = options.includes("--quick");
const chosen = options.filter((option) => option !== "--quick");
const wrong = chosen.find((row) => !ROWS.includes(row));
if (wrong) throw new Error(`there is no row ${wrong}: ${ROWS.join(", ")}`);

const began = load();
const app = install(process.env.PKG ?? here("../pkg"));
process.env.APP = app;
const results = [];
for (const row of chosen.length > 0 ? chosen : ROWS) {
  const needed = row === "roundtrip" || row === "transfer" ? process.env.SERVER_BIN : app;
  if (!needed || !existsSync(needed)) throw new Error("SERVER_BIN is not set: use `cargo xtask bench`");
  const result = await answer("./row.mjs", [row, ...(quick ? ["quick"] : [])], ["--expose-gc"]);
  console.log(terminal(result));
  results.push(result);
}
if (!quick && chosen.length === 0) {
  const browser = results.find(({ versions }) => versions)?.versions.chromium;
  writeFileSync(here("RESULTS.md"), document(about(app, browser, began), results));
  console.log("\nbenches/RESULTS.md written");
}
