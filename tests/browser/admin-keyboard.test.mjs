// The admin page by keyboard alone: the order of the focus, its ring, dialogs, and where the focus goes afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, dialog, heading, row, said } = t;

const press = (...keys) =>
  keys.reduce((before, key) => before.then(() => t.page.keyboard.press(key)), Promise.resolve());

/** The name of what has the focus, and whether one sees that it has. */
const focused = () =>
  t.page.evaluate(() => {
    const element = document.activeElement;
    const shown = element.closest(".level-card, .json") ?? element;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    return {
      name: element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent.replace(/\d+$/, ""),
      ring: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    };
  });

/** Puts the focus before everything. */
const fromTheTop = () =>
  t.page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });

/** Goes on by Tab and gathers the names on the way; each of them must show its ring. */
async function tabbed(count) {
  const names = [];
  for (let n = 0; n < count; n++) {
    await press("Tab");
    const { name, ring } = await focused();
    assert.ok(ring, `${name} shows that it has the focus`);
    names.push(name);
  }
  return names;
}

describe("by keyboard alone", () => {
  it("one gets everywhere in the order of reading, and sees where one is", async () => {
    await t.signIn();
    await row("agents-sandbox").waitFor();
    await fromTheTop();
    const views = await t.page.getByRole("navigation", { name: "Main" }).getByRole("link").allTextContents();
    const names = await tabbed(12 + views.length);
    assert.deepEqual(names, [
      "Skip to the content",
      "Find anythingCtrl K",
      ...views,
      ...["Access tokenadmin127.0.0.1:", "Request log", "Dark theme", "Sign out"],
      ...["Create room", "Search rooms"],
      ...["agents-sandbox", "Connect to agents-sandbox", "Edit agents-sandbox", "Delete agents-sandbox"],
    ]);
  });

  it("one skips the navigation", async () => {
    await t.signIn();
    await row("agents-sandbox").waitFor();
    await fromTheTop();
    await press("Tab", "Enter");
    assert.equal((await focused()).name, "Rooms");
    assert.deepEqual(await tabbed(1), ["Create room"]);
  });

  it("a new view begins at its heading, and a dialog at its first field", async () => {
    await t.signIn();
    // The first view takes the focus to its own heading.
    await row("agents-sandbox").waitFor();
    await t.page.getByRole("link", { name: "Members" }).focus();
    await press("Enter");
    await heading("Members");
    assert.equal(await t.page.evaluate(() => document.activeElement.tagName), "H1");
    await button("Add member").focus();
    await press("Enter");
    await dialog().waitFor();
    assert.equal((await focused()).name, "E-mail address or user ID");
  });

  it("the focus stays in a dialog, Escape closes it, and the focus is where it was", async () => {
    await t.signIn({ at: "#/rooms/support" });
    for (const name of ["Connect", "Edit", "Delete", "Give access", "Change roles of Tom Becker"]) {
      await button(name).focus();
      await press("Enter");
      await dialog().waitFor();
      for (let n = 0; n < 6; n++) {
        await press("Shift+Tab");
        assert.ok(
          await t.page.evaluate(
            () => document.activeElement.closest("dialog") ?? document.activeElement === document.body,
          ),
        );
      }
      await press("Escape");
      await dialog().waitFor({ state: "detached" });
      assert.equal((await focused()).name, name);
    }
  });

  it("roles are given, changed and taken away, and the focus stays in the matrix", async () => {
    const { id } = t.server.user("member");
    const name = "Mia Moreau in research-lab";
    const cell = (roles) => t.page.getByRole("gridcell", { name: `${name}: ${roles}`, exact: true });
    const here = (roles) => cell(roles).and(t.page.locator(":focus")).waitFor();
    await t.signIn({ at: "#/access?rooms=research&people=mia" });
    await cell("no role").focus();
    await press("Enter");
    assert.match((await focused()).name, /^Admin/);
    await press("ArrowDown", "ArrowDown");
    assert.match((await focused()).name, /^Operator/);
    assert.ok((await focused()).ring);
    await press("Enter");
    await said("Mia Moreau is now in research-lab: Operator.");
    await here("Operator");
    assert.deepEqual((await t.server.roles("research-lab"))[`user/${id}`], ["operator"]);

    // It opens at what is chosen; Escape changes nothing.
    await press("Enter");
    assert.match((await focused()).name, /^Operator/);
    await press("ArrowDown", "Escape");
    await here("Operator");

    await press("Enter", "ArrowDown", "Enter");
    await said("Mia Moreau is now in research-lab: Viewer.");
    await here("Viewer");
    assert.deepEqual((await t.server.roles("research-lab"))[`user/${id}`], ["viewer"]);

    await press("Enter", "End", "ArrowUp");
    assert.equal((await focused()).name, "Take away");
    await press("Enter");
    await said("Mia Moreau has no role of their own in research-lab any more.");
    await here("no role");
    await button("Undo").focus();
    await press("Enter");
    await said("Undone. Mia Moreau is now in research-lab: Viewer.");
    await here("Viewer");
    assert.deepEqual((await t.server.roles("research-lab"))[`user/${id}`], ["viewer"]);
  });

  it("a list keeps the focus when its rows change", async () => {
    await t.signIn({ at: "#/rooms/onboarding" });
    await button("Take roles of Mia Moreau away").focus();
    await press("Enter");
    await row("Mia Moreau").waitFor({ state: "detached" });
    assert.match((await focused()).name, /^(Take|Change) roles of/);
  });

  it("going back closes what is open", async () => {
    await t.signIn();
    await t.page.getByRole("link", { name: "support" }).click();
    await heading("support");
    await button("Edit").click();
    await dialog().waitFor();
    await t.page.goBack();
    await dialog().waitFor({ state: "detached" });
    await heading("Rooms");
  });

  it("the request log is opened, read and closed", async () => {
    await t.signIn();
    await row("agents-sandbox").waitFor();
    await button("Request log").focus();
    await press("Enter");
    const log = t.page.getByRole("region", { name: "Request log" });
    await log.getByText("rooms.list", { exact: true }).waitFor();
    await log.getByRole("button", { name: "Close the log" }).focus();
    await press("Tab", "Enter");
    await log.getByText("await project.rooms.list(").waitFor();
    await press("Escape");
    await log.waitFor({ state: "hidden" });
    assert.equal((await focused()).name, "Request log");
  });
});
