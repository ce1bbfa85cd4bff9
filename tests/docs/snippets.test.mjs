// Every piece of code in the READMEs and in the guide compiles against the package's types, and runs against the server.
//
// How each is run, and what it then shows, stands in `runs`.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { app, root, run, serve, write } from "../helpers/index.mjs";
import { browser, site } from "../helpers/site.mjs";
import { filledIn, loggedIn, pieces } from "./pieces.mjs";

const server = await serve();
/** A project in which something has happened. */
const example = await serve("--example");
const older = await serve("--example", "--api", "grants");
const today = await serve("--example", "--api", "policies");
const room = await server.room("lobby");
const { developer, member } = server;
await server.ask("POST", `${server.path}/room-grants`, { room_id: room.id, user_id: developer.id, permissions: {} });

/** What the examples' own values become. */
const literals = {
  "https://api.meshagent.com": server.url,
  proj_123: server.projectId,
  room_456: room.id,
  user_789: member.id,
  "ma-…": server.apiKey,
};
const home = loggedIn(server);
/** The variables by which a script finds a server. */
const variables = ({ url, apiKey, projectId }) => ({
  HOME: home,
  MESHAGENT_API_URL: url,
  MESHAGENT_API_KEY: apiKey,
  MESHAGENT_PROJECT_ID: projectId,
});
const origin = await site(app, { "/token": server.apiKey });
const chrome = await browser();

/** How each piece is run, by its file's name. */
const runs = {
  // README.md
  "hello.mjs": node(new RegExp(`^${member.id} operator$`, "m")),
  "token.mjs": node(/^[\w-]+\.[\w-]+\.[\w-]+$/m),
  // The npm package's README.md
  "tour.mjs": node(
    /^2 rooms$/m,
    /^ann@example.com is operator$/m,
    /^[\w-]{36} 2$/m,
    /^23 of 23 bytes$/m,
    /^region,revenue$/m,
    /^user$/m,
  ),
  // The guide: docs/runtimes.md
  "rooms.mjs": node(/^lobby$/m),
  "rooms.cjs": node(/^lobby$/m),
  "login.mjs": node(/^admin$/m),
  "main.js": page(/^\d rooms: .*lobby/, { bundle: ["main.js"] }),
  "index.html": page(/lobby/),
  "streamed.js": page(/lobby/),
  "worker.js": page(/^\d grants$/, { bundle: ["page.js", "worker.js"] }),
  "page.js": page(/^\d grants$/, { bundle: ["page.js", "worker.js"] }),
  "app/api/rooms/route.ts": handler("GET(request)", /^200 \[.*\{"id":"[^"]+","name":"lobby"\}.*\]$/m),
  "src/index.ts": handler("default.fetch(request, process.env)", /^200 \[.*"lobby".*\]$/m),
  // docs/calls.md
  "errors.mjs": node(/^no such room: .+ \S+$/m),
  "response.mjs": node(/^\d 200 application\/json [\w-]{36}$/m),
  "other-routes.mjs": node(/name: 'lobby'/, /name: 'annex'/),
  "shared-token.mjs": node(/^(\d) \1 rooms$/m),
  "patience.mjs": node(/^rooms.list 1 200 \d+$/m, /^\d rooms$/m),
  // docs/generations.md
  "generation.mjs": async (file) => {
    await on(example, /^roles: true, grants: true$/m)(file);
    await on(older, /^roles: false, grants: true$/m)(file);
    await on(today, /^roles: true, grants: false$/m)(file);
  },
  "grants.mjs": on(older, /^[\w-]{36} does not write other scope$/m, /^updated$/m),
  "both-rooms.mjs": both(/^\d rooms, all of them$/m, /^support $/m),
  "both-members.mjs": both(/^ada@example.com is an admin$/m, /^mia@example.com is not an admin$/m),
  "both-pages.mjs": on(today, /^3 groups$/m),
  "consistency.mjs": on(today, /^\{ allowed: true \}$/m),
  // docs/migration.md
  "migrated.mjs": on(example, /^true$/m, /^true \d+ rooms$/m, /^3 wss?:$/m),
  // docs/access.md
  "projects.mjs": on(example, /^version \S+ files at http/m, /is in use$/m),
  "profiles.mjs": on(example, /^I am the service_account owner@/m, /^Addie here, Ada elsewhere$/m),
  "members.mjs": on(example, /^mia@example.com member, room_creator$/m),
  "groups.mjs": on(example, /^\d+ reviewers$/m),
  "policies.mjs": on(example, /^everyone all viewer$/m, /^user bea@example.com operator$/m),
  "access.mjs": on(example, /^may use the room$/m, /^operator false$/m, /^room [\w-]{36} operator$/m),
  // docs/identities.md
  "service-accounts.mjs": on(example, /^deployer Deployer$/m, /^ci Continuous integration$/m),
  "api-keys.mjs": on(example, /^a key that begins with ma-$/m, /^build is used by the build$/m),
  "participant-tokens.mjs": on(example, /^ann room, role, api$/m),
  "oauth-clients.mjs": on(example, /^keep the secret: it is not shown again$/m, /^profile:read$/m),
  "service-account-secrets.mjs": on(example, /^db-password has 7 characters$/m),
  "user-secrets.mjs": on(example, /^service_account uses it$/m),
  "pull-secrets.mjs": on(example, /^pulls with registry$/m),
  // docs/running.md
  "services.mjs": on(example, /^false$/m),
  "templates.mjs": on(example, /^ServiceTemplate reporter$/m, /^Service reporter$/m),
  "room-services.mjs": on(example, /^translator$/m),
  "room-volumes.mjs": on(example, /^cache 2048$/m, /^deleting$/m),
  "repositories.mjs": on(example, /^a token for team\/worker until \d{4}-/m),
  "agents.mjs": on(example, /^helper is at ws:\/\/.+helper/m),
  "llm.mjs": on(example, /^at most 12.50 until \d{4}-/m),
  "routes.mjs": on(example, /^site.example.com leads to support$/m),
  "custom-domains.mjs": on(example, /^pending_dns$/m, /^set shop.example.com CNAME /m),
  "mailboxes.mjs": on(example, /^help@mail.example.com goes to mails$/m),
  "scheduled-tasks.mjs": on(example, /^nightly 0 3 \* \* \*$/m, /^0 runs so far$/m),
  // docs/activity.md
  "feeds.mjs": on(example, /^support has them in feeds\/orders\/$/m),
  "llm-loggers.mjs": on(example, /^logs where provider == 'openai'$/m),
  "sessions.mjs": on(example, /^[\w-]+ runs, with \{".+\}$/m, /^support (Una|A)llocated \d+$/m, /^released .+$/m),
  "usage.mjs": on(example, /^\d{2,} rows$/m, /^\{.*"report":.+\}$/m),
  "billing.mjs": on(example, /^currency,.*plans/m, /^[\d.]+ left, recharged below 10$/m, /^Calls of models -[\d.]+$/m),
  "settings-documents.mjs": on(example, /^viewer$/m),
  "files.mjs": on(example, /^q3.txt 11$/m, /^text\/plain$/m, /^all is well$/m, /^false$/m),
  "sysadmin.mjs": on(example, /^mia@example.com \{"support":true\}$/m),
};

/** Runs a script in Node.js and looks for patterns in its output. */
function node(...expected) {
  return on(server, ...expected);
}

/** Runs a script in Node.js against this server. */
function on(server, ...expected) {
  return async (file) => {
    const { code, stdout, stderr } = await run(process.execPath, [file], { env: variables(server) });
    assert.equal(code, 0, stderr);
    for (const each of expected) assert.match(stdout, each);
  };
}

/** Runs a script against a service of each generation. */
function both(...expected) {
  return async (file) => {
    for (const server of [older, today]) await on(server, ...expected)(file);
  };
}

/** Calls what a server's module exports. */
function handler(call, expected) {
  return async (file) => {
    const module = `${file}.mjs`;
    await build({ entryPoints: [join(app, file)], outfile: join(app, module), format: "esm" });
    const script = `
      import * as exported from "./${module}";
      const request = new Request("https://app.example.com/");
      const reply = await exported.${call};
      console.log(reply.status, await reply.text());
    `;
    write("handler.mjs", script);
    await node(expected)("handler.mjs");
  };
}

/** Opens a page, or a page with the script on it, bundled if it has to be, and looks at what it shows. */
function page(expected, { bundle } = {}) {
  return async (file) => {
    let script = `/${file}`;
    if (bundle) {
      await build({ entryPoints: bundle, absWorkingDir: app, outdir: "bundled", bundle: true, format: "esm" });
      script = `/bundled/${bundle[0]}`;
    }
    if (!file.endsWith(".html")) {
      const entries = ["index", "web"].map((name) => `/node_modules/meshagent-wasm/${name}.js`);
      const imports = { "meshagent-wasm": entries[0], "meshagent-wasm/web": entries[1] };
      const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
      write(`${file}.html`, `<!doctype html>${map}<body><script type="module" src="${script}"></script></body>`);
    }
    const tab = await chrome.newPage();
    const problems = [];
    tab.on("pageerror", (error) => problems.push(String(error)));
    try {
      await tab.goto(`${origin}/${file.endsWith(".html") ? file : `${file}.html`}`);
      await tab
        .locator("body", { hasText: expected })
        .waitFor({ timeout: 30_000 })
        .catch(() => {});
      assert.match(await tab.locator("body").innerText(), expected, problems.join());
      assert.deepEqual(problems, []);
    } finally {
      await tab.close();
    }
  };
}

test("every piece is run, and under a name of its own", () => {
  assert.deepEqual(pieces.map(([name]) => name).sort(), Object.keys(runs).sort());
});

test("every piece compiles", async () => {
  const files = pieces.map(([name, text]) => {
    const script = text.match(/<script type="module">\n(.*?)<\/script>/s)?.[1] ?? text;
    write(`checked/${name.replace(/html$/, "html.js")}`, script);
    return name.replace(/html$/, "html.js");
  });
  const compilerOptions = {
    strict: true,
    allowJs: true,
    checkJs: true,
    module: "nodenext",
    moduleDetection: "force",
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
    types: [],
    noEmit: true,
  };
  const config = write("checked/tsconfig.json", JSON.stringify({ compilerOptions, files }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { code, stdout } = await run(process.execPath, [tsc, "--project", config]);
  assert.equal(code, 0, stdout);
});

test("every piece does what it says", async (t) => {
  for (const [name, text] of pieces) write(name, filledIn(text, literals));
  for (const [name] of pieces) await t.test(name, () => runs[name](name));
});
