// What the package takes for JSON in a reply is what the engine's own `JSON.parse` takes for it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pkg, root, stubbed } from "../helpers/index.mjs";

const { InvalidResponseError } = pkg;

const cases = JSON.parse(readFileSync(join(root, "tests/vectors/json/cases.json"), "utf8")).map(
  ({ name, text, base64, valid }) => ({
    name,
    bytes: base64 === undefined ? Buffer.from(text, "utf8") : Buffer.from(base64, "base64"),
    valid,
  }),
);

/** The engine's answer: the value, or nothing where it throws. */
function parsed(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

let reply;
const { rooms } = stubbed(async () => new Response(reply));

/** The package's answer to a reply: the value, or nothing where it rejects as it should. */
async function read(bytes) {
  reply = bytes;
  try {
    return { value: await rooms.get("n") };
  } catch (error) {
    if (error instanceof InvalidResponseError) return undefined;
    throw error;
  }
}

/** A reply with a text of JSON in its free-form part. */
const room = (bytes) =>
  Buffer.concat([Buffer.from('{"id":"r","name":"n","annotations":{},"metadata":{"x":'), bytes, Buffer.from("}}")]);

/** How deep a value nests; an empty list or object nests nothing. */
function depth(value) {
  let deepest = 0;
  const open = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, above] = next;
    deepest = Math.max(deepest, above);
    if (value && typeof value === "object") for (const inner of Object.values(value)) open.push([inner, above + 1]);
  }
  return deepest;
}

/** Whether a reply that the engine parses is one of those that the package promises to take. */
const promised = ({ id, name, metadata, annotations, enabled }) =>
  typeof id === "string" &&
  typeof name === "string" &&
  metadata !== null &&
  typeof metadata === "object" &&
  !Array.isArray(metadata) &&
  annotations !== null &&
  typeof annotations === "object" &&
  enabled === undefined &&
  depth(metadata) <= 1024;

/** Whether both agree on a reply, and on the value. */
async function agree(bytes, name) {
  const expected = parsed(bytes);
  const actual = await read(bytes);
  if (expected && promised(expected.value)) {
    assert.ok(actual, `${name}: refused what JSON.parse takes: ${bytes}`);
    assert.deepEqual(actual.value, expected.value, `${name}: ${bytes}`);
  } else {
    assert.equal(actual, undefined, `${name}: took what JSON.parse refuses: ${bytes}`);
  }
  return expected !== undefined;
}

test("the engine agrees with every case", () => {
  assert.ok(cases.length >= 300);
  for (const { name, bytes, valid } of cases) assert.equal(parsed(bytes) !== undefined, valid, name);
});

test("every case is taken or refused inside of a reply as the engine does it", async () => {
  let refused = 0;
  for (const { name, bytes, valid } of cases) {
    const agreed = await agree(room(bytes), name);
    // A text may be no JSON and yet make some where it is put, as `1,2` would in a list.
    assert.ok(agreed || !valid, name);
    refused += !agreed;
  }
  assert.ok(refused > 300, String(refused));
});

test("every case is taken or refused as the whole reply", async () => {
  for (const { name, bytes, valid } of cases) {
    const taken = await read(bytes);
    // Few of them are rooms; the byte order mark in front of one is taken off as `Response.json()` does.
    assert.equal(taken !== undefined, valid && name === "document: a room", name);
  }
  const marked = await read("\u{FEFF}" + '{"id":"r","name":"n","metadata":{},"annotations":{}}');
  assert.deepEqual(marked.value, await new Response(reply).json());
});

test("names and values of every kind come out as the engine has them", async () => {
  for (const text of [
    '{"__proto__":{"a":1},"constructor":2,"toString":3}',
    '{"b":1,"a":2,"1":3,"0":4,"b":5}',
    '"\\ud800\\udc00\\ud800 \\u0000\\u2028"',
    "[1e400,-1e400,-0,5e-324,9007199254740993,0.1e1]",
  ]) {
    const { value } = await read(room(Buffer.from(text)));
    assert.deepEqual(value.metadata.x, JSON.parse(text));
    assert.deepEqual(Object.getOwnPropertyNames(value.metadata.x), Object.getOwnPropertyNames(JSON.parse(text)));
    if (Array.isArray(value.metadata.x)) assert.ok(Object.is(value.metadata.x[2], -0));
  }
  assert.equal({}.a, undefined);
});

test("more than 1,024 levels are refused, though the engine takes them", async () => {
  // `metadata` is the first of them.
  for (const [levels, taken] of [
    [1, true],
    [1023, true],
    [1024, false],
    [5000, false],
    [200_000, false],
  ]) {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ]) {
      const actual = await read(room(Buffer.from(`${open.repeat(levels)}0${close.repeat(levels)}`)));
      assert.equal(actual !== undefined, taken, `${levels} ${open}`);
    }
  }
});

/** Random numbers that are the same in every run (mulberry32). */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test("20,000 texts with something changed in them are taken or refused as the engine does it", async () => {
  const seed = Number(process.env.JSON_SEED ?? 20_260_101);
  const next = random(seed);
  const pick = (list) => list[next(list.length)];
  const valid = cases.filter(({ bytes, valid }) => valid && bytes.length < 200).map(({ bytes }) => bytes);
  const pieces = [
    ..."[]{},:\"\\/-+.eE0159 \t\n\r\0\x0b\f\x1f\x7ftfnulabx'#*`",
    ...[
      "\\u",
      "\\ud83d",
      "\\ude00",
      "\\n",
      "null",
      "true",
      "1e5",
      "01",
      "-0",
      '"a":',
      '""',
      "[]",
      "{}",
      "//",
      "/*",
      "\u{FEFF}",
    ],
    ..."é€😀\u{a0}\u{2028}",
  ].map((piece) => Buffer.from(piece));
  pieces.push(...[0x80, 0xbf, 0xc0, 0xc3, 0xe2, 0xed, 0xf0, 0xf4, 0xff].map((byte) => Buffer.from([byte])));
  let taken = 0;
  for (let round = 0; round < 20_000; round++) {
    let bytes = pick(valid);
    for (let changes = 1 + next(2); changes > 0; changes--) {
      const from = next(bytes.length + 1);
      const to = Math.min(from + next(3), bytes.length);
      // Put something in, take something out, put it in the other's place, or repeat a part.
      const piece = pick([pick(pieces), Buffer.alloc(0), bytes.subarray(from, from + next(8)), pick(valid)]);
      bytes = Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(to)]);
    }
    taken += await agree(room(bytes), `seed ${seed}, round ${round}`);
  }
  // Enough of either kind, or nothing would have been compared.
  assert.ok(taken > 3000 && taken < 17_000, String(taken));
});
