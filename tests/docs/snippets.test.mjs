// Every piece of code in the READMEs compiles against the package's types, and runs against the server.
//
// A piece begins with a comment that names its file. How it is run, and what it then shows, stands in `pieces`.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { app, folder, root, run, serve, write } from "../helpers/index.mjs";
import { browser, site } from "../helpers/site.mjs";

const server = await serve();
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
const home = folder("home");
const env = {
  HOME: home,
  MESHAGENT_API_URL: server.url,
  MESHAGENT_API_KEY: server.apiKey,
  MESHAGENT_PROJECT_ID: server.projectId,
};
const origin = await site(app, { "/token": server.apiKey });
const chrome = await browser();

/** How each piece is run, by its file's name. */
const pieces = {
  // README.md
  "hello.mjs": node(new RegExp(`^lobby ${member.id}$`, "m")),
  "token.mjs": node(/^[\w-]+\.[\w-]+\.[\w-]+$/m),
  // The npm package's README.md
  "tour.mjs": node(
    /^(\d) of \1 grants$/m,
    new RegExp(`^lobby ${developer.id} does not write$`, "m"),
    /^helpdesk [\w-]{36} (does not write|writes)$/m,
    "region,revenue",
    /^user$/m,
  ),
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
  "errors.mjs": node(/^no such room: .+ \S+$/m),
  "shared-token.mjs": node(/^(\d) \1 rooms$/m),
  "patience.mjs": node(/^GET http.* 1 200 \d+$/m, /^\d rooms$/m),
};

/** Runs a script in Node.js and looks for texts and patterns in its output. */
function node(...expected) {
  return async (file) => {
    const { code, stdout, stderr } = await run(process.execPath, [file], { env });
    assert.equal(code, 0, stderr);
    for (const each of expected) assert.match(stdout, typeof each === "string" ? new RegExp(each) : each);
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

/** The pieces of code in a file, by the names of the files that they are. */
function read(readme) {
  const blocks = readFileSync(join(root, readme), "utf8").matchAll(/^```(\w*)\n(.*?)^```$/gms);
  const found = [];
  for (const [, language, text] of blocks) {
    if (["sh", "rust", "toml"].includes(language)) continue; // Rust's are tested by `cargo test`.
    assert.match(language, /^(js|ts|html)$/, `${readme}: ${text}`);
    const name = text.match(/^(?:\/\/|<!--) ([\w./-]+)/)?.[1];
    assert.ok(name, `${readme}: a piece begins with its file's name: ${text}`);
    found.push([name, text]);
  }
  return found;
}

const found = ["README.md", "pkg-template/README.md"].flatMap(read);

test("every piece is run, and under a name of its own", () => {
  assert.deepEqual(found.map(([name]) => name).sort(), Object.keys(pieces).sort());
});

test("every piece compiles", async () => {
  const files = found.map(([name, text]) => {
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
  mkdirSync(join(home, ".meshagent"));
  const session = { access_token: server.admin.token, expires_at: 4_102_444_800 };
  const project = { active_project: server.projectId };
  const settings = { users: { u: { session, project, api_url: server.url } } };
  writeFileSync(join(home, ".meshagent/settings.json"), JSON.stringify(settings));
  for (const [name, text] of found) {
    const changed = Object.entries(literals).reduce((text, [from, to]) => text.replaceAll(from, to), text);
    write(name, changed);
  }
  for (const [name] of found) await t.test(name, () => pieces[name](name));
});

test("every relative link in the project's papers leads somewhere", () => {
  const papers = readdirSync(root).filter((name) => name.endsWith(".md"));
  for (const paper of [...papers, "examples/README.md", "pkg-template/README.md"]) {
    const text = readFileSync(join(root, paper), "utf8");
    for (const [, link] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      assert.ok(existsSync(join(root, dirname(paper), link)), `${paper}: ${link}`);
    }
  }
});
