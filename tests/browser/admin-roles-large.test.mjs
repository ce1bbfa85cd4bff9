// The matrix of roles with 200 rooms and 200 subjects: what counts is how much is drawn, and how much is asked for.
import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

// 200 rooms with 100 people in each, besides the example's.
const t = adminPage("--api", "policies", "--seed-grants", "20000");

const ROOMS = 208;
const GROUPS = 100;
const cell = (name) => t.page.getByRole("gridcell", { name, exact: true });
const grid = () => t.page.getByRole("grid", { name: "Roles on rooms" });

/** How many elements there are: in the whole document, and cells of the matrix. */
async function isSmall() {
  const { elements, cells } = await t.page.evaluate(() => ({
    elements: document.querySelectorAll("*").length,
    cells: document.querySelectorAll("td[data-row]").length,
  }));
  assert.ok(cells > 50 && cells < 600, `${cells} cells are drawn`);
  assert.ok(elements < 2_000, `${elements} elements are in the document`);
}

describe("a matrix of 200 rooms and 200 subjects", () => {
  before(async () => {
    for (let n = 0; n < GROUPS; n++) {
      await t.server.ask("groups", { method: "POST", body: { name: `group-${String(n).padStart(3, "0")}` } });
    }
  });

  // Many requests precede what is waited for.
  beforeEach(() => t.page.setDefaultTimeout(60_000));

  it("draws what is in sight, and asks for that", async () => {
    let asked = 0;
    t.page.on("request", (request) => {
      if (/\/iam\/room\/[^/]+\/policy\?/.test(request.url())) asked += 1;
    });
    await t.signIn({ at: "#/access" });
    await t.page.getByText(`${ROOMS} of ${ROOMS} rooms, `).waitFor();
    assert.equal(await grid().getAttribute("aria-rowcount"), String(ROOMS + 1));
    assert.ok(Number(await grid().getAttribute("aria-colcount")) > 200);
    await isSmall();

    await cell("Ada Adams in agents-sandbox: Admin of the project").waitFor();
    await t.page.getByRole("gridcell").first().focus();
    for (const [key, name] of [
      ["Control+End", "Everyone in support: no role"],
      ["Home", /^Ada Adams in support: Admin/],
      ["Control+Home", "Ada Adams in agents-sandbox: Admin of the project"],
      ["End", "Everyone in agents-sandbox: no role"],
    ]) {
      await t.page.keyboard.press(key);
      await t.page.getByRole("gridcell", { name, exact: true }).and(t.page.locator(":focus")).waitFor();
      await isSmall();
    }
    assert.ok(asked < 80, `${asked} rooms were asked about`);
    await grid().evaluate((table) => table.parentElement.scrollTo(40 * 104, 100 * 44));
    await t.page
      .getByRole("gridcell", { name: /^load-0\d\d Load in load-00098: Viewer/ })
      .first()
      .waitFor();
    await isSmall();
  });

  it("is narrowed down to a cell, which is then changed", async () => {
    await t.signIn({ at: "#/access?rooms=load-00150&people=load-042" });
    await cell("load-042 Load in load-00150: Viewer").click();
    await t.page.getByRole("menuitemradio", { name: /^Admin/ }).click();
    await t.said("load-042 Load is now in load-00150: Admin.");
    await cell("load-042 Load in load-00150: Admin").waitFor();
    const admins = Object.values(await t.server.roles("load-00150")).filter((roles) => roles.includes("admin"));
    assert.equal(admins.length, 1);
  });
});
