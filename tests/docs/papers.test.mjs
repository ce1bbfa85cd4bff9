// The project's papers as such: their links, their length, and the page of all methods.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { packageFolder, pkg, root, stubbed } from "../helpers/index.mjs";

const markdown = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".md"));
const papers = [".", "examples", "benches", "pkg-template", "pkg-template/docs"].flatMap((folder) =>
  markdown(folder).map((name) => join(folder, name)),
);
const read = (paper) => readFileSync(join(root, paper), "utf8");

/** A heading as GitHub and npm make an anchor of it. */
const anchor = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
const anchors = (text) => [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading));

test("every relative link in the project's papers leads somewhere, to its heading", () => {
  for (const paper of papers) {
    for (const [, link, place] of read(paper).matchAll(/\]\(([^)#:]*)(?:#([^)]*))?\)/g)) {
      const path = link ? join(dirname(paper), link) : paper;
      assert.ok(existsSync(join(root, path)), `${paper}: ${link}`);
      if (place) assert.ok(anchors(read(path)).includes(place), `${paper}: ${link}#${place}`);
    }
  }
});

test("no paper has more than 300 lines", () => {
  for (const paper of papers) assert.ok(read(paper).split("\n").length <= 300, paper);
});

test("the package has the guide, and every page of it can be reached from its README", () => {
  const readme = readFileSync(join(packageFolder, "README.md"), "utf8");
  for (const page of markdown("pkg-template/docs")) {
    assert.ok(existsSync(join(packageFolder, "docs", page)), page);
    assert.ok(readme.includes(`(docs/${page})`), page);
  }
});

const methods = readFileSync(join(packageFolder, "docs/methods.md"), "utf8");
/** What the page's rows begin with: methods as they are called. */
const calls = [...methods.matchAll(/^\| (`.+?`) \| `[A-Z]+ /gm)].flatMap(([, cell]) => {
  const [first, ...iterators] = cell.split(", `").map((call) => call.replaceAll("`", "").split("(")[0]);
  return [first, ...iterators.map((name) => first.replace(/[^.]+$/, name))];
});

/** The methods of an object's class that are its own, and those of the members that hold resources. */
function* offered(object, prefix) {
  for (const [name, { get, value }] of Object.entries(Object.getOwnPropertyDescriptors(object.constructor.prototype))) {
    const member = get?.call(object);
    if (typeof member === "object") yield* offered(member, `${prefix}${name}.`);
    if (typeof value === "function") yield `${prefix}${name}`;
  }
}

test("the page of methods has every method, once, and nothing else", () => {
  const project = stubbed(() => assert.fail("nothing is sent"));
  const meshagent = new pkg.Meshagent({ baseUrl: "http://stub.test", token: "stub-token" });
  const quiet = [
    "meshagent.constructor",
    "meshagent.project",
    "meshagent.authorizeUrl",
    "meshagent.request",
    "constructor",
  ];
  const all = [...offered(meshagent, "meshagent."), ...offered(project, "")];
  const sent = all.filter((name) => !quiet.includes(name) && !name.endsWith(".constructor"));
  assert.ok(sent.length > 200);
  assert.deepEqual(calls.toSorted(), sent.toSorted());
});

test("the page of methods has every operation of the contract whose resource there is", () => {
  const { operations } = JSON.parse(read("tests/contract/operations.json"));
  const names = new Set(calls.map((call) => call.replace("meshagent.", "")));
  const resources = new Set([...names].map((name) => name.split(".")[0]));
  const missing = operations
    .map(({ op }) => (op === "oauth.exchangeToken" ? "exchangeOAuthToken" : op))
    .filter((op) => resources.has(op.split(".")[0]) && !names.has(op));
  assert.deepEqual(missing, []);
});

test("the READMEs tell how many methods there are of each kind", () => {
  const sections = methods.split("\n## ").slice(1);
  for (const [paper, page] of [
    ["README.md", "pkg-template/docs/methods.md"],
    ["pkg-template/README.md", "docs/methods.md"],
  ]) {
    const rows = sections.map((section) => {
      const title = section.split("\n")[0];
      const first = [...section.matchAll(/^\| `(?:meshagent\.)?(\w+)/gm)].map(([, name]) => name);
      const resources = [...new Set(first)].map((name) => `\`${name}\``).join(", ");
      return `| [${title}](${page}#${anchor(title)}) | ${resources} | ${first.length} |`;
    });
    const table = read(paper).match(/^\| of \|.*\n.*\n((?:\|.*\n)+)/m)?.[1] ?? "";
    assert.deepEqual(table.trim().split("\n"), rows, paper);
  }
});

test("both READMEs tell how large an app's bundle is, give or take two kilobytes", () => {
  const { gzip } = JSON.parse(read("tests/size.json"))["app.js"];
  for (const [paper, size] of [
    ["README.md", /^\| an app's bundle.+?\| (\d+) KB/m],
    ["pkg-template/README.md", /An app's bundle grows by (\d+) KB/],
  ]) {
    const [, stated] = read(paper).match(size) ?? [];
    assert.ok(Math.abs(stated - gzip / 1000) <= 2, `${paper}: ${stated} KB, but ${gzip} bytes`);
  }
});

test("the package's README tells the oldest TypeScript, and it is one that the declarations are tested with", () => {
  const [, stated] = read("pkg-template/README.md").match(/TypeScript (\d+\.\d+) and newer/) ?? [];
  const { devDependencies } = JSON.parse(read("tests/packaging/package.json"));
  const tested = Object.keys(devDependencies).filter((name) => name.startsWith("typescript-"));
  const versions = tested.map((name) => Number(name.replace("typescript-", "")));
  assert.equal(Number(stated), Math.min(...versions));
  for (const name of tested) assert.ok(read("tests/packaging/types.test.mjs").includes(`"${name}"`), name);
});
