// The matrix with 200 rooms and 200 people: what counts is how much of it is drawn.
import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

// 200 rooms with 100 people in each, besides the example's.
const t = adminPage("--api", "grants", "--seed-grants", "20000");

const ROOMS = 208;
const PEOPLE = 209;
const cell = (name) => t.page.getByRole("gridcell", { name, exact: true });
const grid = () => t.page.getByRole("grid", { name: "Access of people to rooms" });

/** How many elements there are: in the whole document, and cells of the matrix. */
const drawn = () =>
  t.page.evaluate(() => ({
    elements: document.querySelectorAll("*").length,
    cells: document.querySelectorAll("td[data-row]").length,
  }));

async function isSmall() {
  const { elements, cells } = await drawn();
  assert.ok(cells > 50 && cells < 600, `${cells} cells are drawn`);
  assert.ok(elements < 1_800, `${elements} elements are in the document`);
}

describe("a matrix of 200 rooms and 200 people", () => {
  before(async () => {
    const room = await t.server.room("load-00001");
    const invite = (n) => ({ room_id: room.id, email: `guest-${n}@example.com`, permissions: { messaging: {} } });
    for (let n = 100; n < 200; n++) {
      const { status } = await t.server.ask("room-grants", { method: "POST", body: invite(n) });
      assert.equal(status, 200);
    }
  });

  // Many requests precede what is waited for.
  beforeEach(() => t.page.setDefaultTimeout(60_000));

  it("draws what is in sight, at every end of it", async () => {
    await t.signIn({ at: "#/access" });
    await t.page.getByText(`${ROOMS} of ${ROOMS} rooms, ${PEOPLE} of ${PEOPLE} people`).waitFor();
    assert.equal(await grid().getAttribute("aria-rowcount"), String(ROOMS + 1));
    assert.equal(await grid().getAttribute("aria-colcount"), String(PEOPLE + 1));
    await isSmall();

    await t.page.getByRole("gridcell").first().focus();
    for (const [key, name] of [
      ["Control+End", "Zoe Laurent in support: no access"],
      ["Home", "Ada Adams in support: Full"],
      ["Control+Home", "Ada Adams in agents-sandbox: no access"],
      ["End", "Zoe Laurent in agents-sandbox: no access"],
    ]) {
      await t.page.keyboard.press(key);
      await cell(name).and(t.page.locator(":focus")).waitFor();
      await isSmall();
    }
    // By wheel and by bar the cells are drawn as they come in sight.
    await grid().evaluate((table) => table.parentElement.scrollTo(150 * 104, 100 * 44));
    await cell("load-047 Load in load-00098: Custom").waitFor();
    await isSmall();
  });

  it("is narrowed down to a cell, which is then changed", async () => {
    await t.signIn({ at: "#/access?rooms=load-00150&people=load-042" });
    await t.page.getByText(`1 of ${ROOMS} rooms, 1 of ${PEOPLE} people`).waitFor();
    assert.equal((await drawn()).cells, 1);
    await cell("load-042 Load in load-00150: Custom").click();
    await t.pick("Full");
    await t.inDialog("Save").click();
    await cell("load-042 Load in load-00150: Full").waitFor();
    const full = Object.values(await t.server.grants("load-00150")).filter((scope) => Object.keys(scope).length === 15);
    assert.equal(full.length, 1);
  });
});
