// Every agreed call of today's API against the local server: with all arguments, and with those that it requires.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serve } from "../helpers/index.mjs";
import { operations } from "../helpers/today.mjs";
import { byPackage, parts, Walker } from "../helpers/walk.mjs";

const server = await serve("--example");
const walker = new Walker(server, byPackage(server));

for (const [title, part] of parts) test(title, () => part(walker));

test("every operation was called", () => {
  assert.deepEqual([...walker.walked].sort(), [...operations.keys()].sort());
});
