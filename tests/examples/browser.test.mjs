// The page and the React viewer in Chromium, used as a person would use them.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { app, pkg, root, run, serve } from "../helpers/index.mjs";
import { browser, site } from "../helpers/site.mjs";

const server = await serve("--example");
const { rooms } = await server.held("/rooms?limit=100&offset=0&order_by=room_name");
const { room_grants } = await server.held("/room-grants?limit=1000&offset=0");
const chrome = await browser();

/** A test on a tab of its own; the page throws nothing that it does not catch. */
function onTab(name, address, body) {
  test(name, { timeout: 60_000 }, async () => {
    const tab = await chrome.newPage();
    const problems = [];
    tab.on("pageerror", (error) => problems.push(String(error)));
    tab.setDefaultTimeout(20_000);
    try {
      await tab.goto(await address());
      await body(tab);
      assert.deepEqual(problems, []);
    } finally {
      await tab.close();
    }
  });
}

async function connect(tab, { token = server.apiKey } = {}) {
  await tab.getByLabel("Service").fill(server.url);
  await tab.getByLabel("Project").fill(server.projectId);
  await tab.getByLabel("Token").fill(token);
  await tab.getByRole("button").click();
}

copyFileSync(join(root, "examples/page/index.html"), join(app, "index.html"));
const page = await site(app);

onTab(
  "page: the rooms, and how many grants each has",
  () => page,
  async (tab) => {
    await connect(tab);
    await tab
      .getByRole("status")
      .filter({ hasText: `${rooms.length} rooms` })
      .waitFor();
    const count = (room) => room_grants.filter((grant) => grant.room.id === room.id).length;
    assert.deepEqual(
      await tab.getByRole("listitem").allInnerTexts(),
      rooms.map((room) => `${room.name}: ${count(room)} grants`),
    );
    assert.equal(await tab.getByRole("alert").innerText(), "");
  },
);

onTab(
  "page: a token that is not valid",
  () => page,
  async (tab) => {
    await connect(tab, { token: "nobody" });
    await tab.getByRole("alert").filter({ hasText: "That token is not valid." }).waitFor();
    assert.equal(await tab.getByRole("listitem").count(), 0);
    assert.equal(await tab.getByRole("status").innerText(), "");
  },
);

const folder = join(root, "examples/react-viewer");
const built = run("npm", ["run", "--silent", "build"], { cwd: folder });
const viewer = async () => {
  const { code, stdout, stderr } = await built;
  assert.equal(code, 0, stdout + stderr);
  return await dist;
};
const dist = site(join(folder, "dist"));

onTab("viewer: every grant, with an answer to the question", viewer, async (tab) => {
  await connect(tab);
  const status = async (may) => {
    const yes = room_grants.filter(({ permissions }) => may(permissions)).length;
    assert.ok(yes > 0 && yes < room_grants.length, "the question divides the grants");
    await tab
      .getByRole("status")
      .filter({ hasText: `${yes} of ${room_grants.length} grants` })
      .waitFor();
    assert.equal(await tab.locator("[data-may=yes]").count(), yes);
    assert.equal(await tab.locator("[data-may=no]").count(), room_grants.length - yes);
  };
  await status((scope) => pkg.can(scope, "storage.read", { path: "/shared/plan.md" }));
  await tab.getByLabel("Action").selectOption("write the file");
  await status((scope) => pkg.can(scope, "storage.write", { path: "/shared/plan.md" }));
  await tab.getByLabel("Action").selectOption("send to the queue");
  await tab.getByLabel("Target").fill("tickets");
  await status((scope) => pkg.can(scope, "queues.send", { queue: "tickets" }));

  const { room, user_id, permissions } = room_grants[0];
  const cells = tab.getByRole("row").filter({ hasText: user_id }).filter({ hasText: room.name }).getByRole("cell");
  const granted = Object.keys(permissions).join(", ");
  const may = pkg.can(permissions, "queues.send", { queue: "tickets" }) ? "yes" : "no";
  assert.deepEqual(await cells.allInnerTexts(), [room.name, user_id, granted, may]);
});

onTab("viewer: what goes wrong is said", viewer, async (tab) => {
  await connect(tab, { token: "two words" });
  await tab
    .getByRole("alert")
    .filter({ hasText: /^token: expected visible ASCII/ })
    .waitFor();
  await tab.getByLabel("Token").fill("nobody");
  await tab.getByRole("button").click();
  await tab.getByRole("alert").filter({ hasText: "token" }).waitFor();
  assert.equal(await tab.getByRole("status").count(), 0);
});
