// A plain page in Chromium, without a bundler and under a strict content security policy, with the package on it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, test } from "node:test";
import { chromium } from "playwright-core";
import { guard } from "./escapes.mjs";
import { packageFolder, serve } from "./index.mjs";

/** The server that the pages call. */
export const api = await serve("--seed-grants", "250");

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src *; worker-src 'self'";
const types = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const html = (script) => `<!doctype html><title>test</title><script type="module" src="${script}"></script>`;
const files = {
  "/index.html": html("/index.js"),
  "/index.js": `
    import * as meshagent from "/node_modules/meshagent-wasm/index.js";
    Object.assign(window, { meshagent });
  `,
  "/web.html": html("/web.js"),
  "/web.js": `
    import init, * as meshagent from "/node_modules/meshagent-wasm/web.js";
    Object.assign(window, { init, meshagent });
  `,
  "/worker.js": `
    import { Meshagent } from "/node_modules/meshagent-wasm/index.js";
    onmessage = async ({ data }) => postMessage((await new Meshagent(data).project().rooms.list({ limit: 1 })).total);
  `,
};

/** Serves the pages and the installed package, and nothing else. */
const site = createServer(async (request, response) => {
  const prefix = "/node_modules/meshagent-wasm/";
  const { pathname } = new URL(request.url, "http://site");
  const own = files[pathname];
  const path = join(packageFolder, pathname.slice(prefix.length));
  const body = own ?? (pathname.startsWith(prefix) ? await readFile(path).catch(() => undefined) : undefined);
  response.setHeader("content-security-policy", POLICY);
  response.setHeader("content-type", types[extname(pathname)] ?? "application/octet-stream");
  response.statusCode = body === undefined ? 404 : 200;
  response.end(body);
});
await new Promise((resolve) => site.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${site.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
after(async () => {
  await browser.close();
  site.closeAllConnections();
  site.close();
});

const options = { baseUrl: api.url, token: api.apiKey, projectId: api.projectId };

/**
 * A test on a page of its own. What runs in the page finds the package as `meshagent` and the options of a client as
 * `options`. The page must not complain, save that Chromium notes each error reply and each broken connection of the
 * API when those are `expected`, or of the origins that are.
 */
export function onPage(name, { path = "/index.html", expected = false }, body) {
  test(name, { timeout: 120_000 }, async () => {
    const page = await browser.newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      const asked = [api.url, ...[expected].flat().filter((origin) => origin !== true)];
      const ofApi = asked.some((url) => message.location().url.startsWith(url) || message.text().includes(url));
      const network = /^Failed to load resource|^Access to fetch/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !(expected && network && ofApi)) {
        complaints.push(`${message.text()} ${message.location().url}`);
      }
    });
    try {
      await page.addInitScript(guard);
      await page.goto(origin + path);
      await page.waitForFunction(() => "meshagent" in window);
      await page.evaluate((options) => Object.assign(window, { options }), options);
      await body((action, argument) => page.evaluate(action, argument), page);
      assert.deepEqual(await page.evaluate(() => window.wasmSeen.escaped), [], "exceptions passed through the module");
      assert.deepEqual(complaints, []);
    } finally {
      await page.close();
    }
  });
}
