// From import to a usable client in Chromium, each time in a fresh page of a fresh context.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, dirname, extname, join } from "node:path";
import { chromium } from "playwright-core";
import { alone, alternate, paired, versus } from "../harness.mjs";
import { oursWith, theirsWith } from "../subjects/bundle.mjs";
import { entry } from "../subjects/index.mjs";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

export const title = "Import to first usable client in Chromium";

/** Serves an empty page, the package's own files and the bundled apps; the clock is exact for isolated pages only. */
async function site(apps) {
  const isolated = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const server = createServer(async ({ url }, reply) => {
    const name = basename(url);
    const body = url === "/" ? "<!doctype html><title>empty</title>" : (apps[name] ?? (await file(name)));
    const type = url === "/" ? "text/html" : TYPES[extname(name)];
    if (body === undefined || type === undefined) return reply.writeHead(404).end();
    reply.writeHead(200, { "content-type": type, "cache-control": "no-store", ...isolated }).end(body);
  });
  const file = (name) => readFile(join(dirname(entry), name)).catch(() => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** In the page: imports a module, which may have been fetched and compiled before, and makes a client. */
async function begin({ module, init, empty, preload }) {
  if (preload) {
    const link = Object.assign(document.createElement("link"), { rel: "modulepreload", href: module });
    await new Promise((resolve, reject) => {
      Object.assign(link, { onload: resolve, onerror: reject });
      document.head.append(link);
    });
  }
  const start = performance.now();
  const loaded = await import(module);
  if (empty) return performance.now() - start;
  if (init) await loaded.default();
  const client = new loaded.Meshagent({ baseUrl: "http://stub.test", token: "token", projectId: "proj_123" });
  const elapsed = performance.now() - start;
  if (!client) throw new Error("no client");
  return elapsed;
}

export async function run({ quick }) {
  const give = "export { Meshagent };";
  const apps = { "ours.js": await oursWith(give), "official.js": await theirsWith(give), "empty.js": "export {};" };
  const { url, stop } = await site(apps);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const fresh = (target) => async () => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(url);
      return await page.evaluate(begin, target);
    } finally {
      await context.close();
    }
  };
  try {
    const samples = await alternate(
      {
        ours: fresh({ module: "/ours.js" }),
        preloaded: fresh({ module: "/ours.js", preload: true }),
        files: fresh({ module: "/pkg/index.js" }),
        web: fresh({ module: "/pkg/web.js", init: true }),
        official: fresh({ module: "/official.js" }),
        empty: fresh({ module: "/empty.js", empty: true }),
      },
      { rounds: quick ? 3 : 31 },
    );
    const above = (all) => paired(all, samples.empty, (one, empty) => one - empty);
    const what = "import and construct, fresh page";
    return {
      lines: [
        alone(`${what}, bundled`, "ms", samples.ours, 15),
        alone("import of an empty module, fresh page", "ms", samples.empty),
        alone(`${what}, bundled, above an empty module`, "ms", above(samples.ours)),
        alone(`${what}, bundled, fetched before`, "ms", samples.preloaded),
        versus(`${what}, bundled`, "ms", samples.ours, ["official, bundled", samples.official]),
        alone(`${what}, the package's own files`, "ms", samples.files, 15),
        alone("import, init and construct, meshagent-wasm/web", "ms", samples.web),
      ],
      notes: [
        "The files come from this machine, uncompressed and never from a cache. Fetched before: a `modulepreload` link has loaded the file, so all that is left is the package's own work.",
      ],
      versions: { chromium: browser.version() },
    };
  } finally {
    await browser.close();
    stop();
  }
}
