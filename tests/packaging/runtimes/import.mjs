import * as meshagent from "meshagent-wasm";
import { scenario } from "./scenario.mjs";

const { bun, deno, node } = process.versions;
const runtime = bun ? ["bun", bun] : deno ? ["deno", deno] : ["node", node];
const outcome = await scenario(meshagent, JSON.parse(process.env.SCENARIO));
console.log(JSON.stringify({ ...outcome, runtime }));
