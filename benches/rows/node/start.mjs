// From starting Node.js to a client: whole processes, from which a Node.js that does nothing is taken.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { alternate, paired, spread, versus } from "../../harness.mjs";
import { app } from "../../subjects/index.mjs";

const official = fileURLToPath(new URL("../../node_modules/@meshagent/meshagent/dist/node/index.js", import.meta.url));
const options = `{ token: "token", projectId: "proj_123", baseUrl: "http://stub.test" }`;

function script(name, text) {
  const file = join(app, name);
  writeFileSync(file, text);
  return [file];
}

const runs = {
  bare: () => ["-e", "0"],
  module: () => script("empty.mjs", ""),
  ours: () => script("ours.mjs", `import { Meshagent } from "meshagent-wasm";\nnew Meshagent(${options});\n`),
  "ours, require": () => script("ours.cjs", `new (require("meshagent-wasm").Meshagent)(${options});\n`),
  official: () => script("official.cjs", `new (require(${JSON.stringify(official)}).Meshagent)(${options});\n`),
};

export const title = "Cold start in Node.js";

export async function run({ quick }) {
  const starting = (args) => () => {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: app, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  const contenders = Object.fromEntries(Object.entries(runs).map(([name, args]) => [name, starting(args())]));
  const samples = await alternate(contenders, { rounds: quick ? 5 : 41 });
  const { bare, module, official } = samples;
  const what = "above a bare node -e 0";
  const esm = spread(paired(module, bare, (one, other) => one - other)).value.toFixed(1);
  return {
    lines: [
      versus(`import and construct, ${what}`, "ms", samples.ours, ["official, require", official], 0.15, bare),
      versus(
        `require and construct, ${what}`,
        "ms",
        samples["ours, require"],
        ["official, require", official],
        undefined,
        bare,
      ),
    ],
    notes: [
      `A bare \`node -e 0\` takes ${spread(bare).value.toFixed(1)} ms; an empty .mjs file takes ${esm} ms more, ` +
        "which are in the figure of `import`.",
    ],
  };
}
