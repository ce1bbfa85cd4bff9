// The packed files as such: what they need and what they must not hold.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { app, packageFolder } from "../helpers/index.mjs";

const read = (name) => readFileSync(join(packageFolder, name), "utf8");
const manifest = JSON.parse(read("package.json"));
const scripts = readdirSync(packageFolder).filter((name) => /\.c?js$/.test(name));

test("nothing comes along: no dependencies of any kind, and no script on install", () => {
  const bring = ["dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies", "scripts", "bin"];
  assert.deepEqual(
    bring.filter((name) => name in manifest),
    [],
  );
  const installed = readdirSync(join(app, "node_modules")).filter((name) => !name.startsWith("."));
  assert.deepEqual(installed, ["meshagent-wasm"]);
});

test("every path in the manifest is a file, and every script is an entry or what the entries share", () => {
  const paths = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(paths));
  const named = new Set([manifest.main, manifest.module, manifest.types, ...paths(manifest.exports)]);
  assert.deepEqual(
    [...named].filter((path) => !existsSync(join(packageFolder, path))),
    [],
  );
  const shared = new Set(["core.js", "core.cjs"]);
  assert.deepEqual(
    scripts.filter((name) => !named.has(`./${name}`) && !shared.has(name)),
    [],
  );
});

for (const name of scripts) {
  test(`${name} makes no code of text`, () => {
    assert.doesNotMatch(read(name), /\beval\b|\bFunction\s*\(|\bnew\s+Function\b|javascript:/);
  });
}

test("what browsers load needs nothing of Node.js", () => {
  for (const name of ["core.js", "index.js", "web.js", "workerd.js", "edge-light.js"]) {
    assert.doesNotMatch(read(name), /["']node:|\brequire\s*\(/, name);
  }
});

test("no two declarations share a name, but for those that a resource adds its methods to", () => {
  const names = [
    ...read("index.d.ts").matchAll(/^export (?:declare )?(?:interface|class|type|function|const) (\w+)/gm),
  ];
  const twice = names.map(([, name]) => name).filter((name, index, all) => all.indexOf(name) !== index);
  assert.deepEqual([...new Set(twice)].sort(), ["ApiScope", "Meshagent", "Project", "RoomGrants"]);
});
