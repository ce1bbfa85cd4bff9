// The packed package in every browser engine, in pages and workers, under a strict content security policy. The
// browsers are simply started with the page's address; the page tells the test what it saw.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { build } from "esbuild";
import { serve, folder as temporary } from "../helpers/index.mjs";
import { site } from "../helpers/site.mjs";
import { expected } from "./scenario.mjs";
import { launch, optionsFor, row, workspace } from "./workspace.mjs";

const { folder, project } = workspace("browsers");
const server = await serve();
const options = optionsFor(server);
project(".", { ".": "browsers", "scenario.mjs": "scenario.mjs" });
await build({
  entryPoints: [join(folder, "worker.js")],
  outfile: join(folder, "worker.iife.js"),
  bundle: true,
  logLevel: "warning",
});

const POLICY = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${server.url}`;
const PLACES = ["page", "streaming", "module worker", "IIFE worker", "service worker"];

/** A program's path, which `cargo xtask test` has put into the environment. */
function program(name) {
  assert.ok(process.env[name], `${name} is not set: run the tests with \`cargo xtask test\``);
  return process.env[name];
}

/** The number that a program prints as its version. */
const printed = (path, args, env) =>
  /\d+(\.\d+)+/.exec(execFileSync(path, [...args, "--version"], { env: { ...process.env, ...env } }))[0];

/** Each engine's version, and how to start it at an address. */
const engines = {
  Chromium: () => {
    const [path, home] = [program("CHROMIUM"), temporary("chromium")];
    const own = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];
    return [printed(path, []), (url) => browse(path, [...own, `--user-data-dir=${home}`, url])];
  },
  Firefox: () => {
    const [path, home] = [program("FIREFOX"), temporary("firefox")];
    copyFileSync(join(folder, "firefox.js"), join(home, "user.js"));
    const own = ["--headless", "--no-remote", "--profile", home];
    return [printed(path, [], { HOME: home }), (url) => browse(path, [...own, url], { HOME: home })];
  },
  WebKitGTK: () => {
    const [path, home] = [program("XVFB_RUN"), temporary("webkit")];
    const own = ["--auto-servernum", program("WEBKIT")];
    return [printed(path, own), (url) => browse(path, [...own, url], { HOME: home })];
  },
};

/** Starts a browser. */
const browse = (path, args, env) => launch(path, args, { env: { ...process.env, ...env }, stdio: "ignore" });

/** A promise and what settles it. */
function deferred() {
  const made = {};
  made.promise = new Promise((resolve) => {
    made.resolve = resolve;
  });
  return made;
}

/** Starts an engine; returns a function that has its page make the calls in some place. */
async function open(start) {
  let [asked, told] = [deferred(), deferred()];
  const pages = {
    "/next": async () => JSON.stringify(await asked.promise),
    "/outcome": async (request) => {
      let text = "";
      for await (const piece of request) text += piece;
      told.resolve(JSON.parse(text));
      return "";
    },
  };
  const origin = await site(folder, pages, { "content-security-policy": POLICY });
  start(`${origin}/`);
  return async (place) => {
    asked.resolve({ place, options: options() });
    const outcome = await told.promise;
    [asked, told] = [deferred(), deferred()];
    return outcome;
  };
}

describe("browsers", { concurrency: 2 }, () => {
  for (const [name, engine] of Object.entries(engines)) {
    describe(name, { concurrency: false }, async () => {
      const [number, start] = engine();
      const visit = await open(start);
      for (const place of PLACES) {
        test(row(name, number, place), { timeout: 120_000 }, async () => {
          assert.deepEqual(await visit(place), { outcome: expected });
        });
      }
    });
  }
});
