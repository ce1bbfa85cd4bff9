// The pieces of code in the READMEs and in the guide. A piece begins with a comment that names its file.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, root } from "../helpers/index.mjs";

/** The pieces in a paper: their files' names and their texts. */
function read(paper) {
  const blocks = readFileSync(join(root, paper), "utf8").matchAll(/^```(\w*)\n(.*?)^```$/gms);
  const found = [];
  for (const [, language, text] of blocks) {
    if (["sh", "rust", "toml"].includes(language)) continue; // Rust's are tested by `cargo test`.
    assert.match(language, /^(js|ts|tsx|html)$/, `${paper}: ${text}`);
    const name = text.match(/^(?:\/\/|<!--) ([\w./-]+)/)?.[1];
    assert.ok(name, `${paper}: a piece begins with its file's name: ${text}`);
    found.push([name, text]);
  }
  return found;
}

const pages = readdirSync(join(root, "pkg-template/docs")).map((name) => `pkg-template/docs/${name}`);
const isRecipes = (page) => page.includes("/recipes");

/** All pieces but recipes, in the order of the papers. */
export const pieces = ["README.md", "pkg-template/README.md", ...pages.filter((page) => !isRecipes(page))].flatMap(
  read,
);

/** The recipes, which use other packages too. */
export const recipes = pages.filter(isRecipes).flatMap(read);

/** A piece with values of a server's in place of the examples' own. */
export const filledIn = (text, values) =>
  Object.entries(values).reduce((text, [from, to]) => text.replaceAll(from, to), text);

/** A home folder in which the `meshagent` command line is logged in to a server. */
export function loggedIn({ url, projectId, admin }) {
  const home = folder("home");
  const session = { access_token: admin.token, expires_at: 4_102_444_800 };
  const settings = { users: { u: { session, project: { active_project: projectId }, api_url: url } } };
  mkdirSync(join(home, ".meshagent"));
  writeFileSync(join(home, ".meshagent/settings.json"), JSON.stringify(settings));
  return home;
}
