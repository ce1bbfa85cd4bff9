// The admin page in Chromium against the local server: what is asserted is what the server then holds.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, field, heading, row, said } = t;

describe("signing in", () => {
  async function fillIn({ url = t.server.url, project = t.server.project_id, token }) {
    await t.page.goto(t.site.url);
    await field("Server address").fill(url);
    await field("Project ID").fill(project);
    await t.page.getByLabel("Token", { exact: true }).fill(token);
    await button("Sign in").click();
  }

  it("takes a server, a project and a token, for this tab only", async () => {
    const { token } = t.server.user("admin");
    await fillIn({ token });
    await heading("Rooms");
    assert.equal(await t.page.evaluate(() => localStorage.length), 0);
    assert.ok(!t.page.url().includes(token));
    await t.page.reload();
    await heading("Rooms");

    await button("Sign out").click();
    await heading("Sign in to a project");
    assert.equal(await field("Project ID").inputValue(), t.server.project_id);
    assert.equal(await t.page.getByLabel("Token", { exact: true }).inputValue(), "");
    assert.ok(!(await t.page.evaluate(() => JSON.stringify(sessionStorage))).includes(token));
  });

  it("says in words what went wrong", async () => {
    await fillIn({ token: "wrong" });
    await alerted("The server does not accept this token");
    await fillIn({ token: t.server.user("admin").token, project: "another" });
    await alerted("cannot find");
    await fillIn({ token: "any", url: "http://127.0.0.1:9" });
    await alerted("The server cannot be reached");
    await fillIn({ token: "any", url: "nonsense" });
    await t.page.getByRole("alert").filter({ hasText: /\w/ }).first().waitFor();
  });

  it("takes a link, which leaves the address at once", async () => {
    await t.signIn();
    await heading("Rooms");
    assert.equal(new URL(t.page.url()).hash, "#/rooms");
    await t.page.goBack().catch(() => {});
    assert.ok(!t.page.url().includes("token"));
  });

  it("goes on where the address points once signed in", async () => {
    await t.page.goto(`${t.site.url}#/rooms/onboarding`);
    await field("Server address").fill(t.server.url);
    await field("Project ID").fill(t.server.project_id);
    await t.page.getByLabel("Token", { exact: true }).fill(t.server.user("admin").token);
    await t.page.keyboard.press("Enter");
    await heading("onboarding");
  });

  it("comes back when the token stops working", async () => {
    await t.signIn({ at: "#/rooms/support" });
    await heading("support");
    await t.server.faults([{ match: { path: "/rooms/onboarding" }, status: 401, times: null }]);
    await t.goTo("#/rooms/onboarding");
    await alerted("The server does not accept this token");
    await button("Sign in").waitFor();
  });
});

describe("rooms", () => {
  it("are searched, and a stale reply never wins", async () => {
    await t.signIn();
    await row("agents-sandbox").waitFor();
    await t.server.faults([{ match: { path: "filter=o" }, pass: true, delay_ms: 1000 }]);
    const search = t.page.getByRole("searchbox", { name: "Search rooms" });
    const slow = t.page.waitForRequest(/filter=o$/);
    await search.fill("o");
    await slow;
    await search.fill("onb");
    await t.page.getByText("1–1 of 1").waitFor();
    await t.page.waitForTimeout(1200);
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

describe("the page", () => {
  for (const [name, options] of Object.entries({
    narrow: { viewport: { width: 400, height: 800 } },
    dark: { colorScheme: "dark" },
  })) {
    it(`works ${name}`, async () => {
      await t.open(options);
      await t.signIn({ at: "#/rooms/support" });
      await button("Change access of Ada Adams").click();
      const overflow = await t.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(overflow <= 0, "nothing sticks out at the side");
      await button("Cancel").click();
    });
  }

  it("is used by keyboard alone", async () => {
    await t.signIn();
    await row("agents-sandbox").waitFor();
    await button("Create room").focus();
    await t.page.keyboard.press("Enter");
    await t.page.keyboard.type("by-keyboard");
    await t.page.keyboard.press("Enter");
    await said("The room “by-keyboard” is ready.");
    assert.equal(await t.page.evaluate(() => document.activeElement.textContent), "Create room", "the focus is back");
    assert.equal((await t.server.ask("rooms/by-keyboard")).status, 200);
  });

  it("shows each request with the code that makes it", async () => {
    await t.signIn({ at: "#/rooms/support" });
    await button("Request log").click();
    const log = t.page.getByRole("region", { name: "Request log" });
    await log.getByText("rooms.get", { exact: true }).click();
    await log.getByText('await project.rooms.get("support");').waitFor();
  });
});
