// What somebody does who has never seen the API, from the demo's link on; told by what the server holds afterwards.
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

it("a group, its role, why, a secret, last week's cost, a link and a task", async () => {
  await t.signIn();

  // A group with a member.
  await open("Groups");
  await button("Create group").click();
  await field("Name").fill("night-shift");
  await inDialog("Create group").click();
  await heading("night-shift");
  await button("Add to the group").first().click();
  await dialog().getByRole("combobox", { name: "Name or address" }).fill("priya@example.com");
  await inDialog("Add").click();
  await said("Priya Nair is in night-shift now.");
  const group = await t.server.group("night-shift");

  // Its role in a room.
  await open("Rooms");
  await open("support");
  await button("Give access").click();
  await dialog().getByRole("combobox", { name: "Who" }).fill("night-shift");
  await dialog()
    .getByRole("checkbox", { name: /^Operator/ })
    .check();
  await inDialog("Give access").click();
  await t.row("night-shift").waitFor();
  assert.ok((await t.server.roles("support"))[`group/${group}`].includes("operator"));

  // Why Priya has access.
  await open("Access");
  await t.page.getByRole("gridcell", { name: /^Priya Nair in support:/ }).click();
  await t.page.getByRole("menuitem", { name: "Why does Priya Nair have access?" }).click();
  await heading("Priya Nair in support");
  await t.page.getByRole("list", { name: "How it comes" }).filter({ hasText: "night-shift" }).waitFor();

  // A secret's next value.
  await open("Secrets");
  await button("Rotate github-token").click();
  await dialog().getByRole("textbox", { name: "New value" }).fill("its next value");
  await inDialog("Save the new value").click();
  await dialog().waitFor({ state: "detached" });
  await open("github-token");
  await button("Reveal the value of version 3").click();
  await t.page.getByText("its next value").waitFor();

  // What last week cost, and which model caused it.
  await open("Usage and cost");
  const summary = t.page.getByRole("region", { name: "Summary" });
  await summary.getByText(/^\$\d/).first().waitFor();
  assert.match(await summary.textContent(), /in the last 7 days.*claude-sonnet-4-5 caused \d+%/);

  // A file by a link.
  await open("Files");
  await open("support");
  await button("Share welcome.txt").click();
  await inDialog("Make a link").click();
  const link = await dialog().getByRole("textbox", { name: "Link" }).inputValue();
  assert.equal((await fetch(link)).status, 200);
  await inDialog("Done").click();

  // A task, by its example.
  await open("What runs");
  await open("Tasks");
  await button("Create task").first().click();
  await inDialog("Create task").click();
  await heading("morning report");
  assert.equal((await t.server.ask("scheduled-tasks?filter=morning%20report")).body.tasks.length, 1);
});
