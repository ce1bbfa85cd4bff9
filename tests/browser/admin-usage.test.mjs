// Usage and cost: the numbers of the admin page are those of the server, by day, model, room and person.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, heading } = t;

const DAY = 86_400_000;
const day = (back) => new Date(Date.now() - back * DAY).toISOString().slice(0, 10);
const money = (amount) =>
  new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" }).format(Math.round(amount * 100) / 100);

/** What the server holds of days that are over, so that nothing is added to it. */
const past = { from: day(8), to: day(2) };
const PAST = `#/usage?range=custom&from=${past.from}&to=${past.to}`;

async function rows(from = past.from, to = past.to) {
  const end = new Date(Date.parse(to) + DAY).toISOString();
  const { body } = await t.server.ask(`usage?start=${from}T00:00:00Z&end=${end}`);
  return body.usage;
}

const sum = (rows, of = "cost") => rows.reduce((total, row) => total + row[of], 0);

/** The sums by a member of the rows, the largest first. */
function by(rows, name) {
  const sums = {};
  for (const row of rows) sums[row[name] ?? ""] = (sums[row[name] ?? ""] ?? 0) + row.cost;
  return Object.entries(sums).sort(([, a], [, b]) => b - a);
}

const summary = () => t.page.getByRole("region", { name: "Summary" });
const ranking = () => t.page.getByRole("table", { name: "What caused it" });
const ranked = async () =>
  (await ranking().getByRole("row").all()).length === 0
    ? []
    : ranking()
        .locator("tbody tr")
        .evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)));

describe("what was used", () => {
  it("is answered at first sight: what the last days cost, and which model caused it", async () => {
    await t.signIn({ at: "#/usage" });
    await summary().getByText("in the last 7 days").waitFor();
    const all = await rows(day(6), day(0));
    const [[model]] = by(
      all.filter((row) => row.model),
      "model",
    );
    await summary().getByText(model, { exact: true }).waitFor();
    const said = Number((await summary().locator(".big-number").textContent()).replace(/[$,]/g, ""));
    // Models are called while this is read.
    const now = sum(await rows(day(6), day(0)));
    assert.ok(said > 1 && said <= now + 0.01 && said > now - 1, `${said} of ${now}`);
    await summary()
      .getByText(/than in the 7 days before|as much as in the 7 days before/)
      .waitFor();
  });

  it("is that of the days in the address, to the cent", async () => {
    await t.signIn({ at: PAST });
    const all = await rows();
    await summary()
      .getByText(money(sum(all)), { exact: true })
      .waitFor();
    assert.deepEqual(
      (await ranked()).map(([, cost]) => cost),
      by(all, "model").map(([, cost]) => money(cost)),
    );
    const before = sum(await rows(day(15), day(9)));
    await summary()
      .getByText(`in the 7 days before (${money(before)})`)
      .waitFor();
    await t.page.getByRole("checkbox", { name: "Compare with the time before" }).uncheck();
    assert.equal(await ranking().getByText("Before").count(), 0);
    assert.match(t.page.url(), /compare=off/);
  });

  it("is told apart by room and by person", async () => {
    await t.signIn({ at: PAST });
    await t.page.getByRole("combobox", { name: "Told apart" }).selectOption("By room");
    const all = await rows();
    const names = async () => (await ranked()).map(([name]) => name);
    assert.deepEqual(
      await names(),
      by(all, "room").map(([room]) => room),
    );
    await t.page.reload();
    await ranking().waitFor();
    assert.deepEqual(
      await names(),
      by(all, "room").map(([room]) => room),
      "after a reload",
    );
    await t.page.getByRole("combobox", { name: "Told apart" }).selectOption("By person");
    const { users } = (await t.server.ask("users?count=1000")).body;
    const name = (id) =>
      users.filter((user) => user.id === id).map((user) => `${user.first_name} ${user.last_name}`)[0];
    assert.deepEqual(
      await names(),
      by(all, "user").map(([id]) => name(id)),
    );
  });

  it("can be looked at in parts", async () => {
    await t.signIn({ at: PAST });
    const all = await rows();
    const [[model]] = by(all, "model");
    await ranking().getByRole("button", { name: model, exact: true }).click();
    const ofModel = all.filter((row) => row.model === model);
    await summary()
      .getByText(money(sum(ofModel)), { exact: true })
      .waitFor();
    assert.deepEqual(
      (await ranked()).map(([room]) => room),
      by(ofModel, "room").map(([room]) => room),
    );
    assert.match(t.page.url(), new RegExp(`model=${model}`));
    await button(`Only ${model}`).click();
    await summary()
      .getByText(money(sum(all)), { exact: true })
      .waitFor();
  });

  it("is counted in tokens as well", async () => {
    await t.signIn({ at: PAST });
    await t.page.getByRole("combobox", { name: "What is added up" }).selectOption("Input tokens");
    const tokens = sum(
      (await rows()).filter((row) => row.usage_type === "input_tokens"),
      "quantity",
    );
    const text = await summary().locator(".big-number").textContent();
    const shown = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 2 }).format(tokens);
    assert.equal(text, shown);
  });

  it("is a chart that keys go through, and a table with the same", async () => {
    await t.signIn({ at: PAST });
    const chart = t.page.getByRole("slider", { name: "Cost by day" });
    await chart.focus();
    await t.page.keyboard.press("Home");
    const first = new Date(past.from).toLocaleDateString("en-US", { dateStyle: "full", timeZone: "UTC" });
    const text = await chart.getAttribute("aria-valuetext");
    assert.ok(text.startsWith(`${first}: `), text);
    assert.equal(await chart.getAttribute("aria-valuenow"), "0");
    await t.page.locator(".chart-tip").getByText("Total").waitFor();
    await t.page.keyboard.press("ArrowRight");
    assert.equal(await chart.getAttribute("aria-valuenow"), "1");

    await t.page.getByText("The numbers by day").click();
    const table = t.page.getByRole("table", { name: "The numbers by day" });
    const ofFirst = (await rows(past.from, past.from)).filter((row) => row.model === "claude-sonnet-4-5");
    const column = (await table.getByRole("columnheader").allTextContents()).indexOf("claude-sonnet-4-5");
    const cells = await table.getByRole("row").filter({ hasText: first }).locator("th, td").allTextContents();
    assert.equal(cells[column], money(sum(ofFirst)));
  });

  it("is downloaded as CSV", async () => {
    await t.signIn({ at: PAST });
    await ranking().waitFor();
    const [download] = await Promise.all([t.page.waitForEvent("download"), button("Download CSV").click()]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
    const models = by(await rows(), "model").map(([model]) => model || "No model (rooms)");
    assert.equal(lines[0], ["day", ...models, "before"].join(","));
    assert.equal(lines.length, 8);
    const total = lines.slice(1).reduce((total, line) => total + Number(line.split(",")[1]), 0);
    assert.equal(money(total), money(by(await rows(), "model")[0][1]));
  });

  it("has no formulas in its CSV", async () => {
    const row = { timestamp: `${past.from}T00:00:00Z`, model: "=HYPERLINK(1)", cost: 2, quantity: 1 };
    await t.server.faults([
      { match: { path: "/usage?" }, status: 200, body: JSON.stringify({ usage: [row] }), times: 2 },
    ]);
    await t.signIn({ at: PAST });
    await ranking().waitFor();
    const [download] = await Promise.all([t.page.waitForEvent("download"), button("Download CSV").click()]);
    assert.match(await readFile(await download.path(), "utf8"), /^day,'=HYPERLINK\(1\),before/);
  });
});

describe("a look at what was used", () => {
  it("chooses other days, which the address keeps", async () => {
    await t.signIn({ at: "#/usage" });
    await t.page.getByRole("combobox", { name: "Range" }).selectOption("Last 30 days");
    await summary().getByText("in the last 30 days").waitFor();
    assert.match(t.page.url(), /range=30/);
    await t.page.getByRole("combobox", { name: "Range" }).selectOption("From … to …");
    await t.page.getByLabel("From", { exact: true }).fill(past.from);
    await t.page.getByLabel("To", { exact: true }).fill(past.to);
    await summary()
      .getByText(money(sum(await rows())), { exact: true })
      .waitFor();
    assert.match(t.page.url(), new RegExp(`from=${past.from}&to=${past.to}`));
  });

  it("says when there is nothing", async () => {
    await t.signIn({ at: "#/usage?range=custom&from=2020-01-01&to=2020-01-07" });
    await heading("Usage and cost");
    await t.page.getByText(/^Nothing was used from/).waitFor();
  });

  it("says what of the service's rows it cannot show", async () => {
    const body = JSON.stringify({ usage: [{ cost: 3 }, { timestamp: `${past.from}T00:00:00Z`, model: "m", cost: 2 }] });
    await t.server.faults([{ match: { path: "/usage?" }, status: 200, body, times: 2 }]);
    await t.signIn({ at: PAST });
    await t.page.getByText("Rows of the service that say no time, and so are not in here: 1.").waitFor();
  });

  it("is one at the own use for whoever may not see everybody's", async () => {
    const asked = t.page.waitForRequest(/llm-proxy\/usage/);
    await t.signIn({ role: "member", at: "#/usage" });
    await asked;
    await t.page.getByText(/What you have used of models.* Only admins/).waitFor();
  });

  it("says why it fails, and tries again", async () => {
    await t.server.faults([
      { match: { path: "/usage?" }, status: 400, body: '{"message":"not on mondays"}', times: 2 },
    ]);
    await t.signIn({ at: "#/usage" });
    await alerted("Not on mondays.");
    await button("Try again").click();
    await summary().waitFor();
  });
});
