// The agreed calls of today's API as data, and the contract of each operation.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { root } from "./index.mjs";

/** Resources whose calls the walks leave out: files are at a host of their own and have tests of their own. */
const APART = ["files"];

/** Methods of the older generation that take an object even if nothing is in it. */
const TAKES_OBJECT = ["oauthClients.update"];

const read = (path) => readFileSync(`${root}tests/${path}`, "utf8");
const known = (op) => !APART.includes(op.split(".")[0]);

/** `tests/types/today.ts` without the calls that the walks leave out. */
const agreed = read("types/today.ts")
  .split("\n")
  .filter((line) => !APART.some((resource) => line.includes(`project.${resource}.`)))
  .join("\n");

const recorded = Object.fromEntries(JSON.parse(read("contract/requests.json")).map((entry) => [entry.op, entry]));

/** The contract's operations with the recorded call of each, by name. */
export const operations = new Map(
  JSON.parse(read("contract/operations.json"))
    .operations.filter(({ op }) => known(op))
    .map((operation) => [operation.op, { ...operation, recorded: recorded[operation.op] }]),
);

/** The agreed calls: the operation, whether its method is one of the project's, and the arguments. */
export const calls = Array.from(
  agreed.matchAll(/^ {2}await (meshagent|project)\.([\w.]+)\((.*)\);/gm),
  ([, owner, method, args]) => ({
    op: method === "exchangeOAuthToken" ? "oauth.exchangeToken" : method,
    ofProject: owner === "project",
    // The arguments are JavaScript as well as TypeScript: literals and one `Uint8Array`.
    args: new Function(`return [${args}];`)(),
  }),
);

/** The same with the arguments that an operation requires and no others, for those recorded so. */
export const minimal = calls
  .filter(({ op }) => operations.get(op).recorded.minimal)
  .map((call) => ({ ...call, args: required(operations.get(call.op)) }));

/** Arguments by name as those of a method: the path's parameters in their order, then an object with the others. */
function required({ op, path, recorded: { minimal } }) {
  const others = { ...minimal.args };
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => {
    const value = others[name];
    delete others[name];
    return [name, value];
  });
  const first = inPath.filter(([name]) => name !== "project_id").map(([, value]) => value);
  // The project knows its own id, also where that goes out as a header.
  if (!path.startsWith("/accounts/users/me/")) delete others.project_id;
  return Object.keys(others).length > 0 || TAKES_OBJECT.includes(op) ? [...first, others] : first;
}

/** Calls a method of a client or of its project. */
export async function invoke({ op, ofProject, args }, client, project) {
  const names = op === "oauth.exchangeToken" ? ["exchangeOAuthToken"] : op.split(".");
  const method = names.pop();
  const owner = names.reduce((object, name) => object?.[name], ofProject ? project : client);
  assert.equal(typeof owner?.[method], "function", `there is no method ${op}`);
  return owner[method](...args);
}
