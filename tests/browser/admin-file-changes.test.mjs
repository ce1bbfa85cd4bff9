// What one does with files of rooms and agents: folders, names, places, links, looking into them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, dialog, field, inDialog, row, said } = t;
const placed = (path) => t.server.placeFile(path);
const text = (body) => Buffer.from(body);
/** A picture of 2 x 1 pixels. */
const PICTURE = Buffer.from("R0lGODlhAgABAIAAAP8AAP///yH5BAAAAAAALAAAAAACAAEAAAICRAoAOw==", "base64");

describe("changes", () => {
  it("make and name folders", async () => {
    await t.signIn({ at: "#/files/room/design-review" });
    await button("New folder").first().click();
    await field("Name").fill("a/b");
    await inDialog("Make the folder").click();
    await dialog().getByText("A name has no slash").waitFor();
    await field("Name").fill("sketches");
    await inDialog("Make the folder").click();
    await row("sketches").waitFor();
    await t.server.put("rooms/design-review/sketches/one.txt", "one");

    await button("Rename sketches").click();
    await field("Name").fill("drawings");
    await inDialog("Rename").click();
    await row("drawings").waitFor();
    assert.deepEqual(await placed("rooms/design-review/drawings/one.txt"), text("one"));
    assert.equal(await placed("rooms/design-review/sketches/one.txt"), undefined);
    await button("Undo").click();
    await row("sketches").waitFor();
    assert.deepEqual(await placed("rooms/design-review/sketches/one.txt"), text("one"));
  });

  it("move and copy, also to another room", async () => {
    await t.server.put("rooms/support/in/letter.txt", "letter");
    await t.signIn({ at: "#/files/room/support/in" });
    await button("Move or copy letter.txt").click();
    await inDialog("Move").click();
    await dialog().getByText("It is there already").waitFor();
    await dialog().getByRole("combobox", { name: "Room or agent" }).selectOption({ label: "onboarding (room)" });
    await field("Folder").fill("post/2026");
    await inDialog("Copy").click();
    await said("letter.txt copied to onboarding/post/2026");
    assert.deepEqual(await placed("rooms/onboarding/post/2026/letter.txt"), text("letter"));
    assert.deepEqual(await placed("rooms/support/in/letter.txt"), text("letter"));

    await button("Move or copy letter.txt").click();
    await field("Folder").fill("out");
    await inDialog("Move").click();
    await row("letter.txt").waitFor({ state: "detached" });
    assert.deepEqual(await placed("rooms/support/out/letter.txt"), text("letter"));
    await button("Undo").click();
    await row("letter.txt").waitFor();
    assert.deepEqual(await placed("rooms/support/in/letter.txt"), text("letter"));
    assert.equal(await placed("rooms/support/out/letter.txt"), undefined);
  });

  it("say when something is in the way", async () => {
    await t.server.put("rooms/support/way/a.txt", "a");
    await t.server.put("rooms/support/way/b.txt", "b");
    await t.signIn({ at: "#/files/room/support/way" });
    await button("Rename a.txt").click();
    await field("Name").fill("b.txt");
    await inDialog("Rename").click();
    await dialog().getByRole("alert").filter({ hasText: "It exists already" }).waitFor();
    assert.deepEqual(await placed("rooms/support/way/b.txt"), text("b"));
  });

  it("delete folders with all that is in them only when told to", async () => {
    await t.server.put("rooms/support/old/deep/x.txt", "x");
    await t.signIn({ at: "#/files/room/support" });
    await button("Delete old").click();
    await inDialog("Delete").click();
    await dialog().getByText("The folder is not empty").waitFor();
    assert.deepEqual(await placed("rooms/support/old/deep/x.txt"), text("x"));
    await dialog().getByRole("checkbox", { name: "Delete all that is in it too" }).check();
    await inDialog("Delete").click();
    await row("old").waitFor({ state: "detached" });
    assert.equal(await placed("rooms/support/old/deep/x.txt"), undefined);
  });

  it("go for several at once", async () => {
    for (const name of ["1", "2", "3"]) await t.server.put(`rooms/onboarding/pile/${name}.txt`, name);
    await t.signIn({ at: "#/files/room/onboarding/pile" });
    await t.page.getByRole("checkbox", { name: "Select 1.txt" }).check();
    await t.page.getByRole("checkbox", { name: "Select 3.txt" }).check();
    const selected = t.page.getByRole("group", { name: "What is selected" });
    await selected.getByText("2 selected").waitFor();
    await selected.getByRole("button", { name: "Delete" }).click();
    await inDialog("Delete").click();
    await row("1.txt").waitFor({ state: "detached" });
    assert.equal(await placed("rooms/onboarding/pile/1.txt"), undefined);
    assert.equal(await placed("rooms/onboarding/pile/3.txt"), undefined);
    assert.deepEqual(await placed("rooms/onboarding/pile/2.txt"), text("2"));
    await selected.waitFor({ state: "hidden" });
  });
});

describe("a link", () => {
  it("lets whoever has it read the file, for as long as was said", async () => {
    await t.server.put("rooms/support/shared/offer.txt", "offer");
    await t.signIn({ at: "#/files/room/support/shared" });
    await button("Share offer.txt").click();
    await dialog().getByRole("combobox", { name: "For how long" }).selectOption("One hour");
    await inDialog("Make a link").click();
    const link = await dialog().getByRole("textbox", { name: "Link" }).inputValue();
    const reply = await fetch(link);
    assert.equal(await reply.text(), "offer");
    const asked = await t.server.requests("POST", "/v1/presign");
    assert.equal(asked.at(-1).expires_in, 3600);
    await inDialog("Done").click();
    await button("Request log").click();
    await t.page.getByText("files.presign", { exact: true }).click();
    assert.ok(!(await t.page.locator(".drawer").innerText()).includes(link), "the link is not in the log");
  });
});

describe("a preview", () => {
  it("shows text, at an address of its own", async () => {
    await t.server.put("rooms/support/read/me.md", "# Read me\n<b>as it is</b>");
    await t.signIn({ at: "#/files/room/support/read" });
    await t.page.getByRole("link", { name: "me.md" }).click();
    const words = dialog().getByRole("region", { name: "Text of me.md" });
    await words.waitFor();
    assert.equal(await words.innerText(), "# Read me\n<b>as it is</b>");
    assert.equal(await t.page.evaluate(() => location.hash), "#/files/room/support/read?file=me.md");
    await t.page.reload();
    await words.waitFor();
    await t.page.keyboard.press("Escape");
    // A dialog is hidden before it tells that it is closed.
    await t.page.waitForURL(/#\/files\/room\/support\/read$/);
    assert.equal(await dialog().count(), 0);
  });

  it("shows pictures, within the page's Content Security Policy", async () => {
    await t.server.put("rooms/support/pictures/dot.gif", PICTURE, "image/gif");
    await t.server.put("rooms/support/pictures/broken.png", "no picture", "image/png");
    await t.signIn({ at: "#/files/room/support/pictures?file=dot.gif" });
    const picture = dialog().getByRole("img", { name: "dot.gif" });
    await picture.waitFor();
    const size = await picture.evaluate((image) => [image.naturalWidth, image.naturalHeight]);
    assert.deepEqual(size, [2, 1]);
    await inDialog("Done").click();
    await t.page.getByRole("link", { name: "broken.png" }).click();
    await dialog().getByText("This picture cannot be read.").waitFor();
  });

  it("says why there is none", async () => {
    await t.server.put("rooms/support/none/data.bin", Buffer.from([0, 255, 254]), "application/octet-stream");
    await t.server.put("rooms/support/none/lie.txt", Buffer.from([0, 255, 254]), "text/plain");
    await t.server.put("rooms/support/none/long.txt", "x".repeat(1_000_001), "text/plain");
    await t.signIn({ at: "#/files/room/support/none" });
    for (const [name, why] of [
      ["data.bin", "There is no preview of files of this kind."],
      ["lie.txt", "This is not text, whatever its name says."],
      ["long.txt", "Only up to 1.0 MB are shown here."],
    ]) {
      await t.page.getByRole("link", { name }).click();
      await dialog().getByText(why).waitFor();
      await inDialog("Done").click();
      await t.page.waitForURL(/#\/files\/room\/support\/none$/);
    }
    await t.goTo("#/files/room/support/none?file=gone.txt");
    await dialog().getByText("The server cannot find it").waitFor();
  });
});
