// Chromium, and a site that only it sees.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, dirname, extname, join } from "node:path";
import { chromium } from "playwright-core";
import { entry } from "./index.mjs";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** Serves an empty page, these scripts and the package's own files; the clock is exact for isolated pages only. */
async function site(scripts) {
  const isolated = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
  const file = (name) => readFile(join(dirname(entry), name)).catch(() => undefined);
  const server = createServer(async ({ url }, reply) => {
    const name = basename(url);
    const body = url === "/" ? "<!doctype html><title>empty</title>" : (scripts[name] ?? (await file(name)));
    const type = url === "/" ? "text/html" : TYPES[extname(name)];
    if (body === undefined || type === undefined) return reply.writeHead(404).end();
    reply.writeHead(200, { "content-type": type, "cache-control": "no-store", ...isolated }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/**
 * Opens Chromium before these scripts, by their names. `evaluate` runs a function with one argument in a fresh page of a
 * fresh context, where `gc` can be called.
 */
export async function open(scripts) {
  const { url, stop } = await site(scripts);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--js-flags=--expose-gc"],
  });
  return {
    version: browser.version(),
    async evaluate(run, argument) {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        await page.goto(url);
        return await page.evaluate(run, argument);
      } finally {
        await context.close();
      }
    },
    async close() {
      await browser.close();
      stop();
    },
  };
}
