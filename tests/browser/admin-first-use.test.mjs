// What somebody does who has never seen the API: from the demo's link to access, files, a token and an OAuth client.
import assert from "node:assert/strict";
import { it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, dialog, field, heading, inDialog, said } = t;
const open = (name) => t.page.getByRole("link", { name, exact: true }).click();

it("the first five minutes need no explanation", async () => {
  await t.signIn();
  await heading("Rooms");

  // A role in a room, seen in the matrix.
  await open("Access");
  await t.page.getByRole("gridcell", { name: "Priya Nair in support: no role" }).click();
  await t.page.getByRole("menuitemradio", { name: /^Viewer/ }).click();
  await said("Priya Nair is now in support: Viewer.");
  const cell = t.page.getByRole("gridcell", { name: "Priya Nair in support: Viewer" });
  assert.equal(await cell.textContent(), "Viewer");
  assert.ok(Object.values(await t.server.roles("support")).some((roles) => roles.includes("viewer")));

  // A file in a room, shared by a link.
  await open("Files");
  await open("onboarding");
  const chooser = t.page.waitForEvent("filechooser");
  await button("Upload files").first().click();
  await (await chooser).setFiles({ name: "hello.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
  await t.row("hello.txt").waitFor();
  assert.deepEqual(await t.server.placeFile("rooms/onboarding/hello.txt"), Buffer.from("hello"));
  await button("Share hello.txt").click();
  await inDialog("Make a link").click();
  const link = await dialog().getByRole("textbox", { name: "Link" }).inputValue();
  assert.equal(await (await fetch(link)).text(), "hello");
  await inDialog("Done").click();

  // A task, by its example.
  await open("What runs");
  await open("Tasks");
  await button("Create task").first().click();
  await inDialog("Create task").click();
  await heading("morning report");
  const { body: tasks } = await t.server.ask("scheduled-tasks?filter=morning%20report");
  assert.equal(tasks.tasks.length, 1);

  // A token, which the server takes.
  await open("Tokens");
  await t.page.getByRole("combobox", { name: "Made by" }).selectOption("key");
  await field("API key").fill(t.server.api_key);
  await field("Participant's name").fill("robot");
  await t.page.getByLabel("Room", { exact: true }).fill("support");
  await button("Mint token").click();
  await t.page.getByText("The signature is right and the token is in force.").waitFor();
  const authorization = `Bearer ${await field("Token").inputValue()}`;
  const address = `${t.server.url}/accounts/projects/${t.server.project_id}/rooms/support`;
  assert.equal((await fetch(address, { headers: { authorization } })).status, 200);

  // An OAuth client.
  await open("OAuth clients");
  await button("Create client").first().click();
  await field("Name").fill("Dashboard");
  await field("Redirect addresses").fill("https://dashboard.example.com/callback");
  await inDialog("Create client").click();
  await dialog().getByText("The secret is shown only now.").waitFor();
  const clientId = await field("Client ID").inputValue();
  await inDialog("Done").click();
  const { body } = await t.server.ask(`oauth/clients/${clientId}`);
  assert.equal(body.metadata.name, "Dashboard");

  // All of it is in the log, as code.
  await button("Request log").click();
  const log = t.page.getByRole("region", { name: "Request log" });
  for (const call of ["policies.grant", "files.upload", "oauthClients.create"]) {
    await log.getByText(call, { exact: true }).waitFor();
  }
});
