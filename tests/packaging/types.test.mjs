// The declarations of the installed package, as each TypeScript resolves them, with the DOM's types and with Node's alone.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import { packageFolder, root, run } from "../helpers/index.mjs";
import { installed, row, tool, version, workspace } from "./workspace.mjs";

const { project } = workspace("types");
/** Each TypeScript, the types of Node.js that go with it, and what else it has to be told. */
const compilers = [
  // It would invent a default export.
  ["typescript-5.2", "@types/node-20", { allowSyntheticDefaultImports: false }],
  ["typescript-5.9", "@types/node-24"],
  ["typescript-7", "@types/node-26"],
];
const resolutions = {
  nodenext: { module: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};
const environments = {
  DOM: { lib: ["es2022", "dom", "dom.iterable"], types: [] },
  "Node alone": { lib: ["es2022"], types: ["node"] },
  "DOM and Node": { lib: ["es2022", "dom", "dom.iterable"], types: ["node"] },
};
/** Each environment in each resolution, which the newest compiler compiles. */
const all = Object.keys(environments).flatMap((environment) =>
  Object.keys(resolutions).map((resolution) => [environment, resolution]),
);
/** Each of both at least once, for the others, which are slow. */
const some = [
  ["DOM", "bundler"],
  ["Node alone", "nodenext"],
  ["DOM and Node", "nodenext"],
];
/** What each environment compiles besides what all do. */
const own = { DOM: [], "Node alone": ["node.ts", "node-alone.ts"], "DOM and Node": ["node.ts"] };
const everywhere = ["usage.ts", "today.ts", "platform.ts", "calls.ts", "wrong.ts"];
const strictest = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  // What TypeScript itself brings is its own affair, and checking it takes longer than all the rest.
  skipDefaultLibCheck: true,
  target: "es2022",
  noEmit: true,
};

/** A project with these types of Node.js and files of `tests/types` and of the fixture. */
function prepare(name, types) {
  const files = [...everywhere, ...own["Node alone"]].map((file) => [file, `../types/${file}`]);
  const folder = project(name, { ".": "types", ...Object.fromEntries(files) });
  const modules = join(folder, "node_modules");
  const needed = createRequire(join(installed(types), "package.json")).resolve("undici-types/package.json");
  cpSync(installed(types), join(modules, "@types/node"), { recursive: true });
  cpSync(dirname(needed), join(modules, "undici-types"), { recursive: true });
  cpSync(installed("undici"), join(modules, "undici"), { recursive: true });
  return folder;
}

/** Compiles files of a project; returns what the compiler says. */
async function compile(compiler, folder, files, options) {
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...strictest, ...options }, files }),
  );
  const [node, tsc] = tool(compiler, "tsc");
  const { stdout, stderr } = await run(node, [tsc, "--project", folder], { timeout: 120_000 });
  return stdout + stderr;
}

/** Errors that a mistake in the test itself would give: of syntax, unknown names and unknown modules. */
const OUR_OWN = /TS(1\d{3}|2304|2307|2503|2552)$/;

/** The lines below the expectations of a text, and the text without them. */
function expectations(text) {
  const lines = text.split("\n");
  const below = lines.flatMap((line, at) => (line.trim().startsWith("// @ts-expect-error") ? [at + 2] : []));
  return [below, text.replaceAll("@ts-expect-error", "")];
}

describe("types", { concurrency: 2 }, () => {
  for (const [compiler, types, told] of compilers) {
    for (const [environment, resolution] of compiler === compilers.at(-1)[0] ? all : some) {
      const name = `${environment}, ${resolution}`;
      test(row("TypeScript", version(compiler), name), async () => {
        const folder = prepare(`${compiler} ${name}`, types);
        // What requires the package is a matter of nodenext alone.
        const required = resolution === "nodenext" ? ["required.cts"] : [];
        const files = [...everywhere, ...own[environment], ...required];
        const options = { ...resolutions[resolution], ...environments[environment], ...told };
        assert.equal(await compile(compiler, folder, files, options), "");
      });
    }

    test(
      row("TypeScript", version(compiler), "each wrong line is an error for the reason it stands there"),
      async () => {
        const folder = prepare(`${compiler} wrong`, types);
        const [below, text] = expectations(readFileSync(join(folder, "wrong.ts"), "utf8"));
        writeFileSync(join(folder, "wrong.ts"), text);
        const said = await compile(compiler, folder, ["wrong.ts"], { ...resolutions.nodenext, ...environments.DOM });
        const errors = Array.from(said.matchAll(/wrong\.ts\((\d+),\d+\): error (TS\d+)/g), ([, line, code]) => [
          Number(line),
          code,
        ]);
        assert.deepEqual(
          [...new Set(errors.map(([line]) => line))].sort((a, b) => a - b),
          below,
        );
        assert.deepEqual(
          errors.filter(([, code]) => OUR_OWN.test(code)),
          [],
        );
      },
    );
  }
});

test("no two things in the declarations have one name, which would make one interface of them", () => {
  const text = readFileSync(join(packageFolder, "index.d.ts"), "utf8");
  const names = Array.from(text.matchAll(/^export (?:declare )?(?:interface|class|type) (\w+)/gm), ([, name]) => name);
  const again = names.filter((name, at) => names.indexOf(name) !== at);
  // Each resource adds itself to one of the first two; grants have a method that is several requests.
  assert.deepEqual(new Set(again), new Set(["Meshagent", "Project", "RoomGrants"]));
});

for (const file of ["usage.ts", "today.ts"]) {
  const original = join(root, "../shared/api", file);
  if (!existsSync(original)) continue;
  test(`${file} is the API as it was agreed`, () => {
    assert.equal(readFileSync(join(root, "tests/types", file), "utf8"), readFileSync(original, "utf8"));
  });
}
