// Secrets of people and of service accounts: the admin page against the local server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, field, heading, inDialog, row, said } = t;

/** Asks the server itself about the admin's own secrets. */
async function own(path) {
  const headers = { authorization: `Bearer ${t.server.user("admin").token}` };
  return (await fetch(`${t.server.url}/accounts/users/me/secrets${path}`, { headers })).json();
}
const ownSecret = async (name) => (await own("?page_size=100")).secrets.find((each) => each.name === name);
const text = ({ value_base64 }) => Buffer.from(value_base64, "base64").toString();
const ownValue = async (name) => text(await own(`/${(await ownSecret(name)).id}?include_value=true`));
const account = async (name) => (await t.server.ask(`service-accounts/by-name/${name}`)).body.id;
const ofCi = async (path) => (await t.server.ask(`service-accounts/${await account("ci")}/secrets${path}`)).body;
const secretOfCi = async (name) => (await ofCi("")).secrets.find((each) => each.name === name);

async function open(name) {
  await t.page.getByRole("link", { name, exact: true }).click();
  await heading(name);
}

describe("one's own secrets", () => {
  it("are created with a value and rotated; the log never has one", async () => {
    await t.signIn({ at: "#/secrets" });
    await row("github-token").waitFor();
    await button("Create secret").click();
    await inDialog("Create secret").click();
    await alerted("A secret needs a name.");
    await field("Name").fill("mail-password");
    await field("Value").fill("first value");
    await inDialog("Create secret").click();
    await heading("mail-password");
    assert.equal(await ownValue("mail-password"), "first value");

    await button("Rotate").click();
    await inDialog("Save the new value").click();
    await alerted("Type the new value");
    await inDialog("Make one up").click();
    const made = await field("New value").inputValue();
    assert.match(made, /^[\w-]{43}$/);
    await inDialog("Save the new value").click();
    await said("Version 2 of “mail-password” is in use.");
    assert.equal(await ownValue("mail-password"), made);

    await button("Rotate").click();
    await field("New value").fill("only kept");
    await t.page.getByRole("checkbox", { name: /^Use it from now on/ }).uncheck();
    await inDialog("Save the new value").click();
    await said("Version 3 is kept.");
    assert.equal(await ownValue("mail-password"), made);

    await button("Request log").click();
    const log = t.page.getByRole("region", { name: "Request log" });
    await log.getByText("userSecrets.createVersion").first().click();
    await log.getByText("value: bytes").first().waitFor();
    const page = await t.page.content();
    for (const value of ["first value", made, "only kept", Buffer.from(made).toString("base64")]) {
      assert.ok(!page.includes(value), "the page has a value");
    }
  });

  it("are revealed one version at a time, and hidden again", async () => {
    await t.signIn({ at: "#/secrets" });
    await open("github-token");
    await t.page.clock.install();
    await button("Reveal the value of version 1").click();
    await t.page.getByText("an example of a token").waitFor();
    assert.ok(!(await t.page.content()).includes("its example of a successor"));
    await t.page.clock.runFor(29_000);
    await t.page.getByText("Hidden again in 1 s").waitFor();
    await t.page.clock.runFor(1_000);
    await button("Reveal the value of version 1").waitFor();
    await button("Request log").click();
    await t.page.clock.runFor(1_000);
    await t.page.getByText("userSecrets.accessVersion").first().click();
    assert.ok(!(await t.page.content()).includes("an example of a token"), "nothing keeps the value");

    await button("Close the log").click();
    await button("Reveal the value of version 2").click();
    await t.page.getByText("its example of a successor").waitFor();
    await button("Hide the value of version 2").click();
    assert.ok(!(await t.page.content()).includes("its example of a successor"));
  });

  it("get the value of an old version again, and lose versions", async () => {
    await t.signIn({ at: "#/secrets" });
    await open("github-token");
    await button("Use version 1 again").click();
    await said("Version 3 is in use, with the value of version 1.");
    assert.equal(await ownValue("github-token"), "an example of a token");
    await button("Delete version 3").click();
    await dialog().getByText("This is the version in use").waitFor();
    await inDialog("Delete version").click();
    await said("Version 3 is deleted.");
    const { id } = await ownSecret("github-token");
    assert.deepEqual(
      (await own(`/${id}/versions`)).versions.map(({ version }) => version),
      [1, 2],
    );
  });

  it("are used by service accounts through the proxy", async () => {
    const users = async () => {
      const { id } = await ownSecret("search-api-key");
      return (await own(`/${id}/access`)).access_grants.map(({ subject }) => subject.name);
    };
    await t.signIn({ at: "#/secrets" });
    await open("search-api-key");
    await button("Reveal the value of version 1").click({ force: true });
    await said("Only the proxy uses this value");
    await button("Take search-api-key from exporter").click();
    await said("exporter can no longer use search-api-key.");
    await t.page.getByText("Only you.").waitFor();
    assert.deepEqual(await users(), []);
    await button("Undo").click();
    await button("Take search-api-key from exporter").waitFor();
    await button("Let somebody use it").click();
    await t.page.getByLabel("Name or address").fill("ci");
    await inDialog("Let them use it").click();
    await said("ci may use search-api-key now.");
    assert.deepEqual((await users()).toSorted(), ["ci", "exporter"]);
  });

  it("are renamed and deleted", async () => {
    await t.signIn({ at: "#/secrets" });
    await button("Edit search-api-key").click();
    await field("Name").fill("search-key");
    await button("Save").click();
    await said("“search-key” is saved.");
    assert.ok(await ownSecret("search-key"));
    await button("Delete search-key").click();
    await field("Type the secret's name to confirm").fill("search-key");
    await inDialog("Delete secret").click();
    await said("The secret “search-key” is deleted.");
    assert.equal(await ownSecret("search-key"), undefined);
  });
});

describe("secrets of service accounts", () => {
  it("are listed by account, rotated and given to others", async () => {
    await t.signIn({ at: "#/secrets" });
    await t.page.getByRole("combobox", { name: "Whose secrets" }).selectOption("ci");
    await row("npm-token").waitFor();
    await button("Rotate npm-token").click();
    await field("New value").fill("fourth");
    await inDialog("Save the new value").click();
    await said("Version 4 of “npm-token” is in use.");
    const { id } = await secretOfCi("npm-token");
    assert.equal(text(await ofCi(`/${id}?include_value=true`)), "fourth");

    await open("npm-token");
    await button("Reveal the value of version 4").click();
    await t.page.getByText("fourth", { exact: true }).waitFor();
    await button("Let somebody use it").click();
    await t.page.getByRole("combobox", { name: "Who" }).selectOption("group");
    await t.page.getByLabel("Name or address").fill("engineering");
    await inDialog("Let them use it").click();
    await said("engineering may use npm-token now.");
    const { body } = await t.server.ask(`iam/secret/${id}/policy`);
    assert.deepEqual(
      body.access_grants.map(({ subject, direct_roles }) => [subject.name, direct_roles]),
      [["engineering", ["secret_accessor"]]],
    );
  });

  it("are not for everybody", async () => {
    await t.signIn({ role: "member", at: "#/secrets/ci" });
    await alerted("You may not do this");
  });
});
