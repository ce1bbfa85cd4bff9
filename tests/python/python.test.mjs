// The official Python SDK against the local server: it makes every call of today's API that was recorded of it, and both
// clients see the same records, whichever of them made these.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { after, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { differences } from "../conformance/compare.mjs";
import { isDefault, isKnown, memberAsOurs } from "../conformance/today-compare.mjs";
import { serve } from "../helpers/index.mjs";
import { operations } from "../helpers/today.mjs";
import { byPackage, parts, renamed, Walker } from "../helpers/walk.mjs";

const PROGRAM = fileURLToPath(new URL("calls.py", import.meta.url));

/** Reads that are no GET. */
const POSTED = [
  "access.test",
  "access.getEffective",
  "access.listBindings",
  "participantTokens.validate",
  "services.renderTemplate",
  "userSecrets.search",
  "serviceAccountSecrets.search",
];

/** What two calls cannot see alike: it grows from second to second. */
const GROWING = [/^sessions\.(?!get$)/, /^billing\.(getBalance|listTransactions)$/, /^usage\./];

/** What one of the two does not say of a thing, because whoever asks knows it. */
const NOT_SAID = { "files.stat": ["path"], accessVersion: ["secret_id", "version_id"] };

const compared = ({ op, http }) =>
  (["GET", "HEAD"].includes(http) || POSTED.includes(op)) && !GROWING.some((known) => known.test(op));

/** Calls of the SDK, in a Python of their own. */
function byPython(server) {
  // Warnings are about annotations of the SDK itself.
  const args = ["-W", "ignore::UserWarning", PROGRAM, server.url];
  const child = spawn(process.env.PYTHON, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const tokens = { key: server.apiKey, admin: server.admin.token };
  after(async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, "exit");
    assert.equal(child.exitCode, 0);
  });

  /** Makes one call; resolves to its result. */
  async function call(method, as, args, loose) {
    child.stdin.write(`${JSON.stringify({ method, token: tokens[as], args, loose })}\n`);
    const { value, done } = await lines.next();
    assert.ok(!done, "Python has ended");
    const { result, error } = JSON.parse(value);
    if (error) throw Object.assign(new Error(`${method}: ${error.name}: ${error.message}`), { name: error.name });
    return result;
  }

  return async ({ op, way, as, real, more }) => {
    const { python, recorded } = operations.get(op);
    const { args } = way === "all" ? recorded : recorded.minimal;
    const given = real(way === "required" && op.endsWith(".create") ? renamed(args) : args);
    if (more) Object.assign(given.form, more);
    const [first, ...others] = python;
    const result = await call(first, as, given, false);
    // The SDK has some operations under several names, such as a list and its pages.
    for (const method of others) await call(method, as, given, true);
    return asOurs(op, result);
  };
}

/** A result of the SDK in the form that the package gives it. */
function asOurs(op, result) {
  const { reply, recorded } = operations.get(op);
  const { listKey, returns } = reply;
  if (reply.kind.endsWith("ignored") || JSON.stringify(recorded.reply.body?.json) === '{"ok":true}') return undefined;
  // The SDK gives the bytes alone.
  if (op.endsWith(".accessVersion")) return { value_base64: result.base64 };
  if (result?.base64 !== undefined) return new Uint8Array(Buffer.from(result.base64, "base64"));
  if (listKey) {
    const { [listKey]: items = result, ...others } = Array.isArray(result) ? {} : result;
    return { items: op === "members.list" ? items.map(memberAsOurs) : items, ...others };
  }
  return returns && typeof result !== "object" ? { [returns]: result } : result;
}

const nothing = (value) => value === undefined || value === null;
const isTime = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value);

/**
 * Two clients' results say the same. A member that is missing in one may be nothing in the other, or its default, or
 * unknown to the contract: the package keeps what it does not know, and the SDK has some members of its own making.
 */
function same(op, first, second) {
  const notSaid = NOT_SAID[op] ?? NOT_SAID[op.split(".")[1]] ?? [];
  const parts = Object.entries(differences(first, second)).filter(([place, [one, other]]) => {
    const name = place.split(".").at(-1);
    if (notSaid.includes(place)) return false;
    if (isTime(one) && isTime(other)) return Date.parse(one) !== Date.parse(other);
    if (!nothing(one) && !nothing(other)) return true;
    const value = one ?? other;
    return !nothing(value) && isKnown(op, name) && !isDefault(op, name, value);
  });
  assert.deepEqual(Object.fromEntries(parts), {}, op);
}

const servers = [await serve("--example"), await serve("--example")];
const directions = [
  ["Python writes, both read", byPython(servers[0]), byPackage(servers[0])],
  ["the package writes, both read", byPackage(servers[1]), byPython(servers[1])],
];

for (const [index, [name, writer, reader]] of directions.entries()) {
  describe(name, () => {
    const seen = async (op, result, repeat) => {
      if (compared(operations.get(op))) same(op, result, await repeat(reader));
    };
    const walker = new Walker(servers[index], writer, seen);
    for (const [title, part] of parts) test(title, () => part(walker));
    test("every operation was called", () => {
      assert.deepEqual([...walker.walked].sort(), [...operations.keys()].sort());
    });
  });
}
