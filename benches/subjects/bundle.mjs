// Whole apps as esbuild makes them.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { app } from "./index.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));

/** The bytes of an app that consists of this code, minified for browsers. */
async function bundle(contents, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  return outputFiles[0].contents;
}

/** An app that uses the package. */
export const oursWith = (use) => bundle(`import { Meshagent } from "meshagent-wasm";${use}`, app);

/** An app that uses the official SDK; what it gives to `import` has no exports, so here too it is `require`. */
export const theirsWith = (use) => bundle(`const { Meshagent } = require("@meshagent/meshagent");${use}`, here);
