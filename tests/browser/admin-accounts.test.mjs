// Service accounts, their API keys and pull secrets: the admin page against the local server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, field, heading, inDialog, row, said } = t;

const account = async (name) => (await t.server.ask(`service-accounts/by-name/${name}`)).body;
const keysOf = async (name) => {
  const { body } = await t.server.ask(`service-accounts/${(await account(name)).id}/api-keys`);
  return body.keys.map(({ name }) => name);
};
const withKey = (key) => fetch(`${t.server.url}/accounts/whoami`, { headers: { authorization: `Bearer ${key}` } });

describe("service accounts", () => {
  it("are created, changed and deleted", async () => {
    await t.signIn({ at: "#/accounts" });
    await row("Continuous integration").waitFor();
    await button("Create service account").click();
    await inDialog("Create service account").click();
    await alerted("A service account needs a name.");
    await field("Name").fill("deployer");
    await field("Display name").fill("Deployer");
    await field("What it is for").fill("Puts releases out");
    await inDialog("Create service account").click();
    await heading("Deployer");
    const { display_name, description } = await account("deployer");
    assert.deepEqual([display_name, description], ["Deployer", "Puts releases out"]);

    await button("Edit").click();
    await field("What it is for").fill("Puts out releases");
    await button("Save").click();
    await said("“deployer” is saved.");
    await t.page.getByText("Puts out releases").waitFor();
    assert.equal((await account("deployer")).description, "Puts out releases");

    await button("Delete").click();
    await inDialog("Delete service account").click();
    await alerted("This is not the name");
    await field("Type the account's name to confirm").fill("deployer");
    await inDialog("Delete service account").click();
    await heading("Service accounts");
    assert.equal((await t.server.ask("service-accounts/by-name/deployer")).status, 404);
  });

  it("get API keys that are shown once, and lose them", async () => {
    await t.signIn({ at: "#/accounts/ci" });
    await row("github-actions").getByText("1 hour ago").waitFor();
    await button("Create API key").click();
    await inDialog("Create API key").click();
    await alerted("A key needs a name.");
    await field("Name").fill("deploys");
    await inDialog("Create API key").click();
    await dialog().getByText("The key is shown only now.").waitFor();
    const key = await field("API key").inputValue();
    const whoami = await withKey(key);
    assert.equal((await whoami.json()).service_account.name, "ci", "the server takes the key");
    await t.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await button("Copy the API key").click();
    assert.equal(await t.page.evaluate(() => navigator.clipboard.readText()), key);
    await inDialog("Done").click();
    await row("deploys").waitFor();
    assert.ok((await keysOf("ci")).includes("deploys"));
    await button("Request log").click();
    assert.ok(!(await t.page.content()).includes(key), "neither the view nor the log has the key");

    await button("Revoke deploys").click();
    await inDialog("Revoke key").click();
    await said("The key “deploys” is revoked.");
    assert.ok(!(await keysOf("ci")).includes("deploys"));
    assert.equal((await withKey(key)).status, 401);
  });

  it("pull images with secrets of theirs", async () => {
    const { id } = await account("ci");
    const pulls = async () =>
      (await t.server.ask(`service-accounts/${id}/pull-secrets`)).body.secrets.map(({ name }) => name);
    await t.signIn({ at: "#/accounts/ci" });
    await button("Do not pull with image-pull").click();
    await said("Images are not pulled with “image-pull” any more.");
    assert.deepEqual(await pulls(), []);
    await button("Undo").click();
    await button("Do not pull with image-pull").waitFor();
    assert.deepEqual(await pulls(), ["image-pull"]);
    await button("Add a pull secret").click();
    await t.page.getByRole("combobox", { name: "Secret" }).selectOption({ label: "npm-token" });
    await inDialog("Add").click();
    await button("Do not pull with npm-token").waitFor();
    assert.deepEqual((await pulls()).toSorted(), ["image-pull", "npm-token"]);
  });

  it("are managed by those who may", async () => {
    await t.signIn({ role: "developer", at: "#/accounts" });
    await button("Create service account").click({ force: true });
    await said("Only admins and those with the role service_account_manager can manage service accounts");
  });
});
