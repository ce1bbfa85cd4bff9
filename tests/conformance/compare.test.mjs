// The comparison itself: it must see what is not the same, and nothing else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { comparable, differences, meaning } from "./compare.mjs";
import { wire } from "./sdk.mjs";

test("differences are found where they are", () => {
  const cases = [
    [1, 1, {}],
    [1, "1", { "": [1, "1"] }],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }, { "a.b.1.c": [2, 3] }],
    [{ a: 1 }, {}, { a: [1, undefined] }],
    [{ a: undefined }, {}, {}],
    [{ a: null }, {}, { a: [null, undefined] }],
    [{ a: {} }, { a: [] }, { a: [{}, []] }],
    [{ a: [1] }, { a: [1, 2] }, { a: [[1], [1, 2]] }],
    [[], [], {}],
    [{ b: new Uint8Array([1]) }, { b: new Uint8Array([2]) }, { b: [new Uint8Array([1]), new Uint8Array([2])] }],
    [new Uint8Array([1]), new Uint8Array([1]), {}],
  ];
  for (const [first, second, expected] of cases) assert.deepEqual(differences(first, second), expected);
});

test("a default means what its absence means", () => {
  const same = [
    [{ queues: null }, {}],
    [{ queues: { send: null, list: true } }, { queues: {} }],
    [{ memory: { memories: [{ name: "m", permissions: { drop: true } }] } }, { memory: { memories: [{ name: "m" }] } }],
    [{ dataset: { tables: [{ name: "t", write: false }] } }, { database: { tables: [{ name: "t", read: true }] } }],
    [{ storage: { paths: [{ path: "/", read_only: false }] } }, { storage: { paths: [{ path: "/" }] } }],
    [{ containers: { registry: null, logs: true } }, { containers: { pull: null } }],
  ];
  for (const [first, second] of same) assert.deepEqual(meaning(first), meaning(second));
});

test("all else means something", () => {
  const other = [
    [{ queues: {} }, {}],
    [{ queues: { send: [] } }, { queues: {} }],
    [{ queues: { list: false } }, { queues: {} }],
    [{ queues: { list: null } }, { queues: {} }],
    [{ dataset: { tables: [{ name: "t", write: true }] } }, { dataset: { tables: [{ name: "t" }] } }],
    [{ dataset: { tables: [{ name: "t", read: false }] } }, { dataset: { tables: [{ name: "t" }] } }],
    [{ dataset: { tables: [{ name: "t", namespace: [] }] } }, { dataset: { tables: [{ name: "t" }] } }],
    [{ dataset: null, database: {} }, { dataset: {} }],
    [
      { memory: { memories: [{ name: "m", permissions: { drop: false } }] } },
      { memory: { memories: [{ name: "m" }] } },
    ],
    [{ storage: { paths: [{ path: "/", read_only: true }] } }, { storage: { paths: [{ path: "/" }] } }],
    [{ storage: { paths: [{ path: "/" }, { path: "/a" }] } }, { storage: { paths: [{ path: "/a" }, { path: "/" }] } }],
    [{ sqlite: {} }, {}],
  ];
  for (const [first, second] of other) assert.notDeepEqual(meaning(first), meaning(second));
});

test("null is as good as nothing in a body, but not in what its members hold", () => {
  const body = (json) => comparable({ body: { json } }).body.json;
  assert.deepEqual(body({ name: "a", metadata: null }), { name: "a" });
  assert.deepEqual(body({ name: "a", metadata: { b: null } }), { name: "a", metadata: { b: null } });
  assert.deepEqual(body({ name: "a", permissions: { ann: { llm: null } } }), { name: "a", permissions: { ann: {} } });
});

test("the SDK's names become the REST API's, the caller's stay", () => {
  const theirs = {
    userId: "u",
    room: { roomName: "a", metadata: { isA: { toB: 1 } }, annotations: { toC: "x" } },
    ids: [{ aB: 1 }],
  };
  const expected = {
    user_id: "u",
    room: { room_name: "a", metadata: { isA: { toB: 1 } }, annotations: { toC: "x" } },
    ids: [{ a_b: 1 }],
  };
  assert.deepEqual(wire(theirs), expected);
});
