// The declarations of the installed package, as TypeScript resolves them in a project of its own.
import assert from "node:assert/strict";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { app, root, run, write } from "../helpers/index.mjs";

const compilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable", "esnext.disposable"],
  types: [],
  noEmit: true,
};

/** Compiles files of the project with these options; returns what the compiler says. */
async function compile(name, files, options) {
  const config = write(`${name}.json`, JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { code, stdout, stderr } = await run(process.execPath, [tsc, "--project", config]);
  return [code, stdout + stderr];
}

for (const file of ["usage.ts", "wrong.ts"]) copyFileSync(join(root, "tests/types", file), join(app, file));
const resolutions = {
  nodenext: { module: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

for (const [name, options] of Object.entries(resolutions)) {
  test(`${name}: the whole API compiles, and what is wrong does not`, async () => {
    assert.deepEqual(await compile(name, ["usage.ts", "wrong.ts"], options), [0, ""]);
  });
}

test("a program that requires the package compiles", async () => {
  write(
    "required.cts",
    `
    import { Meshagent, type Room } from "meshagent-wasm";
    import web = require("meshagent-wasm/web");
    const room: Promise<Room> = new Meshagent().project("p").rooms.get("a");
    const loaded: Promise<void> = web.default();
    export { loaded, room };
  `,
  );
  assert.deepEqual(await compile("required", ["required.cts"], { module: "nodenext" }), [0, ""]);
});

test("the declarations need no types of Node.js and no later language", async () => {
  const lib = ["es2022", "dom", "dom.iterable", "dom.asynciterable"];
  write(
    "plain.ts",
    `
    import { Meshagent } from "meshagent-wasm";
    for await (const room of new Meshagent().project("p").rooms.iterate()) room.name.trim();
  `,
  );
  const options = { module: "esnext", moduleResolution: "bundler", target: "es2022", lib };
  assert.deepEqual(await compile("plain", ["plain.ts"], options), [0, ""]);
});

test("a mistake is found: the compiler sees types, not `any`", async () => {
  write("mistake.ts", 'import { Meshagent } from "meshagent-wasm";\nnew Meshagent({ token: 7 }).nowhere;\n');
  const [code, said] = await compile("mistake", ["mistake.ts"], { module: "nodenext" });
  assert.notEqual(code, 0);
  assert.match(said, /TS2322/);
  assert.match(said, /TS2339/);
});

const original = join(root, "../shared/api/usage.ts");
test("usage.ts is the API as it was agreed", {
  skip: !existsSync(original) && "there is nothing to compare with",
}, () => {
  assert.equal(readFileSync(join(root, "tests/types/usage.ts"), "utf8"), readFileSync(original, "utf8"));
});
