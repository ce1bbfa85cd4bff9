// The frame of the admin page: the groups of its navigation, what each generation of the service has of it, and how it
// folds on narrow screens.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

/** The navigation as one hears it: groups and their links. */
const navigation = ({ page }) =>
  page
    .getByRole("navigation", { name: "Main" })
    .getByRole("group")
    .evaluateAll((groups) =>
      groups.map((group) => [
        document.getElementById(group.getAttribute("aria-labelledby")).textContent,
        ...[...group.querySelectorAll("a")].map((link) => link.textContent),
      ]),
    );

/** The requests that signing in has made, as the log names them. */
async function signingIn({ page }) {
  await page.getByRole("button", { name: "Request log" }).click();
  return page.getByRole("region", { name: "Request log" }).locator(".call-name").allTextContents();
}

describe("on a service of today", () => {
  const t = adminPage("--api", "policies");

  it("views stand in groups, and each of them can be opened", async () => {
    await t.signIn();
    const groups = await navigation(t);
    assert.deepEqual(groups[0], ["Rooms", "Rooms", "Access"]);
    assert.ok(groups.some(([title, ...views]) => title === "People" && views.includes("Members")));
    assert.ok(groups.every((group) => group.length > 1));
    for (const title of groups.flatMap(([, ...views]) => views)) {
      const link = t.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: title, exact: true });
      await link.click();
      await t.page.locator("nav a[aria-current=page]").filter({ hasText: title }).waitFor();
      assert.notEqual(await t.page.getByRole("heading", { level: 1 }).textContent(), "There is no such page");
    }
  });

  it("a bookmark of an address that the page once had goes on working", async () => {
    await t.signIn({ at: "#/storage" });
    await t.heading("Project storage");
    assert.match(t.page.url(), /#\/files\/project$/);
  });

  it("all of it is seen at once on a laptop's screen", async () => {
    await t.open({ viewport: { width: 1280, height: 800 } });
    await t.signIn();
    const hidden = await t.page
      .getByRole("navigation", { name: "Main" })
      .evaluate((element) => element.scrollHeight - element.clientHeight);
    assert.equal(hidden, 0);
  });

  it("what one may do comes from the roles that are in effect", async () => {
    await t.signIn({ role: "developer" });
    assert.deepEqual((await signingIn(t)).at(-1), "access.getEffective");
    await t.page.getByRole("button", { name: /^Access token/ }).click();
    const deed = (text) => t.dialog().getByRole("listitem").filter({ hasText: text });
    assert.equal(await deed("Create rooms").textContent(), "Yes: Create rooms");
    assert.match(await deed("Add and remove members").textContent(), /No: .*Only admins can manage members/);
  });

  it("a narrow screen folds it away", async () => {
    await t.open({ viewport: { width: 400, height: 800 } });
    await t.signIn();
    const menu = t.button("Menu");
    const link = t.page.getByRole("link", { name: "Members", exact: true });
    assert.equal(await menu.getAttribute("aria-expanded"), "false");
    assert.equal(await link.isVisible(), false);
    await menu.click();
    assert.equal(await menu.getAttribute("aria-expanded"), "true");
    await link.click();
    await t.heading("Members");
    assert.equal(await link.isVisible(), false);
    await menu.click();
    await t.page.keyboard.press("Escape");
    assert.equal(await menu.getAttribute("aria-expanded"), "false");
    assert.equal(await t.page.evaluate(() => document.activeElement.ariaLabel), "Menu");
  });

  it("a narrow screen says with each value of a list what it is", async () => {
    await t.open({ viewport: { width: 400, height: 800 } });
    await t.signIn({ at: "#/sessions" });
    const row = t.row("Live").first();
    await row.waitFor();
    const labels = await row
      .locator("td:not(.actions)")
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, "::before").content));
    assert.deepEqual(labels, ['"State"', '"Began"', '"Ran for"', '"Participants"']);
  });
});

describe("on an older service", () => {
  const t = adminPage("--api", "grants");

  it("what one may do comes from the project's role", async () => {
    await t.signIn({ role: "member" });
    assert.deepEqual((await signingIn(t)).slice(-2), ["members.role", "access.getEffective"]);
    await t.page.getByRole("button", { name: /^Access token/ }).click();
    const deed = (text) => t.dialog().getByRole("listitem").filter({ hasText: text });
    assert.match(await deed("Create rooms").textContent(), /No: .*members with that right/);
    assert.match(await deed("Upload files").textContent(), /No: .*Only admins and developers can upload files/);
  });
});

describe("a view whose code does not arrive", () => {
  const t = adminPage();

  it("says so", async () => {
    await t.page.route(/assets\/tokens-/, (route) => route.abort());
    await t.signIn({ at: "#/tokens" });
    await t.heading("Tokens");
    await t.page.getByText("This part of the page could not be fetched").waitFor();
    await t.page.unroute(/assets\/tokens-/);
    await t.button("Load the page anew").click();
    await t.button("Mint token").waitFor();
  });
});
