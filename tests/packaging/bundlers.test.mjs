// The packed package in every bundler and test runner, with a project as their templates make it and no configuration.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { transform } from "esbuild";
import { serve } from "../helpers/index.mjs";
import { browser, site } from "../helpers/site.mjs";
import { expected } from "./scenario.mjs";
import { bunBinary, bunPackage, optionsFor, row, start, succeed, tool, version, workspace } from "./workspace.mjs";

const { project } = workspace("bundlers");
const server = await serve();
const options = optionsFor(server);
const chrome = await browser();

/** What a page may do; `inline` lets scripts of some kind stand in the page itself. */
const policy = (inline) => ({
  "content-security-policy": `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${inline}; connect-src 'self' ${server.url}`,
});

/** Opens a page that has \`visit\`, and makes the calls there; nothing but error replies may be complained of. */
async function visit(address) {
  const page = await chrome.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    const reply = message.location().url.startsWith(server.url) || message.location().url.endsWith("/favicon.ico");
    if (["error", "warning"].includes(message.type()) && !reply) complaints.push(message.text());
  });
  await page.goto(address);
  const ready = page.waitForFunction(() => "visit" in globalThis, undefined, { timeout: 30_000 });
  await ready.catch((error) => assert.fail([error.message, ...complaints].join("\n")));
  assert.deepEqual(await page.evaluate((given) => globalThis.visit(given), options()), expected);
  assert.deepEqual(complaints, []);
  await page.close();
}

/** How many files of a folder have a name that ends so. */
const count = (folder, end) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(end)).length;

/** The source of a project that imports one of the entries. */
const source = (entry) => ({
  "package.json": "bundlers/package.json",
  "src/index.js": `bundlers/${entry}.js`,
  "src/scenario.mjs": "scenario.mjs",
});
const streaming = (entry) => (entry === "main" ? "" : ", streaming entry");
const html = { "dist/index.html": "bundlers/static/index.html" };
const vite = { "index.html": "bundlers/vite/index.html" };
/** Name, command, the project's other files; whether the streaming entry's asset is emitted; and the program. */
const bundlers = [
  ["vite", ["build"], vite, true],
  ["webpack", ["--mode=production"], html, true, ["webpack-cli"]],
  ["@rspack/core", ["build", "--mode=production"], html, true, ["@rspack/cli", "rspack"]],
  ["parcel", ["build", "index.html", "--cache-dir=cache"], vite, true],
  ["rollup", ["src/index.js", "--file=dist/main.js", "--format=es", "--plugin=node-resolve"], html, false],
  ["esbuild", ["src/index.js", "--bundle", "--outfile=dist/main.js"], html, false],
];

describe("bundlers", { concurrency: 2 }, () => {
  for (const [name, args, files, asset, program = [name]] of bundlers) {
    for (const entry of asset ? ["main", "streaming"] : ["main"]) {
      test(row(name, version(name), `build${streaming(entry)}`), async () => {
        const folder = project(`${name.replace("/", "-")}-${entry}`, {
          ...source(entry),
          ...files,
        });
        await succeed([...tool(...program), ...args], { cwd: folder });
        const dist = join(folder, "dist");
        assert.equal(count(dist, ".wasm"), entry === "main" ? 0 : 1, "one module, where it is a file of its own");
        // Parcel writes an import map into the page.
        await visit(await site(dist, {}, policy(name === "parcel" ? "'unsafe-inline'" : "")));
      });
    }
  }

  for (const [entry, bundle] of [
    ["main", "meshagent-wasm.js"],
    ["streaming", "meshagent-wasm_web.js"],
  ]) {
    test(row("vite", version("vite"), `dev server, dependencies pre-bundled${streaming(entry)}`), async () => {
      // The dev server hands out no file from outside the project.
      const files = { ...vite, ...source(entry), node_modules: "work/bundlers/node_modules" };
      const folder = project(`vite-dev-${entry}`, files);
      await visit(await start([...tool("vite"), "--host=127.0.0.1", "--port=0"], folder));
      assert.equal(count(join(folder, "node_modules/.vite/deps"), bundle), 1);
    });
  }

  test(row("bun", version(bunPackage()), "build"), async () => {
    const folder = project("bun", { ...vite, ...source("main") });
    await succeed([bunBinary(), "build", "index.html", "--outdir=dist"], { cwd: folder });
    await visit(await site(join(folder, "dist"), {}, policy("")));
  });

  test(row("no bundler", "", "import map"), async () => {
    const files = { ".": "bundlers/importmap", "main.js": "bundlers/main.js", "scenario.mjs": "scenario.mjs" };
    const folder = project("importmap", { ...files, node_modules: "work/bundlers/node_modules" });
    await visit(await site(folder, {}, policy("'nonce-test'")));
  });

  describe("next", { concurrency: false }, async () => {
    const folder = project("next", {
      ".": "bundlers/next",
      "scenario.mjs": "scenario.mjs",
      "package.json": "bundlers/package.json",
    });
    let origin;
    test(row("next", version("next"), "build"), async () => {
      await succeed([...tool("next"), "build"], { cwd: folder });
      origin = await start([...tool("next"), "start", "--hostname=127.0.0.1", "--port=0"], folder);
    });
    test(row("next", version("next"), "server component"), async () => {
      const text = await (await fetch(`${origin}/?options=${encodeURIComponent(JSON.stringify(options()))}`)).text();
      const [, outcome] = /<pre>(.*?)<\/pre>/.exec(text) ?? assert.fail(text);
      assert.deepEqual(JSON.parse(outcome.replaceAll("&quot;", '"')), expected);
    });
    test(row("next", version("next"), "client component"), () => visit(`${origin}/client`));
    for (const [name, path] of [
      ["route handler", "api"],
      ["route handler, edge", "edge"],
    ]) {
      test(row("next", version("next"), name), async () => {
        const reply = await fetch(`${origin}/${path}`, { method: "POST", body: JSON.stringify(options()) });
        const text = await reply.text();
        assert.equal(reply.status, 200, text);
        assert.deepEqual(JSON.parse(text), expected);
      });
    }
  });

  test(row("vitest", version("vitest"), "run"), async () => {
    const folder = project("vitest", { ".": "bundlers/vitest", "scenario.mjs": "scenario.mjs" });
    await succeed([...tool("vitest"), "run"], { cwd: folder, env: { SCENARIO: JSON.stringify(options()) } });
  });

  test(row("jest", version("jest"), "run"), async () => {
    const folder = project("jest", { ".": "bundlers/jest" });
    // Without configuration Jest's tests are CommonJS.
    const { code } = await transform(readFileSync(new URL("scenario.mjs", import.meta.url)), { format: "cjs" });
    writeFileSync(join(folder, "scenario.js"), code);
    await succeed([...tool("jest"), "--no-cache"], { cwd: folder, env: { SCENARIO: JSON.stringify(options()) } });
  });
});
