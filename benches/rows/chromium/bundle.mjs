// How much of a browser app each client is.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { versus } from "../../harness.mjs";
import { oursWith, theirsWith } from "../../subjects/bundle.mjs";

const sizes = {
  minified: (bytes) => bytes.length,
  "gzip -9": (bytes) => gzipSync(bytes, { level: 9 }).length,
  "brotli 11": (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }).length,
};
const goals = { "gzip -9": 0.16 };

export const title = "App bundle";

export async function run() {
  const use = "console.log(Meshagent)";
  const [ours, theirs] = [await oursWith(use), await theirsWith(use)];
  const lines = Object.entries(sizes).map(([name, size]) =>
    versus(`app that imports the client, ${name}`, "bytes", [size(ours)], ["official", [size(theirs)]], goals[name]),
  );
  return { lines };
}
