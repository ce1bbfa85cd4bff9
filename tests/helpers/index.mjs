// What the tests share: the installed package, servers of one's own, child processes and stubs of fetch.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sound } from "./process.mjs";
import { escaped } from "./wasm.mjs";

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

// A developer's own settings must not reach a test.
for (const name of Object.keys(process.env)) if (name.startsWith("MESHAGENT_")) delete process.env[name];

// Ended from outside, the process still takes its servers and folders along.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

/** A temporary folder, gone when the process ends. */
export function folder(name) {
  const path = mkdtempSync(join(tmpdir(), `meshagent-${name}-`));
  process.on("exit", () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** An empty project with the package installed, for this process alone. */
export const app = folder("app");
writeFileSync(join(app, "package.json"), '{ "name": "app", "private": true, "type": "module" }\n');
if (process.env.PKG_DIR) {
  symlinkSync(join(process.env.PKG_DIR, "node_modules"), join(app, "node_modules"), "dir");
} else {
  mkdirSync(join(app, "node_modules"));
  symlinkSync(join(root, "pkg"), join(app, "node_modules/meshagent-wasm"), "dir");
}

/** The folder of the installed package. */
export const packageFolder = join(app, "node_modules/meshagent-wasm");
assert.ok(existsSync(join(packageFolder, "package.json")), `there is no package in ${packageFolder}: build it first`);

/** Writes a file into the project and returns its path. */
export function write(name, text) {
  const path = join(app, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Imports an entry of the package as a module of the project would. */
export const load = (entry = "meshagent-wasm") => {
  const text = `export * from "${entry}";\nimport * as all from "${entry}";\nexport default all.default;\n`;
  return import(pathToFileURL(write(`load/${entry}.mjs`, text)));
};

// Whatever a test made of it: what leaves the module without its doing is a fault of the package.
after(() => assert.deepEqual(escaped, [], "exceptions passed through the WebAssembly module"));

/** The package's default entry. */
export const pkg = await load();

/** Runs a program to its end, which may be a forced one. */
export function run(program, args, { env = {}, cwd = app, timeout } = {}) {
  const stdio = ["ignore", "pipe", "pipe"];
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio, timeout, killSignal: "SIGKILL" });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (output[name] += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code, signal) => resolve({ code, signal, ...output }));
  });
}

/** Runs a script of the project in a Node.js of its own. */
export const node = (name, text, options) => run(process.execPath, [write(name, text)], options);

/** Starts a server with a new data folder; it ends with the file's tests. */
export async function serve(...flags) {
  const binary = process.env.SERVER_BIN;
  assert.ok(binary, "SERVER_BIN is not set: run the tests with `cargo xtask test`");
  const data = folder("data");
  const child = spawn(binary, ["--data", data, "--faults", ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  process.on("exit", () => child.kill("SIGKILL"));
  const assertSound = sound(child);
  const ended = new Promise((resolve) => child.on("close", resolve));
  const ready = new Promise((resolve, reject) => {
    createInterface(child.stdout)
      .once("line", resolve)
      .once("close", () => reject(new Error("the server did not start")));
    child.on("error", reject);
  });
  const { url, project_id, api_key, users } = JSON.parse(await ready);
  const server = new Server(url, project_id, api_key, users, data);
  // No test finds what another left behind.
  afterEach(() => server.reset());
  after(async () => {
    child.kill("SIGKILL");
    await ended;
    assertSound();
  });
  return server;
}

class Server {
  constructor(url, projectId, apiKey, users, data) {
    this.url = url;
    this.projectId = projectId;
    this.apiKey = apiKey;
    /** Those who can log in: an admin, a developer and a member. */
    [this.admin, this.developer, this.member] = users;
    /** The address of the project. */
    this.path = `/accounts/projects/${projectId}`;
    /** The folder of its data. */
    this.data = data;
  }

  /** A client of the package. */
  client(options) {
    return new pkg.Meshagent({ baseUrl: this.url, token: this.apiKey, projectId: this.projectId, ...options });
  }

  /** The project, seen through a client of the package. */
  project(options) {
    return this.client(options).project();
  }

  /** Asks the server without the package. */
  async ask(method, path, body) {
    const reply = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.apiKey}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await reply.text();
    assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Makes a room without the package. */
  room(name, more) {
    return this.ask("POST", `${this.path}/rooms`, { name, ...more });
  }

  /** What the server holds at a path of the project; `undefined` when there is nothing. */
  async held(path) {
    const reply = await fetch(`${this.url}${this.path}${path}`, {
      headers: { authorization: `Bearer ${this.apiKey}` },
    });
    const body = await reply.json();
    return reply.status === 404 ? undefined : body;
  }

  /** Sets the faults and forgets the requests so far. */
  async reset(...rules) {
    await this.ask("POST", "/__faults", rules);
    await this.ask("DELETE", "/__requests");
  }

  /** The requests since the last reset, oldest first. */
  requests() {
    return this.ask("GET", "/__requests");
  }

  /** The one request since the last reset. */
  async request() {
    const requests = await this.requests();
    assert.equal(requests.length, 1, `one request, not ${JSON.stringify(requests)}`);
    return requests[0];
  }

  /** Waits until there is a request that is as wanted; the test's time limit is the limit. */
  async until(wanted) {
    for (;;) {
      const request = (await this.requests()).find(wanted);
      if (request) return request;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** What a promise rejects with. */
export async function rejection(promise) {
  let value;
  try {
    value = await promise;
  } catch (reason) {
    return reason;
  }
  assert.fail(`expected a rejection, got ${String(value)}`);
}

/** What a function throws. */
export function thrown(action) {
  let value;
  try {
    value = action();
  } catch (reason) {
    return reason;
  }
  assert.fail(`expected an exception, got ${String(value)}`);
}

/** Everything of an async iterable. */
export async function all(items) {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A reply with JSON. */
export const reply = (value, init) => new Response(JSON.stringify(value), init);

/** A fetch that answers with what `answer` returns and notes its calls; without an argument, with an empty list. */
export function stub(answer = () => reply({})) {
  const calls = [];
  const fetch = async (url, init) => {
    calls.push({ url, ...init });
    return answer(url, init, calls.length);
  };
  return Object.assign(fetch, { calls });
}

/** A project whose requests go to a stub. */
export const stubbed = (fetch, options) =>
  new pkg.Meshagent({
    baseUrl: "http://stub.test",
    token: "stub-token",
    projectId: "proj_123",
    fetch,
    ...options,
  }).project();
