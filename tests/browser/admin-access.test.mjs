// Who may do what on an older service: the admin page against the local server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage("--api", "grants");
const { alerted, button, dialog, field, heading, inDialog, pick, row, said } = t;

describe("access", () => {
  const give = () => inDialog("Give access");

  it("is given by e-mail address, with a preset", async () => {
    await t.signIn({ at: "#/rooms/research-lab" });
    await button("Give access").click();
    await t.page.getByLabel("E-mail address or user ID").fill("new.person@example.com");
    await pick("Read-only storage");
    await give().click();
    await said("new.person@example.com has access to research-lab.");
    const grants = Object.values(await t.server.grants("research-lab"));
    assert.ok(
      grants.some((scope) => JSON.stringify(scope) === '{"storage":{"paths":[{"path":"/data/","read_only":true}]}}'),
    );
  });

  it("is given to those the project knows by their id", async () => {
    const { id } = t.server.user("admin");
    await t.signIn({ at: "#/rooms/research-lab" });
    await button("Give access").click();
    await t.page.getByLabel("E-mail address or user ID").fill("ada@example.com");
    await t.page.getByText("Ada Adams is known to the project.").waitFor();
    await pick("Full");
    await give().click();
    await said("Ada Adams has access to research-lab.");
    assert.equal(Object.keys((await t.server.grants("research-lab"))[id]).length, 15);
    await row("Ada Adams").getByText("Full").waitFor();

    await button("Give access").click();
    await t.page.getByLabel("E-mail address or user ID").fill(id);
    await give().click();
    await alerted("It exists already");
    await t.page.getByLabel("E-mail address or user ID").fill("nobody-of-this-id");
    await give().click();
    await alerted("cannot find");
  });

  it("to files is given folder by folder", async () => {
    const { id } = t.server.user("member");
    await t.signIn({ at: "#/rooms/planning-2027" });
    await button("Give access").click();
    await t.page.getByLabel("E-mail address or user ID").fill("mia@example.com");
    await pick("Read-only storage");
    const folders = field("Folders they may read");
    await folders.fill("");
    await give().click();
    await alerted("Name at least one folder.");
    await folders.fill("/data\n/reports/");
    await dialog().getByText("also covers").waitFor();
    await folders.fill("/data/\n/reports/");
    assert.deepEqual(JSON.parse(await field("As JSON").inputValue()).storage.paths, [
      { path: "/data/", read_only: true },
      { path: "/reports/", read_only: true },
    ]);
    await give().click();
    await said("Mia Moreau has access to planning-2027.");
    const paths = ["/data/", "/reports/"].map((path) => ({ path, read_only: true }));
    assert.deepEqual((await t.server.grants("planning-2027"))[id], { storage: { paths } });
    await row("Mia Moreau").getByText("Reads /data/, /reports/").waitFor();
    await button("Undo").click();
    await row("Mia Moreau").waitFor({ state: "detached" });
    assert.equal((await t.server.grants("planning-2027"))[id], undefined);
  });

  it("is changed as JSON, with errors at their place", async () => {
    const { id } = t.server.user("member");
    await t.signIn({ at: "#/rooms/support" });
    await button("Change access of Mia Moreau").click();
    const json = field("As JSON");
    await json.fill('{\n  "messaging": {},\n  "storage": { "paths": [{ "path": "/a", "read_only": "yes" }] }\n}');
    await dialog()
      .getByRole("alert")
      .filter({ hasText: /Line 3.*read_only: expected a boolean/ })
      .waitFor();
    const before = await t.server.grants("support");
    await button("Save").click();
    assert.deepEqual(await t.server.grants("support"), before);
    await json.fill('{ "messaging": {}, "sqlite": { "new": true } }');
    await button("Save").click();
    await said("is saved");
    assert.deepEqual((await t.server.grants("support"))[id], { messaging: {}, sqlite: { new: true } });
  });

  it("is changed section by section, in step with the JSON", async () => {
    const { id } = t.server.user("member");
    await t.server.ask("room-grants/unused", {
      method: "PUT",
      body: { room_id: (await t.server.room("support")).id, user_id: id, permissions: { messaging: {} } },
    });
    await t.signIn({ at: "#/rooms/support" });
    await button("Change access of Mia Moreau").click();
    const surfaces = dialog().getByRole("group", { name: "Surfaces" });
    await surfaces.getByRole("checkbox", { name: "Queues" }).check();
    await surfaces.getByText("Queues of messages").click();
    await surfaces.getByRole("combobox", { name: "Send to" }).selectOption("only");
    await surfaces.getByRole("textbox", { name: "Send to, one a line" }).fill("jobs\nmail");
    await surfaces.getByRole("checkbox", { name: "List the queues" }).uncheck();
    assert.deepEqual(JSON.parse(await field("As JSON").inputValue()), {
      messaging: {},
      queues: { send: ["jobs", "mail"], list: false },
    });
    await field("As JSON").fill('{ "queues": {} }');
    await surfaces.getByRole("checkbox", { name: "Messaging" }).and(t.page.locator(":not(:checked)")).waitFor();
    await button("Save").click();
    await said("is saved");
    assert.deepEqual((await t.server.grants("support"))[id], { queues: {} });
  });

  it("is explained by the package's own checks", async () => {
    await t.signIn({ at: "#/rooms/support" });
    await button("Change access of sam.carter@partner.example").click();
    await dialog().getByText("What can they do?").click();
    await t.page.getByRole("combobox", { name: "Action" }).selectOption("storage.write");
    await field("path").fill("/shared/plan.txt");
    await t.page.getByText("No, not allowed").waitFor();
    await t.page.getByRole("combobox", { name: "Action" }).selectOption("storage.read");
    await t.page.getByText("Yes, allowed").waitFor();
    // All answers at once: here nothing but sending to all, seeing who is there, and reading that one path.
    await dialog().getByText('can(scope, "storage.read", { path: "/shared/plan.txt" })').waitFor();
    const allowed = dialog().getByRole("button", { name: /: yes$/ });
    assert.deepEqual(await allowed.allTextContents(), ["broadcast", "list", "read"]);
    await inDialog("storage.write: no").click();
    await t.page.getByText("No, not allowed").waitFor();
  });

  it("is taken away, and given back when that was a mistake", async () => {
    const before = await t.server.grants("support");
    await t.signIn({ at: "#/rooms/support" });
    await button("Take access of Tom Becker away").click();
    await said("Tom Becker has no access to support any more.");
    await row("Tom Becker").waitFor({ state: "detached" });
    assert.equal(Object.keys(await t.server.grants("support")).length, Object.keys(before).length - 1);
    await button("Undo").click();
    await row("Tom Becker").waitFor();
    assert.deepEqual(await t.server.grants("support"), before);
  });

  it("cannot be managed by members, who are told why", async () => {
    await t.signIn({ role: "member", at: "#/rooms/support" });
    await heading("support");
    for (const name of ["Give access", "Edit", "Delete"]) {
      assert.equal(await button(name).getAttribute("aria-disabled"), "true");
    }
    await button("Give access").click({ force: true });
    await said("Only admins and developers can manage access; you are signed in as a member.");
    assert.equal(await dialog().count(), 0);
  });
});
