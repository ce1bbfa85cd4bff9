// Whole apps as esbuild makes them.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { app } from "./index.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));

/** The bytes of an app, minified for browsers. */
async function bundle(options) {
  const { outputFiles } = await build({
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
    ...options,
  });
  return outputFiles[0].contents;
}

/** An app that consists of this code, with the packages of a folder. */
const written = (contents, resolveDir) => bundle({ stdin: { contents, resolveDir } });

/** An app that uses the package. */
export const oursWith = (use) => written(`import { Meshagent } from "meshagent-wasm";${use}`, app);

/** An app that uses the official SDK; what it gives to `import` has no exports, so here too it is `require`. */
export const theirsWith = (use) => written(`const { Meshagent } = require("@meshagent/meshagent");${use}`, here);

/** An app of these benches that uses both. */
export const pageWith = (entry) => bundle({ entryPoints: [entry], nodePaths: [join(app, "node_modules")] });
