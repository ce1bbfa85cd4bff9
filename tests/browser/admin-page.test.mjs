// Signing in to the admin page, who one is there, and what holds for all of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, field, heading } = t;

async function fillIn({ url = t.server.url, project = t.server.project_id, token }) {
  await t.page.goto(t.site.url);
  await field("Server address").fill(url);
  await field("Project ID").fill(project);
  await t.page.getByLabel("Token", { exact: true }).fill(token);
  await button("Sign in").click();
}

describe("signing in", () => {
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

describe("who one is", () => {
  it("is told, with what one may do and why not", async () => {
    await t.signIn({ role: "member" });
    await t.page.getByRole("button", { name: /^Access token/ }).click();
    assert.match(await dialog().textContent(), /Rolemember/);
    const deed = (text) => dialog().getByRole("listitem").filter({ hasText: text });
    assert.match(await deed("Upload files").textContent(), /No: .*Only admins and developers can upload files/);
    assert.match(await deed("Create rooms").textContent(), /No: .*those with the role room_creator can create rooms/);

    await t.signIn({ role: "developer" });
    await t.page.reload();
    await t.page.getByRole("button", { name: /^Access token/ }).click();
    assert.equal(await deed("Upload files").textContent(), "Yes: Upload files");
    assert.match(await deed("Add and remove members").textContent(), /No: .*Only admins can manage members/);
  });

  it("can be an API key, with which tokens are minted", async () => {
    await fillIn({ token: t.server.api_key });
    await heading("Rooms");
    await t.page.getByRole("button", { name: /^API key/ }).click();
    assert.match(await dialog().textContent(), /Signed in withAPI key/);
    assert.ok(!(await t.page.content()).includes(t.server.api_key));
    await button("Done").click();
    await t.goTo("#/tokens");
    await t.page.getByRole("combobox", { name: "Made by" }).selectOption("key");
    await button("Use the key you signed in with").click();
    await field("Participant's name").fill("ann");
    await t.page.getByLabel("Room", { exact: true }).fill("support");
    await button("Mint token").click();
    await t.page.getByText("The signature is right").waitFor();
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
      await button("Change roles of Ada Adams").click();
      const overflow = await t.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(overflow <= 0, "nothing sticks out at the side");
      await button("Cancel").click();
    });
  }

  it("carries its own policy, which lets nothing run but the page and WebAssembly", async () => {
    const html = await (await fetch(t.site.url)).text();
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)[1].replaceAll("&#39;", "'");
    assert.match(policy, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!'wasm-unsafe-eval')/);
  });
});
