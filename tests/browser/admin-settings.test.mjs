// Settings documents: the admin page against the local server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, field, inDialog, said } = t;

const document = async (name) => {
  const { status, body } = await t.server.ask(`settings/${name}`);
  return status === 404 ? undefined : body;
};
const write = (name, body) => t.server.ask(`settings/${name}`, { method: "PUT", body });

describe("a settings document", () => {
  it("is changed with its changes in sight, and the change undone", async () => {
    await write("otel", { endpoint: "https://otel.example.com" });
    await t.signIn({ at: "#/settings/otel" });
    const area = field("The document");
    await area.fill('{ "endpoint": "https://other.example.com", "signals": ["traces"] ');
    await alerted("Here must be a comma or “}”");
    await area.fill('{ "endpoint": "https://other.example.com", "signals": ["traces"] }');
    await button("Review and save").click();
    await dialog().getByText("4 lines added, 1 line removed").waitFor();
    assert.deepEqual(await dialog().locator("del").allTextContents(), ['  "endpoint": "https://otel.example.com"']);
    await inDialog("Save").click();
    await said("“OpenTelemetry” is saved.");
    assert.deepEqual(await document("otel"), { endpoint: "https://other.example.com", signals: ["traces"] });
    await button("Undo").last().click();
    await t.page.waitForFunction(() => document.querySelector("textarea")?.value.includes("otel.example.com"));
    assert.deepEqual(await document("otel"), { endpoint: "https://otel.example.com" });
  });

  it("can be edited back and forth", async () => {
    await write("room", {});
    await t.signIn({ at: "#/settings/room" });
    const area = field("The document");
    await area.fill("");
    await area.pressSequentially('{"a": 1');
    await area.press("Control+z");
    await area.press("Control+z");
    assert.equal(await area.inputValue(), "");
    await button("Redo").click();
    await button("Redo").click();
    assert.equal(await area.inputValue(), '{"a": 1');
    await area.pressSequentially("}");
    await button("Format").click();
    assert.equal(await area.inputValue(), '{\n  "a": 1\n}');
    await area.press("Control+z");
    assert.equal(await area.inputValue(), '{"a": 1}');
    assert.deepEqual(await document("room"), {}, "nothing is saved by itself");

    // What is not saved is still there after a look at something else.
    await t.page.getByRole("link", { name: "Grok" }).click();
    await t.page.getByRole("heading", { name: "Grok" }).waitFor();
    await t.page.getByRole("link", { name: "Rooms not saved" }).click();
    await t.page.getByRole("heading", { name: "Rooms", level: 2 }).waitFor();
    assert.deepEqual(JSON.parse(await area.inputValue()), { a: 1 });
    await button("Discard changes").click();
    assert.equal(await area.inputValue(), "{}");
  });

  it("is started from an example and goes back to the defaults", async () => {
    await t.signIn({ at: "#/settings/room_roles" });
    await button("Start from an example").click();
    await button("Review and save").click();
    await inDialog("Save").click();
    await said("“Room roles” is saved.");
    assert.deepEqual(Object.keys(await document("room-roles")), ["guest"]);
    await button("Back to the defaults").click();
    await inDialog("Delete the document").click();
    await said("“Room roles” is back to the defaults.");
    assert.equal(await document("room-roles"), undefined);
  });

  it("is compared with what somebody else has made of it, and refused in words", async () => {
    await t.signIn({ at: "#/settings/router" });
    const area = field("The document");
    await area.fill('{ "allowedModels": [], "rule": [] }');
    await write("router", { allowedModels: [], rules: [] });
    await button("Review and save").click();
    await dialog().getByText("Somebody has changed the document since you opened it.").waitFor();
    await inDialog("Save").click();
    await alerted("The server refused what was sent");
    assert.deepEqual(await document("router"), { allowedModels: [], rules: [] });
  });

  it("is changed by admins only", async () => {
    await t.signIn({ role: "developer", at: "#/settings/otel" });
    await button("Review and save").click({ force: true });
    await said("Only admins can change settings");
  });
});
