// Every operation through both clients against a recorder: what is sent and what the reply is read as.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg } from "../helpers/index.mjs";
import { operations as todays } from "../helpers/today.mjs";
import { both, contract, replyTo, short } from "./clients.mjs";
import { comparable, differences } from "./compare.mjs";
import { operations } from "./operations.mjs";
import { record } from "./recorder.mjs";
import { EVERYWHERE, known, scopes, variants } from "./rows.mjs";
import { ApiScope } from "./sdk.mjs";

const recorder = await record();
const { ours, official } = both(recorder.url);
const operation = (name) => name.split(":")[0];

/** Python has it; the SDK has not, nor have we. */
const NEITHER = ["config.get"];

const TYPES = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  base64: "application/octet-stream",
};

test("the table has every operation of the contract and every method of our classes", () => {
  const names = contract.map(({ op }) => op);
  assert.deepEqual(
    Object.keys(known).filter((name) => !names.includes(name)),
    [],
  );
  const ofContract = new Set(names.map(operation));
  assert.deepEqual(new Set([...Object.keys(operations), ...NEITHER]), ofContract);
  const project = new pkg.Meshagent({ token: "x" }).project("p");
  const methods = ["grants", "rooms", "members", "storage", "oauthClients"].flatMap((resource) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(project[resource])).map((method) => `${resource}.${method}`),
  );
  // Iterators, the two other forms of a download and `put` send what other methods send.
  const others = /\.(constructor|free|__.*|iterate.*|downloadBlob|downloadStream|put)$/;
  // What today's generation alone has is compared elsewhere.
  const older = (method) => ofContract.has(method) || !todays.has(method);
  assert.deepEqual(
    methods.filter((method) => !others.test(method) && older(method)).sort(),
    Object.keys(operations)
      .filter((op) => op !== "oauth.exchangeToken")
      .sort(),
  );
});

for (const { op, args, request, reply } of contract) {
  if (NEITHER.includes(op)) continue;
  test(`${op}: what we send is what the contract says`, async () => {
    const sent = await recorder.one(reply, () => ours(operation(op), args));
    assert.equal(sent.failure, undefined);
    const { method, target, query, body, headers } = sent;
    assert.deepEqual({ method, path: target.split("?")[0], query, body }, request);
    assert.equal(headers.accept, op === "storage.download" ? "*/*" : "application/json");
    assert.equal(headers.authorization, op === "oauth.exchangeToken" ? undefined : "Bearer token-1");
    assert.equal(headers["content-type"], request.body ? TYPES[Object.keys(request.body)[0]] : undefined);
  });
}

/** Both clients' calls, and whether they part where the row says and nowhere else. */
async function compare({ op, args, differs, reply = replyTo(op) }) {
  const theirs = await recorder.one(reply, () => official(op, args));
  const mine = await recorder.one(reply, () => ours(op, args));
  assert.deepEqual(differences(comparable(theirs), comparable(mine)), {
    ...(op === "storage.download" ? {} : EVERYWHERE),
    ...differs?.at,
  });
}

const why = ({ differs }) => differs?.why ?? "the SDK does the same";

for (const { op, args, reply } of contract) {
  if (!operations[operation(op)]?.official) continue;
  const row = { op: operation(op), args, reply, differs: known[op] };
  test(`${op}: ${why(row)}`, () => compare(row));
}

for (const row of variants) test(`${row.op} ${short(row.args)}: ${why(row)}`, () => compare(row));

for (const { scope, differs } of scopes) {
  const args = { room_id: "room_456", user_id: "user_789", permissions: scope };
  const row = { op: "grants.create", args, differs };
  test(`a scope, ${short(scope)}: ${why(row)}`, async () => {
    await compare(row);
    const { body } = await recorder.one(replyTo(row.op), () => ours(row.op, args));
    assert.deepEqual(body.json, args, "ours goes as it was given");
  });
}

test("the presets of both mean the same", async () => {
  const presets = [
    ["agentDefault", undefined],
    ["agentDefault", { tunnels: true }],
    ["userDefault", undefined],
    ["full", undefined],
  ];
  const grant = { room_id: "room_456", user_id: "user_789" };
  for (const [preset, options] of presets) {
    const theirs = await recorder.one({}, () =>
      official("grants.create", { ...grant, permissions: ApiScope[preset](options).toJSON() }),
    );
    const mine = await recorder.one({}, () =>
      ours("grants.create", { ...grant, permissions: pkg.ApiScope[preset](options) }),
    );
    assert.deepEqual(differences(comparable(theirs), comparable(mine)), EVERYWHERE);
    assert.ok(Object.keys(mine.body.json.permissions).length > 10);
  }
});
