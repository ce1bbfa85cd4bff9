// The page of other clients' names has every method of the official SDK.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { packageFolder } from "../helpers/index.mjs";

const folder = dirname(createRequire(import.meta.url).resolve("@meshagent/meshagent"));
const types = readFileSync(join(folder, "meshagent-client.d.ts"), "utf8");
const [, members] = types.match(/^export declare class Meshagent \{\n(.+?)^\}/ms);
const methods = Array.from(members.matchAll(/^ {4}(\w+)\(/gm), ([, name]) => name).filter(
  (name) => name !== "constructor",
);

test("every method of the official SDK is on the page of names, or said to have no counterpart", () => {
  const page = readFileSync(join(packageFolder, "docs/names.md"), "utf8");
  assert.ok(methods.length > 100);
  assert.deepEqual(
    methods.filter((name) => !page.includes(`\`${name}\``)),
    [],
  );
});

test("an editor finds every method that has a counterpart by the official SDK's name", () => {
  const page = readFileSync(join(packageFolder, "docs/names.md"), "utf8");
  const declarations = readFileSync(join(packageFolder, "index.d.ts"), "utf8");
  const notes = declarations.match(/^ {3}\* @see .+$/gm).join("\n");
  const rows = page.split("\n").filter((line) => line.startsWith("| "));
  const here = methods.filter((name) => rows.some((row) => row.includes(`\`${name}\``)));
  assert.ok(here.length > 70);
  assert.deepEqual(
    here.filter((name) => !new RegExp(`\\b${name}\\b`).test(notes)),
    [],
  );
});
