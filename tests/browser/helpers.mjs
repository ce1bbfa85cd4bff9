// What the browser tests share: the local server, the built page behind its Content Security Policy, and Chromium.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, beforeEach } from "node:test";
import { chromium } from "playwright-core";
import { guard } from "../helpers/escapes.mjs";
import { sound } from "../helpers/process.mjs";

const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; " +
  "img-src 'self' data:; connect-src 'self' https: http://127.0.0.1:* http://localhost:*";
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

const setting = (name) => {
  if (!process.env[name]) throw new Error(`${name} must be set`);
  return process.env[name];
};

/** Starts the local server with an example project of its own. */
export async function startServer(...args) {
  const data = await mkdtemp(join(tmpdir(), "meshagent-page-"));
  const child = spawn(setting("SERVER_BIN"), ["--port", "0", "--data", data, "--example", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const assertSound = sound(child);
  const lines = createInterface({ input: child.stdout });
  const gone = once(child, "exit").then(() => Promise.reject(new Error("the server has ended")));
  gone.catch(() => {});
  const [line] = await Promise.race([once(lines, "line"), gone]);
  const ready = JSON.parse(line);
  const user = (role) => ready.users.find((each) => each.role === role);

  /** Asks the server itself, as its admin. */
  async function ask(path, { method = "GET", body } = {}) {
    const reply = await fetch(`${ready.url}/accounts/projects/${ready.project_id}/${path}`, {
      method,
      headers: { authorization: `Bearer ${user("admin").token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json().catch(() => undefined) };
  }

  return {
    ...ready,
    user,
    ask,
    room: async (name) => (await ask(`rooms/${name}`)).body,
    /** The grants of a room by user id. */
    grants: async (name) => {
      const { body } = await ask(`room-grants/by-room/${name}?limit=1000`);
      return Object.fromEntries(body.room_grants.map((each) => [each.user_id, each.permissions]));
    },
    /** The direct roles on a room, by kind and id of the subject; of today's service. */
    async roles(name) {
      const { body: room } = await ask(`rooms/${name}`);
      const { body } = await ask(`iam/room/${room.id}/policy?page_size=100`);
      return Object.fromEntries(
        body.access_grants.map(({ subject, direct_roles }) => [`${subject.type}/${subject.id}`, direct_roles]),
      );
    },
    /** The id of a group by its name. */
    group: async (name) => (await ask(`groups/by-name/${name}`)).body.id,
    /** The bytes of a project file; nothing when there is none. */
    async file(path) {
      const address = `${ready.url}/projects/${ready.project_id}/storage/download?${new URLSearchParams({ path })}`;
      const reply = await fetch(address, { headers: { authorization: `Bearer ${user("admin").token}` } });
      return reply.status === 404 ? undefined : Buffer.from(await reply.arrayBuffer());
    },
    /** The bytes of a file of a room or an agent, such as `rooms/support/a.txt`; nothing when there is none. */
    async placeFile(path) {
      const reply = await fetch(
        `${ready.url}/${ready.project_id}/${path.split("/").map(encodeURIComponent).join("/")}`,
        {
          headers: { authorization: `Bearer ${user("admin").token}` },
        },
      );
      return reply.status === 404 ? undefined : Buffer.from(await reply.arrayBuffer());
    },
    /** The paths of all files in a folder of a room or an agent, such as `rooms/support`. */
    async tree(place, folder) {
      const query = new URLSearchParams({ list: "", prefix: folder });
      const reply = await fetch(`${ready.url}/${ready.project_id}/${place}/?${query}`, {
        headers: { authorization: `Bearer ${user("admin").token}` },
      });
      const { entries } = await reply.json();
      const paths = entries.map(({ name, is_folder }) => {
        const path = `${folder}/${name}`;
        return is_folder ? this.tree(place, path) : [path];
      });
      return (await Promise.all(paths)).flat();
    },
    /** Stores a file of a room or an agent. */
    async put(path, body, type = "text/plain") {
      const reply = await fetch(`${ready.url}/${ready.project_id}/${path}`, {
        method: "PUT",
        body,
        headers: { authorization: `Bearer ${user("admin").token}`, "content-type": type },
      });
      assert.equal(reply.status, 200, await reply.text());
    },
    /** The bodies of the requests to an address, the oldest first; needs `--faults`. */
    async requests(method, path) {
      const requests = await (await fetch(`${ready.url}/__requests`)).json();
      const wanted = requests.filter((each) => each.method === method && each.path.includes(path));
      return wanted.map(({ body }) => JSON.parse(body));
    },
    /** Makes replies go wrong; needs `--faults`. */
    faults: (rules) =>
      fetch(`${ready.url}/__faults`, {
        method: "POST",
        body: JSON.stringify(rules),
        headers: { "content-type": "application/json" },
      }),
    async stop() {
      child.kill();
      await once(child, "close");
      assertSound();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Serves the built page as the demo does. */
export async function servePage(folder = setting("WWW_DIST")) {
  const server = createServer(async (request, reply) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://page").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    try {
      const body = await readFile(file);
      reply.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-security-policy": CSP,
      });
      reply.end(body);
    } catch {
      reply.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });

/** Runs in the page: notes what moves without anybody having touched anything. */
function noteShifts() {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) window.shifts.push(`${value}: ${sources.map(({ node }) => node?.outerHTML ?? node?.data)}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** A page of its own; `problems` gathers what a working page never has: exceptions and refusals by the browser. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  await context.addInitScript(guard);
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    const wanted = message.type() === "error" && !/Failed to load resource|net::ERR/.test(message.text());
    if (wanted) problems.push(message.text());
  });
  await page.addInitScript(noteShifts);
  page.setDefaultTimeout(10_000);
  return { context, page, problems };
}

/** Opens the page by a link that signs in, as `cargo xtask demo` prints it. */
export async function signIn(page, site, server, { role = "admin", at = "#/rooms" } = {}) {
  const link = new URLSearchParams({ server: server.url, project: server.project_id, token: server.user(role).token });
  await page.goto(`${site.url}#${link}`);
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  if (at !== "#/rooms") await goTo(page, at);
}

/** Goes to another place of the page. */
const goTo = (page, hash) => page.evaluate((to) => location.assign(to), hash);

/** How tests choose and drag files. */
export const filesOf = (t) => ({
  file: (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer }),
  choose: (...files) => t.page.getByLabel("Files to upload").first().setInputFiles(files),
  /** Files as somebody drags them: texts, or sizes. */
  dragged: (files) =>
    t.page.evaluateHandle((files) => {
      const transfer = new DataTransfer();
      for (const [name, content] of Object.entries(files)) {
        const body = typeof content === "number" ? new Uint8Array(content) : content;
        transfer.items.add(new File([body], name));
      }
      return transfer;
    }, files),
});

/** One server, one served page and one browser for a file of tests, and a new tab for each test. */
export function adminPage(...serverArgs) {
  const t = {
    button: (name) => t.page.getByRole("button", { name, exact: true }),
    field: (name) => t.page.getByRole("textbox", { name, exact: true }),
    dialog: () => t.page.getByRole("dialog"),
    inDialog: (name) => t.dialog().getByRole("button", { name, exact: true }),
    /** Chooses a kind of access in the editor of scopes. */
    pick: (level) => t.page.getByRole("radio", { name: new RegExp(`^${level}`) }).check({ force: true }),
    row: (text) => t.page.getByRole("row").filter({ hasText: text }),
    heading: (name) => t.page.getByRole("heading", { name, level: 1 }).waitFor(),
    /** Waits until the page says so, as it does of what has worked. */
    said: (text) => t.page.getByRole("status").filter({ hasText: text }).first().waitFor(),
    /** Waits until the page says so, as it does of what has gone wrong. */
    alerted: (text) => t.page.getByRole("alert").filter({ hasText: text }).first().waitFor(),
    /** What has moved by itself since the page was loaded. */
    shifts: () => t.page.evaluate(() => window.shifts),
    signIn: (options) => signIn(t.page, t.site, t.server, options),
    goTo: (hash) => goTo(t.page, hash),
    async open(options) {
      await t.context?.close();
      Object.assign(t, await openPage(t.browser, options));
    },
  };
  before(async () => {
    [t.server, t.site, t.browser] = await Promise.all([startServer("--faults", ...serverArgs), servePage(), launch()]);
  });
  after(async () => {
    await t.browser?.close();
    t.site?.stop();
    await t.server?.stop();
  });
  beforeEach(async () => {
    await t.server.faults([]);
    if (!t.kept) await t.open();
  });
  afterEach(async () => {
    t.problems.push(...(await t.page.evaluate(() => window.wasmSeen.escaped)));
  });
  afterEach(() => assert.deepEqual(t.problems, [], "the page threw, or broke its Content Security Policy"));
  return t;
}
