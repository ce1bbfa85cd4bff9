// Members with the four rights of an older service: the admin page against the local server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage("--api", "grants");
const { alerted, button, field, inDialog, row, said } = t;

const member = async (email) =>
  (await t.server.ask("users?count=1000")).body.users.find((each) => each.email === email);

describe("members", () => {
  it("are searched and their rights changed", async () => {
    await t.signIn({ at: "#/members" });
    await t.page.getByRole("searchbox", { name: "Search members" }).fill("priya");
    await t.page.getByText("1–1 of 1").waitFor();
    await button("Change rights of Priya Nair").click();
    await t.page.getByRole("checkbox", { name: /^Developer/ }).check();
    await t.page.getByRole("checkbox", { name: /^Creates rooms/ }).check();
    await button("Save").click();
    await said("The rights of Priya Nair are saved.");
    const { is_admin, is_developer, can_create_rooms, can_use_llm_proxy } = await member("priya@example.com");
    assert.deepEqual([is_admin, is_developer, can_create_rooms, can_use_llm_proxy], [false, true, true, false]);
    await row("Priya Nair").getByText("Developer").waitFor();
  });

  it("are removed and added", async () => {
    const { id } = await member("zoe@example.com");
    await t.signIn({ at: "#/members" });
    await button("Remove Zoe Laurent").click();
    await button("Remove member").click();
    await said("Zoe Laurent is not a member any more.");
    assert.equal(await member("zoe@example.com"), undefined);

    await button("Add member").click();
    await inDialog("Add member").click();
    await alerted("Say who.");
    await field("User ID").fill("nobody");
    await inDialog("Add member").click();
    await alerted("cannot find");
    await field("User ID").fill(id);
    await inDialog("Add member").click();
    await said("is a member now.");
    assert.equal((await member("zoe@example.com")).id, id);
  });

  it("are managed by admins only", async () => {
    await t.signIn({ role: "developer", at: "#/members" });
    await button("Add member").click({ force: true });
    await said("Only admins can manage members; you are signed in as a developer.");
  });
});
