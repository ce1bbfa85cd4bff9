// Rooms in the admin page: what is asserted is what the server then holds.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, field, heading, row, said } = t;

describe("rooms", () => {
  it("are searched, and a stale reply never wins", async () => {
    await t.signIn();
    await row("agents-sandbox").waitFor();
    await t.server.faults([{ match: { path: "filter=o" }, pass: true, delay_ms: 1000 }]);
    const search = t.page.getByRole("searchbox", { name: "Search rooms" });
    const slow = t.page.waitForRequest(/filter=o$/);
    const ended = t.page.waitForEvent("requestfailed", (request) => request.url().endsWith("filter=o"));
    await search.fill("o");
    await slow;
    await search.fill("onb");
    await t.page.getByText("1–1 of 1").waitFor();
    assert.match((await ended).failure().errorText, /ABORTED/);
    assert.equal(await t.page.getByRole("row").count(), 2);
    assert.match(t.page.url(), /filter=onb/);
    await search.fill("nothing like it");
    await t.page.getByText("No room matches").waitFor();
  });

  it("come in pages", async () => {
    for (let n = 1; n <= 30; n++) await t.server.ask("rooms", { method: "POST", body: { name: `page-${n + 10}` } });
    await t.signIn();
    await t.page.getByText(/1–25 of \d+/).waitFor();
    await button("Next page").click();
    await t.page.getByText(/26–\d+ of \d+/).waitFor();
    await row("support").waitFor();
    await button("Previous page").click();
    await t.page.getByText(/1–25 of \d+/).waitFor();
  });

  it("are created with annotations and metadata", async () => {
    await t.signIn();
    await button("Create room").click();
    await field("Name").fill("Café Room");
    await button("Use “cafe-room”").click();
    await button("Add annotation").click();
    await field("annotation: name").fill("team");
    await field("annotation: text").fill("food");
    await field("Metadata").fill('{"seats": 12,');
    await dialog().getByRole("alert").filter({ hasText: "Line 1, column 14" }).waitFor();
    await field("Metadata").fill('{"seats": 12}');
    await dialog().getByRole("button", { name: "Create room" }).click();
    await said("The room “cafe-room” is ready.");
    const { id, ...room } = await t.server.room("cafe-room");
    assert.ok(id);
    assert.deepEqual(room, { name: "cafe-room", metadata: { seats: 12 }, annotations: { team: "food" } });
  });

  it("say when a name is taken or refused", async () => {
    await t.signIn();
    await button("Create room").click();
    const create = dialog().getByRole("button", { name: "Create room" });
    await field("Name").fill("support");
    await create.click();
    await alerted("It exists already");
    await t.page.getByLabel("If there is a room of this name, take it as it is").check();
    await create.click();
    await said("The room “support” is ready.");

    await button("Create room").click();
    await field("Name").fill("NOT a name");
    await create.click();
    await alerted("The server refused what was sent");
    await t.page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
  });

  it("are renamed, and keep the rest", async () => {
    const before = await t.server.room("sales-emea");
    await t.signIn();
    await t.page.getByRole("searchbox").fill("sales-emea");
    await button("Edit sales-emea").click();
    await field("Name").fill("sales-north");
    await button("Save").click();
    await said("“sales-emea” is now “sales-north”.");
    assert.deepEqual(await t.server.room("sales-north"), { ...before, name: "sales-north" });
    await row("sales-north").waitFor({ state: "detached" });
  });

  it("are deleted once their name is typed", async () => {
    await t.server.ask("rooms", { method: "POST", body: { name: "doomed" } });
    await t.signIn({ at: "#/rooms/doomed" });
    await button("Delete").click();
    await button("Delete room").click();
    await alerted("This is not the name");
    assert.equal((await t.server.ask("rooms/doomed")).status, 200);
    await field("Type the room's name to confirm").fill("doomed");
    await button("Delete room").click();
    await said("The room “doomed” is deleted.");
    assert.equal((await t.server.ask("rooms/doomed")).status, 404);
    await heading("Rooms");
  });

  it("show what it takes to join them", async () => {
    await t.signIn({ at: "#/rooms/support" });
    await button("Connect").click();
    assert.match(await field("Address").inputValue(), /^ws/);
    assert.equal((await field("Token").inputValue()).split(".").length, 3);
    const jwt = await field("Token").inputValue();
    const { exp, name } = JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));
    const facts = async (term) => dialog().locator(`dt:text-is("${term}") + dd`).textContent();
    assert.equal(await facts("Name"), name);
    assert.equal(await facts("Rooms"), "support");
    assert.match(await facts("May do"), /^Full/);
    assert.match(await facts("Expires"), /, in (1 hour|\d+ minutes)$/);
    assert.ok(exp * 1000 > Date.now());
    await button("Done").click();

    const { id } = await t.server.room("onboarding");
    await t.server.ask(`rooms/${id}`, { method: "PUT", body: { name: "onboarding", enabled: false } });
    await t.goTo("#/rooms/onboarding");
    await heading(/onboarding/);
    await button("Connect").click();
    await alerted("The room is disabled");
  });

  it("have addresses of their own, and the back button works", async () => {
    await t.signIn();
    await t.page.getByRole("link", { name: "agents-sandbox" }).click();
    await heading("agents-sandbox");
    assert.match(t.page.url(), /#\/rooms\/agents-sandbox$/);
    await t.page.goBack();
    await heading("Rooms");
    await t.page.goForward();
    await heading("agents-sandbox");
    await t.goTo("#/rooms/nowhere");
    await t.page.getByText("There is no room “nowhere”").waitFor();
  });

  it("show errors of the server with a way to try again", async () => {
    await t.server.faults([
      {
        match: { path: "/rooms?" },
        status: 503,
        times: 3,
        headers: { "retry-after-ms": "1" },
        body: '{"error":{"message":"the database is away"}}',
      },
    ]);
    await t.signIn();
    await alerted("The server failed");
    await t.page.getByText("The database is away.").first().waitFor();
    await button("Try again").click();
    await row("agents-sandbox").waitFor();
  });
});
