// The matrix of rooms against people, groups and service accounts, and a room's own list of them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage("--api", "policies");
const { alerted, button, dialog, heading, inDialog, row, said } = t;

const cell = (name) => t.page.getByRole("gridcell", { name, exact: true });
const choose = (name) => t.page.getByRole("menuitemradio", { name: new RegExp(`^${name}`) }).click();
const item = (name) => t.page.getByRole("menuitem", { name }).click();
const columns = () => t.page.locator(".column-head").allTextContents();

describe("the matrix of roles", () => {
  it("has people, groups and service accounts, and says what comes from where", async () => {
    await t.signIn({ at: "#/access" });
    await cell("Mia Moreau in support: Operator; Operator through customer-care").waitFor();
    await cell("customer-care in support: Operator").waitFor();
    await cell("Zoe Laurent in incident-response: Operator through engineering").waitFor();
    // Whoever is on call is in engineering too.
    await cell("on-call in incident-response: Admin; Operator through engineering").waitFor();
    await cell("Ada Adams in research-lab: Admin of the project").waitFor();
    await t.page.getByRole("combobox", { name: "Kind" }).selectOption("group");
    assert.deepEqual(await columns(), ["customer-care", "engineering", "on-call"]);
    await t.page.getByRole("combobox", { name: "Kind" }).selectOption("service_account");
    assert.deepEqual(await columns(), ["ci", "exporter"]);
    assert.match(t.page.url(), /kind=service_account/);
    await t.page.reload();
    await cell("ci in support: no role").waitFor();
    assert.deepEqual(await columns(), ["ci", "exporter"]);
  });

  it("gives, changes and takes away a role with a click, each with undo", async () => {
    const key = `group/${await t.server.group("engineering")}`;
    const held = async () => (await t.server.roles("planning-2027"))[key];
    await t.signIn({ at: "#/access?rooms=planning&kind=group" });
    await cell("engineering in planning-2027: no role").click();
    await choose("Viewer");
    await said("engineering is now in planning-2027: Viewer.");
    assert.deepEqual(await held(), ["viewer"]);

    await cell("engineering in planning-2027: Viewer").click();
    await choose("Developer");
    await said("engineering is now in planning-2027: Developer.");
    assert.deepEqual(await held(), ["developer"], "one role takes the place of the other");
    assert.equal(await button("Undo").count(), 1, "only the last change of a cell can be undone");
    await button("Undo").click();
    await said("Undone. engineering is now in planning-2027: Viewer.");
    assert.deepEqual(await held(), ["viewer"]);

    await cell("engineering in planning-2027: Viewer").click();
    await item("Take away");
    await said("engineering has no role of their own in planning-2027 any more.");
    assert.equal(await held(), undefined);
    await button("Undo").click();
    // The cell shows it at once, the toast when the server has agreed; the older toasts of the cell have gone.
    await said("Undone. engineering is now in planning-2027: Viewer.");
    assert.deepEqual(await held(), ["viewer"]);
  });

  it("opens a cell that was chosen before its roles had come", async () => {
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await t.page.route(/\/policy\b/, async (route) => {
      await held;
      await route.continue();
    });
    await t.signIn({ at: "#/access?rooms=support&people=mia" });
    await cell("Mia Moreau in support: not known yet").click();
    release();
    await t.page.getByRole("menu", { name: "Role of Mia Moreau in support" }).waitFor();
    await item("Why does Mia Moreau have access?");
    await heading("Mia Moreau in support");
  });

  it("gives several roles at once", async () => {
    const { id } = t.server.user("member");
    await t.signIn({ at: "#/access?rooms=research&people=mia" });
    await cell("Mia Moreau in research-lab: no role").click();
    await item("Several roles…");
    await dialog()
      .getByRole("checkbox", { name: /^Viewer/ })
      .check();
    await dialog()
      .getByRole("checkbox", { name: /^Files write/ })
      .check();
    await inDialog("Save").click();
    await said("Mia Moreau is now in research-lab: Viewer, Files write.");
    await cell("Mia Moreau in research-lab: Viewer, Files write").waitFor();
    assert.deepEqual((await t.server.roles("research-lab"))[`user/${id}`], ["files_write", "viewer"]);
  });

  it("shows a change at once, and takes it back when the server refuses", async () => {
    const before = await t.server.roles("onboarding");
    await t.signIn({ at: "#/access?rooms=onboarding&kind=group&people=customer" });
    await cell("customer-care in onboarding: Viewer").click();
    await t.server.faults([
      { match: { path: "policy:revoke" }, status: 403, delay_ms: 300, body: '{"message":"not today"}' },
    ]);
    await choose("Admin");
    await cell("customer-care in onboarding: Admin").waitFor();
    await said("Not today.");
    await cell("customer-care in onboarding: Viewer").waitFor();
    assert.deepEqual(await t.server.roles("onboarding"), before);
  });

  it("gives the old role back when the new one is refused", async () => {
    const before = await t.server.roles("onboarding");
    await t.signIn({ at: "#/access?rooms=onboarding&kind=group&people=customer" });
    await cell("customer-care in onboarding: Viewer").click();
    await t.server.faults([{ match: { path: "policy:grant" }, status: 403, body: '{"message":"no such role"}' }]);
    await choose("Admin");
    await said("No such role.");
    await cell("customer-care in onboarding: Viewer").waitFor();
    assert.deepEqual(await t.server.roles("onboarding"), before);
  });

  it("can be read, not written, by members, who are told why", async () => {
    await t.signIn({ role: "member", at: "#/access?rooms=support&people=mia" });
    await t.page.getByRole("gridcell", { name: /^Mia Moreau in support: Operator/ }).click();
    const admin = t.page.getByRole("menuitemradio", { name: /^Admin/ });
    assert.equal(await admin.getAttribute("aria-disabled"), "true");
    await t.page.getByText("Only admins and those with the role room_manager can manage access").waitFor();
    await admin.click({ force: true });
    await t.page.keyboard.press("Escape");
    assert.equal(await t.page.getByRole("menu").count(), 0);
  });

  it("can be written by whoever administers the room", async () => {
    const key = `group/${await t.server.group("customer-care")}`;
    await t.signIn({ role: "member", at: "#/access?rooms=agents&kind=group&people=customer" });
    await cell("customer-care in agents-sandbox: no role").click();
    await choose("Guest");
    await said("customer-care is now in agents-sandbox: Guest.");
    assert.deepEqual((await t.server.roles("agents-sandbox"))[key], ["guest"]);
    await t.goTo("#/rooms/agents-sandbox");
    await button("Take roles of customer-care away").click();
    await said("customer-care has no role of their own in agents-sandbox any more.");
    assert.equal((await t.server.roles("agents-sandbox"))[key], undefined);
  });

  it("says which rooms one may not see, and which part could not be fetched", async () => {
    const id = (await t.server.room("support")).id;
    await t.server.faults([
      { match: { path: `/room/${id}/policy` }, status: 403, body: '{"message":"no"}' },
      { match: { path: "/service-accounts?" }, status: 400, body: '{"message":"not on mondays"}' },
    ]);
    await t.signIn({ at: "#/access?rooms=support&people=mia" });
    await cell("Mia Moreau in support: hidden from you").waitFor();
    await t.page.getByText("The service accounts are not shown.").waitFor();
  });
});

describe("a room", () => {
  it("lists who has which role, and gives roles to whoever is named", async () => {
    await t.signIn({ at: "#/rooms/support" });
    await row("customer-care").getByText("Operator").waitFor();
    await button("Give access").click();
    await t.page.getByLabel("Who", { exact: true }).fill("nobody at all");
    await inDialog("Give access").click();
    await alerted("Nobody is called that");
    await t.page.getByLabel("Who", { exact: true }).fill("Engineering");
    await inDialog("Give access").click();
    await alerted("Choose at least one role.");
    await t.page.getByRole("checkbox", { name: "Viewer" }).check();
    await inDialog("Give access").click();
    await said("engineering is now in support: Viewer.");
    await row("engineering").getByText("Viewer").waitFor();
    assert.deepEqual((await t.server.roles("support"))[`group/${await t.server.group("engineering")}`], ["viewer"]);

    await button("Give access").click();
    await t.page.getByLabel("Who", { exact: true }).fill("new.person@example.com");
    await t.page.getByRole("checkbox", { name: "Operator" }).check();
    await inDialog("Give access").click();
    await said("new.person@example.com is now in support: Operator.");
    await row("new.person@example.com").waitFor();
  });

  it("changes roles and takes them away, and gives them back when that was a mistake", async () => {
    const before = await t.server.roles("support");
    await t.signIn({ at: "#/rooms/support" });
    await button("Take roles of Tom Becker away").click();
    await row("Tom Becker").waitFor({ state: "detached" });
    assert.equal(Object.keys(await t.server.roles("support")).length, Object.keys(before).length - 1);
    await button("Undo").click();
    await row("Tom Becker").waitFor();
    assert.deepEqual(await t.server.roles("support"), before);
    await t.page.getByRole("link", { name: "Why Tom Becker has access" }).click();
    await heading("Tom Becker in support");
  });
});
