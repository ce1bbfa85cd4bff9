// The table of the page about migration: what is called before and after exists, and the page's script makes the calls.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root, stubbed } from "../helpers/index.mjs";

const page = readFileSync(join(root, "pkg-template/docs/migration.md"), "utf8");
const rows = Array.from(page.matchAll(/^\| `client\.(\w+)\((.+?)\)` \| `project\.([\w.]+)\((.*)\)` \|$/gm), (row) =>
  row.slice(1),
);
const names = readFileSync(join(root, "pkg-template/docs/names.md"), "utf8");

test("there are ten calls, each the same operation before and after by the page of names", () => {
  assert.equal(rows.length, 10);
  for (const [before, , after] of rows) {
    const [resource, method] = after.split(".");
    const row = names.split("\n").find((line) => line.includes(`\`${before}\``));
    assert.ok(row?.includes(`\`${resource}.`) && row.includes(`${method}\``), `${before}: ${row}`);
  }
});

test("the page's script makes the calls of the table as they stand there", () => {
  const script = page.match(/^```js\n(.+?)^```$/ms)[1];
  for (const [, , method, given] of rows) assert.ok(script.includes(`project.${method}(${given})`), method);
});

test("each call of the table is a method", () => {
  const project = stubbed(() => assert.fail("nothing is sent"));
  for (const [, , after] of rows) {
    const [resource, method] = after.split(".");
    assert.equal(typeof project[resource][method], "function", after);
  }
});
