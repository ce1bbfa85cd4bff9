// Billing: the balance, what came and went, and how it is paid for.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, dialog, field, inDialog, said } = t;

const balance = async () => (await t.server.ask("balance")).body;
const transactions = async () => (await t.server.ask("transactions")).body.transactions;
const card = (name) => t.page.getByRole("region", { name, exact: true });
const amount = (text) => Number(text.replace(/[$,+]/g, ""));

describe("the balance", () => {
  it("is what the server says, with the subscription", async () => {
    const { balance: before } = await balance();
    await t.signIn({ at: "#/billing" });
    const shown = amount(await card("Balance").locator(".big-number").textContent());
    const { balance: after } = await balance();
    // Models are called meanwhile, and a recharge may come.
    assert.ok(shown <= Math.max(before, after) + 0.01 && shown >= Math.min(before, after) - 0.01);
    await card("Subscription").getByText("pro", { exact: true }).waitFor();
    await card("Subscription").getByText("active", { exact: true }).waitFor();
  });

  it("is recharged by itself, as one says", async () => {
    await t.signIn({ at: "#/billing" });
    await button("Change").click();
    await field("Add this much").fill("many");
    await field("When less than this is left").fill("-1");
    await field("At most this much in a month").fill("5");
    await inDialog("Save").click();
    await dialog().getByText("Say an amount in US dollars, such as 25.").waitFor();
    await dialog().getByText("It must be $0.00 at least.").waitFor();
    await field("Add this much").fill("40");
    await field("When less than this is left").fill("12.5");
    await inDialog("Save").click();
    await dialog().getByText("It must be $40.00 at least, which is added at a time.").waitFor();
    assert.equal((await balance()).auto_recharge_amount, 25);
    await field("At most this much in a month").fill("200");
    await inDialog("Save").click();
    await said("The balance is recharged by itself.");
    await card("Recharging by itself").getByText("When less than $12.50 is left, $40.00 is added.").waitFor();
    const { auto_recharge_amount, auto_recharge_threshold, monthly_budget } = await balance();
    assert.deepEqual([auto_recharge_amount, auto_recharge_threshold, monthly_budget], [40, 12.5, 200]);

    await button("Change").click();
    await t.page.getByRole("checkbox", { name: "Recharge by itself" }).uncheck();
    await inDialog("Save").click();
    await said("The balance is not recharged by itself any more.");
    assert.equal((await balance()).auto_recharge_amount, undefined);
    await card("Recharging by itself").getByText("It is off").waitFor();
  });

  it("is topped up on a page of its own", async () => {
    await t.signIn({ at: "#/billing" });
    await button("Buy credits").click();
    await field("How much").fill("0");
    await inDialog("Go on").click();
    await dialog().getByText("It must be $1.00 at least.").waitFor();
    await field("How much").fill("30");
    const sent = t.page.waitForRequest((request) => request.url().endsWith("/credits"));
    await inDialog("Go on").click();
    const { quantity, success_url } = (await sent).postDataJSON();
    assert.deepEqual([quantity, success_url], [30, `${t.site.url}#/billing`]);
    const link = dialog().getByRole("link", { name: "Open the payment page" });
    assert.ok((await link.getAttribute("href")).startsWith(`${t.server.url}/checkout/`));
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
    await button("Done").click();
    await button("Buy a subscription").click();
    await dialog().getByRole("link", { name: "Open the payment page" }).waitFor();
  });

  it("leads nowhere that is no page", async () => {
    const body = JSON.stringify({ checkout_url: "javascript:alert(1)" });
    await t.server.faults([{ match: { path: "/subscription", method: "POST" }, status: 200, body }]);
    await t.signIn({ at: "#/billing" });
    await button("Buy a subscription").click();
    await dialog().getByText("an address that no browser should open").waitFor();
    assert.equal(await dialog().getByRole("link").count(), 0);
  });
});

describe("transactions", () => {
  it("are those of the server, and searched", async () => {
    await t.signIn({ at: "#/billing?kind=in" });
    const paid = (await transactions()).filter((each) => each.amount > 0);
    const rows = t.page.getByRole("table", { name: "Transactions" }).locator("tbody tr");
    await t.page.getByText(`of ${paid.length}`).waitFor();
    const first = await rows.first().locator("th, td").allTextContents();
    assert.equal(first[0], paid[0].description);
    assert.equal(amount(first[1]), paid[0].amount);
    await t.page.getByRole("combobox", { name: "Which" }).selectOption("All");
    await t.page.getByRole("searchbox", { name: "Search transactions" }).fill("pro plan");
    await t.page.getByText("1–2 of 2").waitFor();
    assert.match(t.page.url(), /filter=pro\+plan/);
    const [download] = await Promise.all([t.page.waitForEvent("download"), button("Download CSV").click()]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
    assert.equal(lines.length, 3);
    assert.match(lines[2], /Pro plan, first month/);
  });
});

it("billing is for admins only", async () => {
  await t.signIn({ role: "developer", at: "#/billing" });
  await t.page.getByText("You may not see this").waitFor();
  await t.page.getByText(/Only admins .* can manage billing/).waitFor();
});
