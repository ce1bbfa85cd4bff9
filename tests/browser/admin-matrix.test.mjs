// The matrix of rooms and people on an older service.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage("--api", "grants");
const { alerted, button, dialog, heading, inDialog, pick, said } = t;

const cell = (name) => t.page.getByRole("gridcell", { name, exact: true });
const filterRooms = (text) => t.page.getByRole("searchbox", { name: "Filter rooms" }).fill(text);
const filterPeople = (text) => t.page.getByRole("searchbox", { name: "Filter people" }).fill(text);

describe("the matrix", () => {
  it("shows who may do what where", async () => {
    await t.signIn({ at: "#/access" });
    await t.page.getByText("8 of 8 rooms, 9 of 9 people").waitFor();
    assert.equal(await t.page.getByRole("gridcell").count(), 72);
    // A colour and a word for each kind of access; a kind that is chosen dims the others.
    const chip = cell("Ada Adams in support: Full").locator(".level");
    assert.equal(await chip.textContent(), "Full");
    await button("Full5").click();
    assert.equal(await button("Full5").getAttribute("aria-pressed"), "true");
    const opacity = (of) => of.locator(".level").evaluate((element) => getComputedStyle(element).opacity);
    assert.equal(await opacity(cell("Ada Adams in support: Full")), "1");
    assert.ok((await opacity(cell("Tom Becker in support: User"))) < 0.5);
    await button("Full5").click();
    await filterRooms("support");
    await filterPeople("mia");
    await t.page.getByText("1 of 8 rooms, 1 of 9 people").waitFor();
    await cell("Mia Moreau in support: Custom").waitFor();
    assert.match(t.page.url(), /rooms=support&people=mia/);
    await t.page.reload();
    await cell("Mia Moreau in support: Custom").waitFor();
  });

  it("gives, changes and takes away access by its cells", async () => {
    const { id } = t.server.user("member");
    await t.signIn({ at: "#/access?rooms=planning&people=mia" });
    await cell("Mia Moreau in planning-2027: no access").click();
    await pick("Agent");
    await inDialog("Give access").click();
    await said("Mia Moreau has access to planning-2027.");
    await cell("Mia Moreau in planning-2027: Agent").waitFor();
    assert.equal(Object.keys((await t.server.grants("planning-2027"))[id]).length, 13);

    await cell("Mia Moreau in planning-2027: Agent").click();
    await pick("Full");
    await button("Save").click();
    await cell("Mia Moreau in planning-2027: Full").waitFor();
    // The cell shows it at once, the toast when the server has agreed; the cell's older one has gone.
    await said("What Mia Moreau may do in planning-2027 is saved.");
    assert.equal(Object.keys((await t.server.grants("planning-2027"))[id]).length, 15);

    await cell("Mia Moreau in planning-2027: Full").click();
    await button("Take access away").click();
    await cell("Mia Moreau in planning-2027: no access").waitFor();
    await said("Mia Moreau has no access to planning-2027 any more.");
    assert.equal((await t.server.grants("planning-2027"))[id], undefined);
    assert.equal(await dialog().count(), 0);
    assert.equal(await button("Undo").count(), 1, "only the last change of a cell can be undone");
    await button("Undo").click();
    await cell("Mia Moreau in planning-2027: Full").waitFor();
    await said("Undone. Mia Moreau has access to planning-2027.");
    assert.equal(Object.keys((await t.server.grants("planning-2027"))[id]).length, 15);
  });

  it("shows a change at once, and takes it back when the server refuses", async () => {
    const before = await t.server.grants("onboarding");
    await t.signIn({ at: "#/access?rooms=onboarding&people=mia" });
    await cell("Mia Moreau in onboarding: User").click();
    await t.server.faults([
      { match: { method: "DELETE" }, status: 403, delay_ms: 300, body: '{"message":"not today"}' },
    ]);
    await button("Take access away").click();
    await cell("Mia Moreau in onboarding: no access").waitFor();
    await said("Not today.");
    await cell("Mia Moreau in onboarding: User").waitFor();
    assert.deepEqual(await t.server.grants("onboarding"), before);
  });

  it("is gone through by arrow keys", async () => {
    await t.signIn({ at: "#/access" });
    await t.page.getByRole("gridcell").first().focus();
    const focused = () => t.page.evaluate(() => document.activeElement.ariaLabel);
    assert.match(await focused(), /Ada Adams in agents-sandbox/);
    await t.page.keyboard.press("ArrowDown");
    assert.match(await focused(), /Ada Adams in design-review/);
    await t.page.keyboard.press("ArrowRight");
    assert.match(await focused(), /Dev Okafor in design-review/);
    await t.page.keyboard.press("Control+End");
    assert.match(await focused(), /Zoe Laurent in support/);
    await t.page.keyboard.press("Control+Home");
    await t.page.keyboard.press("Enter");
    await dialog().waitFor();
    await t.page.keyboard.press("Escape");
    assert.match(await focused(), /Ada Adams in agents-sandbox/);
  });

  it("can be read, not written, by members", async () => {
    await t.signIn({ role: "member", at: "#/access?rooms=support&people=mia" });
    await cell("Mia Moreau in support: Custom").click();
    assert.equal(await button("Save").getAttribute("aria-disabled"), "true");
    await button("Cancel").click();
    await t.goTo("#/access?rooms=research&people=mia");
    await cell("Mia Moreau in research-lab: no access").click();
    await said("Only admins and developers can manage access");
  });

  it("says what went wrong and tries again", async () => {
    await t.server.faults([{ match: { path: "/room-grants?" }, status: 400, body: '{"message":"no grants today"}' }]);
    await t.signIn({ at: "#/access" });
    await alerted("No grants today.");
    await button("Try again").click();
    await t.page.getByText("8 of 8 rooms").waitFor();
    await heading("Access");
  });
});
