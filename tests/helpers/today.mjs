// The agreed calls of today's API as data, and the contract of each operation.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { today } from "../types/today.ts";
import { root } from "./index.mjs";

/** Methods of the older generation that take an object even if nothing is in it. */
const TAKES_OBJECT = ["oauthClients.update"];

/** Methods whose bytes come between the path and the object. */
const UPLOADS = ["files.upload", "storage.upload"];

const read = (path) => JSON.parse(readFileSync(`${root}tests/contract/${path}`, "utf8"));

const recorded = Object.fromEntries(read("requests.json").map((entry) => [entry.op, entry]));

/** The contract's operations with the recorded call of each, by name. */
export const operations = new Map(
  read("operations.json").operations.map((operation) => [
    operation.op,
    { ...operation, recorded: recorded[operation.op] },
  ]),
);

/** An object that stands for the client or the project and notes what is called: `resource.method` or `method`. */
function noting(ofProject, noted, names = []) {
  const note = (...args) => noted.push({ name: names.join("."), ofProject, args });
  return new Proxy(note, { get: (_, name) => noting(ofProject, noted, [...names, name]) });
}

/** The agreed calls: the operation, whether its method is one of the project's, and the arguments. */
export const calls = await (async () => {
  const noted = [];
  await today(noting(false, noted), noting(true, noted));
  return noted.map(({ name, ...call }) => ({
    op: name === "exchangeOAuthToken" ? "oauth.exchangeToken" : name,
    ...call,
  }));
})();

/** The same with the arguments that an operation requires and no others, for those recorded so. */
export const minimal = calls
  .filter(({ op }) => operations.get(op).recorded.minimal)
  .map((call) => ({ ...call, args: required(operations.get(call.op)) }));

/** Arguments by name as those of a method: the path's parameters in their order, then an object with the others. */
function required({ op, path, recorded: { minimal } }) {
  const others = { ...minimal.args };
  const take = (name) => {
    const value = others[name];
    delete others[name];
    return value;
  };
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => [name, take(name)]);
  const first = inPath.filter(([name]) => name !== "project_id").map(([, value]) => value);
  // The two parts of what is presigned stand in the body.
  if (op === "files.presign") first.push(take("kind"), take("name"));
  if (UPLOADS.includes(op)) first.push(new Uint8Array(Buffer.from(take("data").base64, "base64")));
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
