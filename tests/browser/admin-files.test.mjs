// The files of rooms and agents in the admin page: what is asserted is what the server then holds, and what the browser
// then has.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { adminPage, filesOf } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, heading, inDialog, row, said } = t;
const { choose, dragged, file } = filesOf(t);
const placed = (path) => t.server.placeFile(path);
const bytes = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => index * 7));
const text = (body) => Buffer.from(body);

describe("a folder", () => {
  it("takes several files and gives them back byte for byte", async () => {
    await t.signIn({ at: "#/files/room/sales-emea" });
    await t.page.getByText("Nothing here yet").waitFor();
    await choose(file("q3 plän.bin", bytes), file("b.txt", text("b")), file("empty.txt", text("")));
    await row("q3 plän.bin").getByText("300 kB").waitFor();
    await row("empty.txt").getByText("0 bytes").waitFor();
    assert.deepEqual(await placed("rooms/sales-emea/q3 plän.bin"), bytes);
    assert.deepEqual(await placed("rooms/sales-emea/empty.txt"), text(""));

    const [download] = await Promise.all([t.page.waitForEvent("download"), button("Download q3 plän.bin").click()]);
    assert.equal(download.suggestedFilename(), "q3 plän.bin");
    assert.deepEqual(await readFile(await download.path()), bytes);
  });

  it("takes what is dropped anywhere on the page", async () => {
    await t.signIn({ at: "#/files/room/design-review/drafts" });
    await t.server.put("rooms/design-review/drafts/first.txt", "first");
    await t.page.reload();
    await row("first.txt").waitFor();
    const files = await dragged({ "dropped.txt": "dropped", "too.txt": "too" });
    const list = t.page.locator(".list");
    await t.page.getByRole("heading", { name: "drafts" }).dispatchEvent("dragover", { dataTransfer: files });
    assert.match(await list.getAttribute("class"), /over/);
    await t.page.getByRole("heading", { name: "drafts" }).dispatchEvent("drop", { dataTransfer: files });
    assert.doesNotMatch(await list.getAttribute("class"), /over/);
    await row("dropped.txt").waitFor();
    await row("too.txt").waitFor();
    assert.deepEqual(await placed("rooms/design-review/drafts/dropped.txt"), text("dropped"));
  });

  it("replaces a file only when told to", async () => {
    await t.server.put("rooms/onboarding/plan.txt", "old");
    await t.signIn({ at: "#/files/room/onboarding" });
    await row("plan.txt").waitFor();
    await choose(file("plan.txt", text("new")));
    await t.page.getByRole("listitem").getByText("It exists already").waitFor();
    assert.deepEqual(await placed("rooms/onboarding/plan.txt"), text("old"));
    await button("Replace room/onboarding/plan.txt").click();
    await button("Replace room/onboarding/plan.txt").waitFor({ state: "detached" });
    await said("Uploaded plan.txt");
    assert.deepEqual(await placed("rooms/onboarding/plan.txt"), text("new"));
  });

  it("cancels and retries an upload, which goes on while one looks at something else", async () => {
    await t.signIn({ at: "#/files/room/research-lab" });
    await t.server.faults([{ match: { method: "PUT", path: "/rooms/research-lab/" }, silent: true }]);
    await choose(file("run.txt", text("run")));
    await button("Cancel room/research-lab/run.txt").waitFor();
    await t.goTo("#/members");
    await heading("Members");
    await t.page.goBack();
    await button("Cancel room/research-lab/run.txt").click();
    await t.page.getByRole("listitem").getByText("Cancelled").waitFor();
    assert.equal(await placed("rooms/research-lab/run.txt"), undefined);
    await button("Retry room/research-lab/run.txt").click();
    await row("run.txt").waitFor();
    assert.deepEqual(await placed("rooms/research-lab/run.txt"), text("run"));
  });

  it("has an address, and the way to it", async () => {
    await t.server.put("agents/triage/notes/2026/november.txt", "november");
    await t.signIn({ at: "#/files" });
    await t.page.getByRole("link", { name: "triage" }).click();
    await t.page.getByRole("link", { name: "notes", exact: true }).click();
    await t.page.getByRole("link", { name: "2026", exact: true }).click();
    await row("november.txt").waitFor();
    assert.equal(await t.page.evaluate(() => location.hash), "#/files/agent/triage/notes/2026");
    await t.page.reload();
    await heading("2026");
    const way = t.page.getByRole("navigation", { name: "Where you are" });
    await way.getByRole("link", { name: "triage" }).click();
    await row("notes").waitFor();
    await way.getByRole("link", { name: "Files" }).click();
    await heading("Files");
    await t.page.getByRole("searchbox", { name: "Search by name" }).fill("scribe");
    await row("scribe").waitFor();
    await row("triage").waitFor({ state: "detached" });
  });

  it("finds and sorts what is in it", async () => {
    for (const [name, size] of [
      ["a10.txt", 5],
      ["a9.txt", 50],
      ["b.txt", 500],
    ]) {
      await t.server.put(`rooms/agents-sandbox/many/${name}`, "x".repeat(size));
    }
    await t.signIn({ at: "#/files/room/agents-sandbox/many" });
    await row("b.txt").waitFor();
    const names = () => t.page.getByRole("rowheader").allInnerTexts();
    assert.deepEqual(await names(), ["a9.txt", "a10.txt", "b.txt"]);
    await t.page.getByRole("combobox", { name: "Order" }).selectOption("Largest first");
    await t.page.getByRole("rowheader").first().getByText("b.txt").waitFor();
    await t.page.getByRole("searchbox").fill("a1");
    await row("b.txt").waitFor({ state: "detached" });
    assert.deepEqual(await names(), ["a10.txt"]);
    await t.page.reload();
    await row("a10.txt").waitFor();
    assert.deepEqual(await names(), ["a10.txt"]);
  });
});

describe("files at another origin", () => {
  it("are reached through the page's Content Security Policy", async () => {
    const other = t.server.url.replace("127.0.0.1", "localhost");
    const config = JSON.stringify({ domains: { files: other } });
    await t.server.put("rooms/support/elsewhere/there.txt", "there");
    await t.server.faults([{ match: { path: "/config" }, status: 200, body: config, times: null }]);
    const asked = [];
    t.page.on("request", (request) => asked.push(request.url()));
    await t.signIn({ at: "#/files/room/support/elsewhere" });
    await row("there.txt").waitFor();
    assert.ok(asked.some((url) => url.startsWith(`${other}/${t.server.project_id}/rooms/support/`)));
  });
});

describe("somebody without rights", () => {
  it("sees why nothing can be changed", async () => {
    await t.server.put("rooms/research-lab/guide.txt", "guide");
    const { id } = await t.server.room("research-lab");
    const subject = { type: "user", id: t.server.user("member").id };
    await t.server.ask(`iam/room/${id}/policy:grant`, { method: "POST", body: { subject, roles: ["viewer"] } });
    await t.signIn({ role: "member", at: "#/files/room/research-lab" });
    await row("guide.txt").waitFor();
    await button("Delete guide.txt").click({ force: true });
    await said("You do not have the right to delete files here.");
    assert.equal(await dialog().count(), 0);
  });

  it("is told when a room is closed to them", async () => {
    await t.signIn({ role: "member", at: "#/files/room/planning-2027" });
    await alerted("You may not do this");
    assert.equal(await inDialog("Delete").count(), 0);
  });
});
