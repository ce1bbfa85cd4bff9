// What the rows of the matrix share: the tools that npm has installed here, and projects that have the package.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { packageFolder, run, folder as temporary } from "../helpers/index.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** What each tool is told: nobody watches, nothing is to be reported anywhere. */
const QUIET = {
  CI: "true",
  HOME: temporary("home"),
  DO_NOT_TRACK: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NO_COLOR: "1",
  PARCEL_WORKERS: "1",
  WRANGLER_SEND_METRICS: "false",
};

/** An installed package's folder. */
export const installed = (name) => join(here, "node_modules", name);

const manifest = (name) => JSON.parse(readFileSync(join(installed(name), "package.json"), "utf8"));

/** An installed package's version. */
export const version = (name) => manifest(name).version.replace(/^v/, "");

/** A package of which there is one for each platform. */
export function forPlatform(names) {
  const platform = `${process.platform}-${process.arch}`;
  const name = typeof names === "string" ? `${names}-${platform}` : names[platform];
  assert.ok(name && existsSync(installed(name)), `${name ?? Object.values(names)[0]} is not there for ${platform}`);
  return name;
}

/** A Node.js of some major version. */
export const nodePackage = (major) => forPlatform(`node-${major}`);
export const nodeBinary = (major) => join(installed(nodePackage(major)), "bin/node");

export const bunPackage = () =>
  forPlatform({ "linux-x64": "@oven/bun-linux-x64", "linux-arm64": "@oven/bun-linux-aarch64" });
export const bunBinary = () => join(installed(bunPackage()), "bin/bun");

/** A program of an installed package, run by the Node.js that all current tools support. */
export function tool(name, program = name) {
  const { bin } = manifest(name);
  return [nodeBinary(24), join(installed(name), typeof bin === "string" ? bin : bin[program])];
}

/** Runs a program that must succeed; returns its output. */
export async function succeed([program, ...args], options) {
  const env = { ...QUIET, ...options.env };
  const { code, signal, stdout, stderr } = await run(program, args, { timeout: 240_000, ...options, env });
  assert.deepEqual([code, signal], [0, null], `${stdout}\n${stderr}`);
  return stdout;
}

const started = [];
after(() => Promise.all(started.map((end) => end())));

/** Starts a program, until the file's tests end, and with it what it has started itself. */
export function launch(program, args, options) {
  const child = spawn(program, args, { detached: true, ...options });
  const end = () => child.exitCode === null && child.signalCode === null && process.kill(-child.pid, "SIGKILL");
  process.on("exit", end);
  const ended = new Promise((resolve) => child.on("close", resolve).on("error", resolve));
  started.push(() => {
    end();
    return ended;
  });
  return { child, ended };
}

/** Starts a program that serves; returns its origin as it says it. */
export function start([program, ...args], cwd) {
  const env = { ...process.env, ...QUIET };
  const { child, ended } = launch(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  return new Promise((resolve, reject) => {
    const read = (data) => {
      text += data;
      const address = /https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(text);
      if (address) resolve(`http://127.0.0.1:${address[1]}`);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", read);
    ended.then(() => reject(new Error(`${program} ${args.join(" ")} has ended:\n${text}`)));
  });
}

/** The folder of one suite of rows, with the package installed and everything else gone. */
export function workspace(suite) {
  const folder = join(here, "work", suite);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(realpathSync(packageFolder), join(folder, "node_modules/meshagent-wasm"), { recursive: true });
  return {
    folder,
    /** Makes a project: its files, by their place in it and in this folder. */
    project(name, files) {
      for (const [to, from] of Object.entries(files)) {
        const target = join(folder, name, to);
        mkdirSync(dirname(target), { recursive: true });
        cpSync(join(here, from), target, { recursive: true });
      }
      return join(folder, name);
    },
  };
}

/** What each run of the scenario is told: the server, and a name of its own. */
export function optionsFor(server) {
  let runs = 0;
  const { url, apiKey, projectId } = server;
  return () => ({ baseUrl: url, token: apiKey, projectId, name: `run${++runs}-` });
}

/** A row's name, in columns. */
export const row = (...columns) => columns.map((text, at) => text.padEnd([12, 16, 0][at])).join(" ");
