// From import to a usable client in Chromium, each time in a fresh page of a fresh context.
import { alone, alternate, paired, versus } from "../../harness.mjs";
import { oursWith, theirsWith } from "../../subjects/bundle.mjs";
import { open } from "../../subjects/chromium.mjs";

export const title = "Import to first usable client";

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
  const scripts = { "ours.js": await oursWith(give), "official.js": await theirsWith(give), "empty.js": "export {};" };
  const browser = await open(scripts);
  const fresh = (target) => () => browser.evaluate(begin, target);
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
    const above = paired(samples.ours, samples.empty, (one, empty) => one - empty);
    const what = "import and construct, fresh page";
    return {
      lines: [
        versus(`${what}, bundled`, "ms", samples.ours, ["official, bundled", samples.official], 0.2),
        alone("import of an empty module, fresh page", "ms", samples.empty),
        alone(`${what}, bundled, above an empty module`, "ms", above),
        alone(`${what}, bundled, fetched before`, "ms", samples.preloaded),
        alone(`${what}, the package's own files`, "ms", samples.files),
        alone("import, init and construct, meshagent-wasm/web", "ms", samples.web),
      ],
      notes: [
        "The files come from this machine, uncompressed and never from a cache. Fetched before: a `modulepreload` link has loaded the file, so all that is left is the package's own work.",
      ],
    };
  } finally {
    await browser.close();
  }
}
