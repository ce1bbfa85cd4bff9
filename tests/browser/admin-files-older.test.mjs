// The files of a project on a service of the older generation, which has project storage alone.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage, filesOf } from "./helpers.mjs";

const t = adminPage("--api", "grants");
const { choose, file } = filesOf(t);

describe("files of an older service", () => {
  it("are those of the project alone", async () => {
    await t.signIn({ at: "#/files" });
    await t.heading("Project storage");
    assert.equal(await t.page.getByRole("table").count(), 0);
    await choose(file("a.txt", Buffer.from("a")));
    await t.page.getByRole("listitem").filter({ hasText: "a.txt" }).getByText("Uploaded, 1 byte").waitFor();
    assert.deepEqual(await t.server.file("a.txt"), Buffer.from("a"));
    assert.equal(await t.page.getByRole("link", { name: "What runs" }).count(), 0);
    await t.goTo("#/runs/tasks");
    await t.page.getByText("This service has the older API, which does not know this.").waitFor();
  });
});
