// The command palette: what it finds, and how it is used by keyboard and heard.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, dialog, heading, row, said } = t;

const field = () => t.page.getByRole("combobox", { name: "Find a view, a room, somebody or an action" });
const option = (name) => t.page.getByRole("option", { name });
/** What a screen reader says is chosen. */
const active = () =>
  t.page.evaluate(
    () => document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))?.textContent,
  );

async function open() {
  await row("agents-sandbox").waitFor();
  await t.page.keyboard.press("Control+k");
  await field().waitFor();
}

describe("the command palette", () => {
  it("goes to views, by keyboard", async () => {
    await t.signIn();
    await open();
    assert.equal(await field().getAttribute("aria-expanded"), "true");
    assert.equal(await t.page.getByRole("listbox", { name: "Results" }).count(), 1);
    assert.match(await active(), /^Rooms/);
    await t.page.keyboard.press("ArrowDown");
    assert.match(await active(), /^Access/);
    await t.page.keyboard.press("ArrowUp");
    await t.page.keyboard.press("ArrowUp");
    assert.doesNotMatch(await active(), /^(Rooms|Access)/, "the end follows the beginning backwards");
    await field().fill("tok");
    assert.match(await active(), /^Tokens/);
    await t.page.keyboard.press("Enter");
    await heading("Tokens");
    assert.equal(await dialog().count(), 0);
  });

  it("finds rooms by some of their letters", async () => {
    await t.signIn();
    await open();
    await field().fill("incresp");
    await option(/^incident-response/).click();
    await heading("incident-response");
    assert.match(t.page.url(), /#\/rooms\/incident-response$/);
  });

  it("finds them however fast one types, and those that are new", async () => {
    await t.signIn();
    await open();
    await t.page.keyboard.press("Escape");
    await t.server.ask("rooms", { method: "POST", body: { name: "quarterly-review" } });
    // The first rooms come when the text is there already.
    await t.server.faults([{ match: { path: "/rooms?" }, times: 1, pass: true, delay_ms: 400 }]);
    await open();
    await field().fill("qreview");
    await option(/^quarterly-review/).click();
    await heading("quarterly-review");
  });

  it("finds people by name and by address, and shows their access", async () => {
    await t.signIn();
    await open();
    await field().fill("priya@");
    await option(/^Priya Nair/).waitFor();
    await t.page.keyboard.press("Enter");
    await heading("Access");
    assert.match(decodeURIComponent(t.page.url()), /people=priya@example.com/);
  });

  it("finds groups and service accounts by what they are called", async () => {
    await t.signIn();
    await open();
    await field().fill("customer-ca");
    await option(/^customer-care.*Group/).click();
    await heading("customer-care");
    await t.page.keyboard.press("Control+k");
    await field().fill("continuous");
    await option(/^Continuous integration.*Service account/).click();
    await heading("Continuous integration");
    assert.match(t.page.url(), /#\/accounts\/ci$/);
  });

  it("does what a view's button does", async () => {
    await t.signIn({ at: "#/tokens" });
    await heading("Tokens");
    await t.page.keyboard.press("Control+k");
    await field().fill("create room");
    await option(/^Create room/).click();
    await heading("Rooms");
    await dialog().waitFor();
    await t.field("Name").fill("by-palette");
    await t.inDialog("Create room").click();
    await said("The room “by-palette” is ready.");
    assert.equal((await t.server.ask("rooms/by-palette")).status, 200);
  });

  it("says why something is not allowed", async () => {
    await t.signIn({ role: "member" });
    await open();
    await field().fill("create room");
    await t.page.keyboard.press("Enter");
    await said("can create rooms; you are signed in as a member.");
    assert.equal(await dialog().count(), 0);
  });

  it("asks the server for rooms beyond the first ones", async () => {
    for (let n = 0; n < 100; n++) {
      await t.server.ask("rooms", { method: "POST", body: { name: `a-filler-${String(n).padStart(3, "0")}` } });
    }
    await t.signIn({ at: "#/tokens" });
    await heading("Tokens");
    await t.page.keyboard.press("Control+k");
    await field().fill("support");
    await option(/^support/).click();
    await heading("support");
  });

  it("says when nothing matches, and closes by Escape with the focus where it was", async () => {
    await t.signIn({ at: "#/tokens" });
    await button("Mint token").focus();
    await t.page.keyboard.press("Control+k");
    await field().fill("qqqqqq");
    await t.page.getByText("Nothing matches.").waitFor();
    assert.equal(await field().getAttribute("aria-activedescendant"), null);
    await t.page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    assert.equal(await t.page.evaluate(() => document.activeElement.textContent), "Mint token");
  });

  it("is a button too, and every action it offers is a button of its view", async () => {
    await t.signIn();
    await t.page.getByRole("button", { name: /^Find anything/ }).click();
    const offered = t.page.locator("[role=option][data-icon=action]");
    await offered.first().waitFor();
    const labels = await offered.locator(".grow").allTextContents();
    assert.ok(labels.includes("Create room") && labels.includes("Add member"));
    await t.page.keyboard.press("Escape");
    for (const [index, label] of labels.entries()) {
      await t.page.keyboard.press("Control+k");
      await offered.nth(index).click();
      await t.page.locator("main button").filter({ hasText: label }).first().waitFor();
      // Some dialogs ask the service for something before they open.
      await t.page.locator("dialog:not(.palette)").waitFor();
      await t.page.keyboard.press("Escape");
      await dialog().waitFor({ state: "detached" });
    }
  });

  it("leaves a dialog alone in which somebody types", async () => {
    await t.signIn();
    await button("Create room").click();
    await t.field("Name").fill("half-typed");
    await t.page.keyboard.press("Control+k");
    assert.equal(await dialog().count(), 1);
    assert.equal(await t.field("Name").inputValue(), "half-typed");
  });
});
