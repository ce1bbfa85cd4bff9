// Both clients, side by side.
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { pkg } from "../helpers/index.mjs";
import { operations } from "./operations.mjs";
import { Meshagent, wire } from "./sdk.mjs";

/** The contract's requests and replies, for project `proj_123`, with an upload's data as bytes. */
export const contract = JSON.parse(
  readFileSync(new URL("../vectors/requests.json", import.meta.url), "utf8"),
  (name, value) => (name === "data" ? Buffer.from(value.base64, "base64") : value),
);

/** The contract's reply to an operation. */
export const replyTo = (op) => contract.find((entry) => entry.op === op).reply;

/** Calls of an operation through our client and through the SDK's, for the same service, project and token. */
export function both(baseUrl, { projectId = "proj_123", token = "token-1" } = {}) {
  const client = new pkg.Meshagent({ baseUrl, token, maxRetries: 0 });
  const official = { client: new Meshagent({ baseUrl, token }), projectId };
  return {
    ours: async (op, args) => operations[op].ours({ client, project: client.project(projectId) }, args),
    official: async (op, args) => wire(await operations[op].official(official, args)),
  };
}

/** Arguments on one line, for the name of a test. */
export const short = (args) =>
  inspect(args, { compact: true, breakLength: Number.POSITIVE_INFINITY, depth: 6 }).slice(0, 100);
