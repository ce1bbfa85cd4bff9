// The admin page by keyboard alone: the order of the focus, its ring, dialogs, and where the focus goes afterwards.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, dialog, heading, inDialog, row, said } = t;

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
    const names = await tabbed(19);
    assert.deepEqual(names, [
      "Skip to the content",
      "Find anythingCtrl K",
      ...["Rooms", "Access", "Members", "OAuth clients", "Tokens", "Storage"],
      ...["Request log", "Access tokenadmin127.0.0.1:", "Dark theme", "Sign out"],
      ...["Create room", "Search rooms", "Order"],
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
    await t.page.getByRole("link", { name: "Members" }).focus();
    await press("Enter");
    await heading("Members");
    assert.equal(await t.page.evaluate(() => document.activeElement.tagName), "H1");
    await button("Add member").focus();
    await press("Enter");
    await dialog().waitFor();
    assert.equal((await focused()).name, "User ID");
  });

  it("the focus stays in a dialog, Escape closes it, and the focus is where it was", async () => {
    await t.signIn({ at: "#/rooms/support" });
    for (const name of ["Connect", "Edit", "Delete", "Give access", "Change access of Tom Becker"]) {
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

  it("access is given, changed and taken away, and the focus stays in the matrix", async () => {
    const { id } = t.server.user("member");
    const name = "Mia Moreau in research-lab";
    await t.signIn({ at: "#/access?rooms=research&people=mia" });
    await t.page.getByRole("gridcell").first().focus();
    await press("Enter");
    await dialog().waitFor();
    await t.page.getByRole("radio", { name: /^User/ }).focus();
    await press("ArrowRight");
    assert.ok((await focused()).ring);
    await inDialog("Give access").focus();
    await press("Enter");
    await said("Mia Moreau has access to research-lab.");
    await t.page
      .getByRole("gridcell", { name: `${name}: Read-only storage` })
      .and(t.page.locator(":focus"))
      .waitFor();
    const scope = { storage: { paths: [{ path: "/data/", read_only: true }] } };
    assert.deepEqual((await t.server.grants("research-lab"))[id], scope);

    await press("Enter");
    await inDialog("Take access away").focus();
    await press("Enter");
    await t.page.getByRole("gridcell", { name: `${name}: no access` }).waitFor();
    await said("Mia Moreau has no access to research-lab any more.");
    await button("Undo").focus();
    await press("Enter");
    await t.page.getByRole("gridcell", { name: `${name}: Read-only storage` }).waitFor();
    await said("Undone. Mia Moreau has access to research-lab.");
    assert.equal((await focused()).name, `${name}: Read-only storage`);
    assert.deepEqual((await t.server.grants("research-lab"))[id], scope);
  });

  it("a list keeps the focus when its rows change", async () => {
    await t.signIn({ at: "#/rooms/onboarding" });
    await button("Take access of Mia Moreau away").focus();
    await press("Enter");
    await row("Mia Moreau").waitFor({ state: "detached" });
    assert.match((await focused()).name, /^(Take|Change) access of/);
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
