const meshagent = require("meshagent-wasm");

const { bun, deno, node } = process.versions;
const runtime = bun ? ["bun", bun] : deno ? ["deno", deno] : ["node", node];
import("./scenario.mjs")
  .then(({ scenario }) => scenario(meshagent, JSON.parse(process.env.SCENARIO)))
  .then((outcome) => console.log(JSON.stringify({ ...outcome, runtime })));
