// Every recipe compiles against the types of what it uses, and does what it says.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import http, { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import { build } from "esbuild";
import { generate } from "selfsigned";
import { folder, packageFolder, root, run, serve } from "../helpers/index.mjs";
import { recipes } from "./pieces.mjs";

const server = await serve("--example");
const env = {
  MESHAGENT_API_URL: server.url,
  MESHAGENT_API_KEY: server.apiKey,
  MESHAGENT_PROJECT_ID: server.projectId,
};

/** A project that has the package, and what the recipes use besides. */
const app = folder("recipes");
const modules = join(app, "node_modules");
mkdirSync(modules);
symlinkSync(packageFolder, join(modules, "meshagent-wasm"), "dir");
for (const name of readdirSync(join(root, "tests/docs/node_modules"))) {
  if (!name.startsWith(".")) symlinkSync(join(root, "tests/docs/node_modules", name), join(modules, name), "dir");
}
const write = (name, text) => {
  mkdirSync(dirname(join(app, name)), { recursive: true });
  writeFileSync(join(app, name), text);
};
write("package.json", '{ "private": true, "type": "module" }\n');
for (const [name, text] of recipes) write(name, text);

/** Runs a script to its end. */
async function script(name, more = {}) {
  const { code, stdout, stderr } = await run(process.execPath, [name], { cwd: app, env: { ...env, ...more } });
  assert.equal(code, 0, stderr);
  return stdout;
}

/** Starts a script that serves; returns its first line. It ends with the tests. */
async function start(name, more = {}) {
  const stdio = ["ignore", "pipe", "inherit"];
  const child = spawn(process.execPath, [name], { cwd: app, env: { ...process.env, ...env, ...more }, stdio });
  after(() => child.kill("SIGKILL"));
  const [line] = await once(createInterface(child.stdout), "line");
  return line;
}

/** Has a server listen, until the tests end; returns its port. */
async function listen(server) {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return server.address().port;
}

const runs = {
  "stub-fetch.test.mjs": () => passes("stub-fetch.test.mjs"),
  "spy.test.mjs": () => passes("spy.test.mjs"),
  "fake.test.ts": () => passes("fake.test.ts"),
  "proxy.mjs": async () => {
    const through = [];
    const proxy = createServer().on("connect", (request, socket, head) => {
      through.push(request.url);
      const [host, port] = request.url.split(":");
      const tunnel = connect(port, host, () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        tunnel.write(head);
        tunnel.pipe(socket).pipe(tunnel);
      });
    });
    const uri = `http://127.0.0.1:${await listen(proxy)}`;
    assert.match(await script("proxy.mjs", { HTTPS_PROXY: uri }), /^\d+ rooms through the proxy$/m);
    assert.deepEqual(through, [new URL(server.url).host]);
  },
  "own-ca.mjs": async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
    });
    write("company-ca.pem", cert);
    const forward = createTlsServer({ key, cert }, ({ url, method, headers }, response) => {
      http
        .request(server.url + url, { method, headers }, (reply) => {
          response.writeHead(reply.statusCode, reply.headers);
          reply.pipe(response);
        })
        .end();
    });
    const MESHAGENT_API_URL = `https://localhost:${await listen(forward)}`;
    assert.match(await script("own-ca.mjs", { MESHAGENT_API_URL }), /^\d+ rooms, over TLS$/m);
  },
  "disk.mjs": async () => {
    write("plan.txt", "quarterly plan");
    assert.match(await script("disk.mjs"), /^14 of 14 bytes$/m);
    assert.equal(readFileSync(join(app, "copy.txt"), "utf8"), "quarterly plan");
    const { storage, files } = server.project();
    for (const name of ["plan.txt", "blob.txt", "stream.txt"]) {
      assert.equal(new TextDecoder().decode(await storage.download(`recipes/${name}`)), "quarterly plan");
    }
    assert.equal((await files.stat("room", "support", "recipes/plan.txt")).content_type, "text/plain");
  },
  "sign-in.mjs": signIn,
  "express.mjs": async () => {
    const port = (await start("express.mjs")).match(/port: (\d+)/)[1];
    await answers((path) => fetch(`http://localhost:${port}${path}`), { busy: [503, { error: "busy" }] });
  },
  "hono.ts": async () => {
    write("hono-port.mjs", HONO);
    const port = await start("hono-port.mjs");
    await answers((path) => fetch(`http://localhost:${port}${path}`));
  },
  "tracing.mjs": async () => {
    write("traced.mjs", TRACED);
    await server.reset({ status: 503, headers: { "retry-after": "0" } });
    const [outer, ...spans] = JSON.parse(await script("traced.mjs"));
    const route = "/accounts/projects/{project}/rooms/{name}";
    assert.deepEqual(
      spans.map(({ name, parent, attributes }) => [name, parent, attributes["http.response.status_code"]]),
      [503, 200, 404].map((status) => ["meshagent rooms.get", outer.id, status]),
    );
    assert.ok(spans.every(({ attributes }) => attributes["url.template"] === route));
    assert.deepEqual(
      spans.map(({ attributes }) => attributes["http.request.resend_count"]),
      [0, 1, 0],
    );
    assert.match(spans[2].error, /^NotFoundError: /);
  },
  "Rooms.tsx": () => {}, // server.tsx shows it.
  "server.tsx": async () => {
    const options = { absWorkingDir: app, bundle: true, platform: "node", format: "esm", packages: "external" };
    await build({ ...options, entryPoints: ["server.tsx"], outfile: "server.mjs", jsx: "automatic" });
    write(
      "page.mjs",
      'import { page } from "./server.mjs";\nconsole.log(await page(process.env.MESHAGENT_PROJECT_ID));\n',
    );
    assert.match(await script("page.mjs"), /<ul>.*<li>support<\/li>.*"name":"support".*<\/script>/s);
    // A service that fails gets three requests, not nine.
    await server.reset({ status: 503, headers: { "retry-after": "0" }, times: null });
    assert.match(await script("page.mjs"), /Loading…/);
    assert.equal((await server.requests()).length, 3);
  },
};

/** Serves what Hono answers with Node's own server. */
const HONO = `
import { createServer } from "node:http";
import { app } from "./hono.ts";
const server = createServer(async (request, response) => {
  const reply = await app.request(request.url);
  response.writeHead(reply.status).end(await reply.text());
});
server.listen(0, () => console.log(server.address().port));
`;

/** Calls within a span, and prints all spans, the outer one first. */
const TRACED = `
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
const { meshagent } = await import("./tracing.mjs");
const { rooms } = meshagent.project();
await trace.getTracer("test").startActiveSpan("outer", async (span) => {
  await rooms.get("support");
  await rooms.get("nowhere").catch(() => {});
  span.end();
});
const shown = exporter.getFinishedSpans().map((span) => ({
  name: span.name,
  id: span.spanContext().spanId,
  parent: span.parentSpanContext?.spanId,
  attributes: span.attributes,
  error: span.status.message,
}));
console.log(JSON.stringify([shown.pop(), ...shown]));
`;

/** What a server that passes rooms on answers: to one that is there, to one that is not, and to failures. */
async function answers(ask, { busy } = {}) {
  const status = async (path) => {
    const reply = await ask(path);
    return [reply.status, await reply.json()];
  };
  const { id } = await server.held("/rooms/support");
  assert.deepEqual(await status("/rooms/support"), [200, { id, name: "support" }]);
  assert.deepEqual(await status("/rooms/nowhere"), [404, { error: "not found" }]);
  await server.reset({ status: 401, body: "no such token" });
  const failed = { error: "the service behind this one has failed" };
  assert.deepEqual(await status("/rooms/support"), [502, failed]);
  await server.reset({ status: 429, times: null, headers: { "retry-after": "0" } });
  assert.deepEqual(await status("/rooms/support"), busy ?? [502, failed]);
}

async function passes(name) {
  const args = ["--test", "--test-reporter=tap", name];
  const { code, stdout } = await run(process.execPath, args, { cwd: app, env: { NODE_TEST_CONTEXT: undefined } });
  assert.equal(code, 0, stdout);
  assert.match(stdout, /^# pass 1$/m);
}

async function signIn() {
  const reserved = createServer();
  const port = await listen(reserved);
  await new Promise((resolve) => reserved.close(resolve));
  const REDIRECT_URI = `http://127.0.0.1:${port}/callback`;
  const { client_id, client_secret } = await server.project().oauthClients.create({
    grant_types: ["authorization_code"],
    response_types: ["code"],
    redirect_uris: [REDIRECT_URI],
    scope: "profile",
  });
  const address = (
    await start("sign-in.mjs", { REDIRECT_URI, CLIENT_ID: client_id, CLIENT_SECRET: client_secret })
  ).replace("open ", "");
  /** Opens an address as a browser does; returns where it leads. */
  const open = async (url) => {
    const reply = await fetch(url, { redirect: "manual" });
    return { text: await reply.text(), location: reply.headers.get("location") };
  };
  const { location } = await open(address);
  assert.ok(location.startsWith(`${server.url}/oauth/authorize?`));
  // The local server has no page on which a person signs in: it takes the person's token.
  const back = (await open(`${location}&login=${server.member.token}`)).location;
  assert.ok(back.startsWith(`${REDIRECT_URI}?code=`));
  const elsewhere = new URL(back);
  elsewhere.searchParams.set("state", "another");
  assert.equal((await open(elsewhere)).text, "not signed in: nobody asked for this login");
  assert.equal((await open(back)).text, `signed in as ${server.member.email}`);
  assert.equal((await open(back)).text, "not signed in: nobody asked for this login");
  const refused = (await open(`${(await open(address)).location}&login=nobody`)).location;
  assert.equal((await open(refused)).text, "not signed in: access_denied");
}

test("every recipe is run, and under a name of its own", () => {
  assert.deepEqual(recipes.map(([name]) => name).sort(), Object.keys(runs).sort());
});

test("every recipe compiles", async () => {
  const compilerOptions = {
    strict: true,
    allowJs: true,
    checkJs: true,
    module: "nodenext",
    target: "es2023",
    lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"],
    types: ["node"],
    jsx: "react-jsx",
    skipLibCheck: true,
    noEmit: true,
  };
  write("tsconfig.json", JSON.stringify({ compilerOptions, files: recipes.map(([name]) => name) }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { code, stdout } = await run(process.execPath, [tsc, "--project", app]);
  assert.equal(code, 0, stdout);
});

for (const [name] of recipes) test(name, () => runs[name]());
