// OAuth clients, tokens and the request log: the admin page against the local server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, field, heading, inDialog, row, said } = t;

describe("OAuth clients", () => {
  const clients = async () => (await t.server.ask("oauth/clients")).body.clients;

  it("are created with a secret that is shown once, changed and deleted", async () => {
    await t.signIn({ at: "#/clients" });
    await button("Create client").first().click();
    await field("Name").fill("My app");
    await inDialog("Create client").click();
    await alerted("needs an address");
    await field("Redirect addresses").fill("https://app.example.com/callback\nhttps://app.example.com/other");
    await inDialog("Create client").click();
    await t.page.getByText("The secret is shown only now.").waitFor();
    const secret = await field("Client secret").inputValue();
    assert.ok(secret.length > 20);
    const [{ client_id, metadata, redirect_uris, client_secret }] = await clients();
    assert.equal(await field("Client ID").inputValue(), client_id);
    assert.equal(client_secret, undefined);
    assert.deepEqual(metadata, { name: "My app" });
    assert.equal(redirect_uris.length, 2);
    await button("Done").click();
    assert.ok(!(await t.page.content()).includes(secret));

    await button("Edit My app").click();
    await field("Scopes").fill("openid");
    await t.page.getByRole("checkbox", { name: "client_credentials" }).check();
    await button("Save").click();
    await said("is saved");
    const [changed] = await clients();
    assert.equal(changed.scope, "openid");
    assert.deepEqual(changed.grant_types, ["authorization_code", "refresh_token", "client_credentials"]);

    await button("Delete My app").click();
    await button("Delete client").click();
    await said("is deleted");
    await t.page.getByText("No OAuth clients yet").waitFor();
    assert.deepEqual(await clients(), []);
  });
});

describe("tokens", () => {
  it("are minted, inspected and verified", async () => {
    await t.signIn({ at: "#/tokens" });
    await t.page.getByRole("combobox", { name: "Made by" }).selectOption("key");
    await t.page.getByText("API keys belong on servers.").waitFor();
    await field("API key").fill("ma-nonsense");
    await field("Participant's name").fill("Änn");
    await t.page.getByLabel("Room", { exact: true }).fill("support");
    await button("Mint token").click();
    await alerted("API key");
    await field("API key").fill(t.server.api_key);
    await button("Mint token").click();
    await t.page.getByText("The signature is right and the token is in force.").waitFor();
    const jwt = await field("Token").inputValue();
    const joined = await fetch(`${t.server.url}/accounts/projects/${t.server.project_id}/rooms/support`, {
      headers: { authorization: `Bearer ${jwt}` },
    });
    assert.equal(joined.status, 200, "the server takes the token");
    const payload = JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));
    assert.equal(payload.name, "Änn");
    assert.equal(payload.sub, t.server.project_id);

    await t.page.getByText("The code for your server").click();
    await t.page.getByText('token.addRoomGrant("support");').waitFor();
    await t.page.getByText("in 1 hour").waitFor();
    await t.page.getByText("What can they do?").last().click();
    await t.page.getByText("Yes, allowed").last().waitFor();

    await field("Secret or API key").fill("another secret");
    await t.page.getByText("Not valid: bad signature.").waitFor();
    await field("Secret or API key").fill("");
    await t.page.getByText("Not verified").waitFor();
    await field("Token").fill("not a token");
    await alerted("three parts");
    assert.ok(!(await t.page.evaluate(() => JSON.stringify(sessionStorage))).includes(t.server.api_key));
  });

  it("are made by the service, which is asked whether they are valid", async () => {
    await t.signIn({ at: "#/tokens" });
    await field("Participant's name").fill("ann");
    await button("Mint token").click();
    await alerted("This is needed.");
    await t.page.getByLabel("Room", { exact: true }).fill("support");
    await button("Mint token").click();
    await t.page.getByText("The token is minted.").waitFor();
    const jwt = await field("Token").inputValue();
    const payload = JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));
    assert.equal(payload.name, "ann");
    assert.deepEqual(payload.grants.find(({ name }) => name === "room").scope, "support");
    await t.page.getByText("The code for your server").click();
    await t.page.getByText("await project.participantTokens.mint({").waitFor();
    await button("Ask the service").click();
    await t.page.getByText("The service takes the token.").waitFor();

    await field("Token").fill(`${jwt.slice(0, -4)}AAAA`);
    await button("Ask the service").click();
    await t.page.getByText("The service does not take the token.").waitFor();
    await button("Request log").click();
    await t.page.getByText("participantTokens.validate").first().click();
    await t.page.getByText('participantTokens.validate({ token: "…" })').first().waitFor();
  });
});

describe("the request log", () => {
  it("shows every attempt, and the code of the call", async () => {
    await t.signIn({ at: "#/members" });
    await heading("Members");
    await t.server.faults([{ match: { path: "/rooms?" }, status: 503, headers: { "retry-after-ms": "1" } }]);
    await t.goTo("#/rooms?filter=sup");
    await row("support").waitFor();
    await button("Request log").click();
    const log = t.page.getByRole("region", { name: "Request log" });
    const call = log.getByRole("group").filter({ hasText: "rooms.list" });
    await call.getByText("2 attempts").click();
    await call.getByText('await project.rooms.list({ page_size: 25, filter: "sup" });').waitFor();
    assert.equal(await call.getByRole("listitem").count(), 2);
    await call.getByRole("listitem").filter({ hasText: "503" }).waitFor();
    assert.ok(!(await log.textContent()).includes(t.server.user("admin").token));

    await t.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await call.getByRole("button", { name: "Copy the code" }).click();
    assert.match(await t.page.evaluate(() => navigator.clipboard.readText()), /^await project\.rooms\.list/);
    await button("Copy the set-up code").click();
    const setUp = await t.page.evaluate(() => navigator.clipboard.readText());
    assert.ok(
      setUp.includes(`new Meshagent({ baseUrl: "${t.server.url}", token, projectId: "${t.server.project_id}" })`),
    );
    assert.ok(!setUp.includes(t.server.user("admin").token));
    await button("Clear the log").click();
    await log.getByText("No requests yet").waitFor();
    await button("Close the log").click();
    await log.waitFor({ state: "hidden" });
  });
});
