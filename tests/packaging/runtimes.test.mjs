// The packed package in every runtime, by `import` and by `require`.
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { serve } from "../helpers/index.mjs";
import { expected } from "./scenario.mjs";
import {
  bunBinary,
  bunPackage,
  forPlatform,
  installed,
  nodeBinary,
  nodePackage,
  optionsFor,
  row,
  start,
  succeed,
  tool,
  version,
  workspace,
} from "./workspace.mjs";

const { project } = workspace("runtimes");
const options = optionsFor(await serve());

const deno = forPlatform({ "linux-x64": "@deno/linux-x64-glibc", "linux-arm64": "@deno/linux-arm64-glibc" });
const node = (major) => ["Node", version(nodePackage(major)), [nodeBinary(major)], "node"];
/** Name, version, command, and how the runtime itself says its version. */
const runtimes = [
  ...[22, 24, 26].map(node),
  ["Bun", version(bunPackage()), [bunBinary()], "bun"],
  ["Deno", version(deno), [join(installed(deno), "deno"), "run", "--allow-env", "--allow-net"], "deno"],
];

const everyWay = { import: "import.mjs", require: "require.cjs" };
/** The oldest Node.js that the package supports is past its end of life: one row shows that it still works. */
const smoke = { import: everyWay.import };
const rows = [[node(20), smoke], ...runtimes.map((runtime) => [runtime, everyWay])];

describe("runtimes", { concurrency: 2 }, () => {
  for (const [[name, number, command, own], ways] of rows) {
    const folder = project(`${name}-${number}`, { ".": "runtimes", "scenario.mjs": "scenario.mjs" });
    for (const [how, file] of Object.entries(ways)) {
      test(row(name, number, how), async () => {
        const env = { SCENARIO: JSON.stringify(options()) };
        const outcome = JSON.parse(await succeed([...command, file], { cwd: folder, env }));
        assert.deepEqual(outcome, { ...expected, runtime: [own, number] });
      });
    }
  }

  test(row("workerd", version("workerd"), `wrangler ${version("wrangler")}, dev`), async () => {
    const folder = project("workerd", { ".": "runtimes/workerd", "scenario.mjs": "scenario.mjs" });
    const origin = await start([...tool("wrangler"), "dev", "--ip=127.0.0.1", "--port=0"], folder);
    const reply = await fetch(origin, { method: "POST", body: JSON.stringify(options()) });
    const text = await reply.text();
    assert.equal(reply.status, 200, text);
    assert.deepEqual(JSON.parse(text), expected);
  });
});
