// A web site for a test: the files of a folder, and pages of its own.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/**
 * Serves a folder, and `pages` by their paths: texts, or functions of the request that return one. Ends with the file's
 * tests; returns the address.
 */
export async function site(folder, pages = {}, headers = {}) {
  const server = createServer(async (request, reply) => {
    const { pathname } = new URL(request.url, "http://site");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const page = pages[pathname];
    const own = typeof page === "function" ? await page(request) : page;
    const body = own ?? (await readFile(join(folder, path)).catch(() => undefined));
    for (const [name, value] of Object.entries(headers)) reply.setHeader(name, value);
    reply.setHeader("content-type", types[extname(path)] ?? "text/plain");
    reply.statusCode = body === undefined ? 404 : 200;
    reply.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** Starts Chromium; it ends with the file's tests. */
export async function browser() {
  const chrome = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  after(() => chrome.close());
  return chrome;
}
