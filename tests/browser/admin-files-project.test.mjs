// Project files in the admin page: what is asserted is what the server then holds, and what the browser then has.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { adminPage, filesOf } from "./helpers.mjs";

const t = adminPage();
const { button, field, heading, said } = t;

const { choose, dragged, file } = filesOf(t);
const item = (path) => t.page.getByRole("listitem").filter({ hasText: path });
const bytes = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, index) => index * 7));

describe("storage", () => {
  it("takes several files and gives them back byte for byte", async () => {
    await t.signIn({ at: "#/files/project" });
    await t.page.getByText("No files yet").waitFor();
    await field("Folder").fill("reports/");
    await choose(file("q3 plän.bin", bytes), file("b.txt", Buffer.from("b")), file("empty.txt", Buffer.alloc(0)));
    await item("reports/q3 plän.bin").getByText("Uploaded, 300 kB").waitFor();
    await item("reports/b.txt").getByText("Uploaded, 1 byte").waitFor();
    await item("reports/empty.txt").getByText("Uploaded, 0 bytes").waitFor();
    assert.deepEqual(await t.server.file("reports/q3 plän.bin"), bytes);
    assert.deepEqual(await t.server.file("reports/empty.txt"), Buffer.alloc(0));

    const [download] = await Promise.all([
      t.page.waitForEvent("download"),
      button("Download reports/q3 plän.bin").click(),
    ]);
    assert.equal(download.suggestedFilename(), "q3 plän.bin");
    assert.deepEqual(await readFile(await download.path()), bytes);
    await item("reports/q3 plän.bin").getByText("Downloaded, 300 kB").waitFor();
  });

  it("remembers the paths of this tab, until they are forgotten", async () => {
    await t.signIn({ at: "#/files/project" });
    await choose(file("kept.txt", Buffer.from("kept")), file("gone.txt", Buffer.from("gone")));
    await item("kept.txt").getByText("Uploaded").waitFor();
    await item("gone.txt").getByText("Uploaded").waitFor();
    await button("Forget gone.txt").click();
    await item("gone.txt").waitFor({ state: "detached" });
    await t.page.reload();
    await item("kept.txt").waitFor();
    assert.equal(await item("gone.txt").count(), 0);
    assert.deepEqual(await t.server.file("gone.txt"), Buffer.from("gone"), "the file itself stays");
    assert.equal(await t.page.evaluate(() => localStorage.length), 0);
  });

  it("takes files that are dropped anywhere on the page", async () => {
    await t.signIn({ at: "#/files/project" });
    await heading("Project storage");
    const files = await dragged({ "dropped.txt": "dropped", "dropped-too.txt": "too" });
    const zone = t.page.getByRole("region", { name: "Upload" });
    await t.page.getByRole("heading", { name: "Project storage" }).dispatchEvent("dragover", { dataTransfer: files });
    assert.match(await zone.getAttribute("class"), /over/);
    await t.page.getByRole("heading", { name: "Project storage" }).dispatchEvent("drop", { dataTransfer: files });
    assert.doesNotMatch(await zone.getAttribute("class"), /over/);
    await item("dropped.txt").getByText("Uploaded, 7 bytes").waitFor();
    await item("dropped-too.txt").getByText("Uploaded, 3 bytes").waitFor();
    assert.deepEqual(await t.server.file("dropped.txt"), Buffer.from("dropped"));
  });

  it("sends two at a time, and goes on while one looks at something else", async () => {
    await t.signIn({ at: "#/files/project" });
    await t.server.faults([{ match: { path: "/storage/upload" }, silent: true, times: 2 }]);
    await choose(...["one", "two", "three"].map((name) => file(`${name}.txt`, Buffer.from(name))));
    await item("three.txt").getByText("Waits for its turn…").waitFor();
    await t.goTo("#/members");
    await heading("Members");
    await t.page.goBack();
    await item("three.txt").getByText("Waits for its turn…").waitFor();
    await button("Cancel one.txt").click();
    await item("three.txt").getByText("Uploaded, 5 bytes").waitFor();
    await item("one.txt").getByText("Cancelled").waitFor();
    assert.deepEqual(await t.server.file("three.txt"), Buffer.from("three"));
    assert.equal(await t.server.file("one.txt"), undefined);
    await button("Dismiss one.txt").click();
    await item("one.txt").waitFor({ state: "detached" });
    await button("Cancel two.txt").click();
    await button("Retry two.txt").click();
    await item("two.txt").getByText("Uploaded, 3 bytes").waitFor();
    assert.deepEqual(await t.server.file("two.txt"), Buffer.from("two"));
  });

  it("shows how far a download is, and stops it", async () => {
    await t.signIn({ at: "#/files/project" });
    await choose(file("half.bin", bytes));
    await item("half.bin").getByText("Uploaded").waitFor();
    await t.server.faults([{ match: { path: "/storage/download" }, pass: true, stall: true }]);
    await button("Download half.bin").click();
    await item("half.bin").getByText("150 kB of 300 kB").waitFor();
    const bar = t.page.getByRole("progressbar", { name: "Progress of half.bin" });
    assert.equal(await bar.evaluate((element) => element.value), 0.5);
    await button("Cancel half.bin").click();
    await item("half.bin").getByText("Cancelled").waitFor();
    assert.equal(await bar.count(), 0);
    const [download] = await Promise.all([t.page.waitForEvent("download"), button("Retry half.bin").click()]);
    assert.deepEqual(await readFile(await download.path()), bytes);
  });

  it("shows how far an upload is", async () => {
    await t.signIn({ at: "#/files/project" });
    await t.server.faults([{ match: { path: "/storage/upload" }, leave_body: true, silent: true }]);
    await heading("Project storage");
    // More than what fits into the buffers on the way, so that it cannot all have gone.
    await t.page.locator("main").dispatchEvent("drop", { dataTransfer: await dragged({ "large.bin": 30_000_000 }) });
    await item("large.bin")
      .getByText(/^[\d.]+ (k|M)?B of 30 MB$/)
      .waitFor();
    await button("Cancel large.bin").click();
    await item("large.bin").getByText("Cancelled").waitFor();
  });

  it("stops when one signs out", async () => {
    await t.signIn({ at: "#/files/project" });
    await t.server.faults([{ match: { path: "/storage/upload" }, silent: true }]);
    await choose(file("late.txt", Buffer.from("late")));
    await button("Cancel late.txt").waitFor();
    const ended = t.page.waitForEvent("requestfailed", (request) => request.url().includes("late.txt"));
    await button("Sign out").click();
    await ended;
    await heading("Sign in to a project");
  });

  it("says what went wrong with a file", async () => {
    await t.signIn({ at: "#/files/project" });
    await field("Path").fill("nowhere.txt");
    await button("Download").click();
    await item("nowhere.txt").getByText("The server cannot find it").waitFor();
    await button("Dismiss nowhere.txt").click();
    await t.page.getByText("No files yet").waitFor();
  });

  it("is written by developers only", async () => {
    await t.signIn({ role: "member", at: "#/files/project" });
    await button("Choose files").click({ force: true });
    await said("Only admins and developers can upload files; you are signed in as a member.");
  });
});
