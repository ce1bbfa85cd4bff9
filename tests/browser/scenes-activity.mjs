// What happens in a project: the views and dialogs of sessions, usage and billing.
import { at } from "./scenes-parts.mjs";

/** A session that is over and has reported its spans. */
const session = (more) => async (t) => {
  const { sessions } = (await t.server.ask("sessions?limit=100")).body;
  for (const { id, is_active } of sessions) {
    const { spans } = (await t.server.ask(`sessions/${id}/spans`)).body;
    if (is_active || spans.length === 0) continue;
    await t.goTo(`#/sessions/${id}`);
    await t.page.locator(".timeline-row").first().waitFor();
    return await more?.(t);
  }
  throw new Error("no session has spans");
};

const spanTable = session((t) => t.page.getByText("The spans as a table").click());

const tab = (name) => session((t) => t.page.getByRole("tab", { name }).click());

async function endSession(t) {
  await t.goTo("#/sessions?state=live");
  await t.page
    .getByRole("button", { name: /^End the session/ })
    .first()
    .click();
  await t.dialog().waitFor();
}

async function pointAtDay(t) {
  await t.goTo("#/usage");
  await t.page.getByRole("slider").focus();
  await t.page.keyboard.press("ArrowLeft");
  await t.page.locator(".chart-tip").waitFor();
}

async function usageByDay(t) {
  await t.goTo("#/usage?range=30&by=room");
  await t.page.getByText("The numbers by day").click();
}

async function wrongRecharge(t) {
  await t.goTo("#/billing");
  await t.button("Change").click();
  await t.field("Add this much").fill("much");
  await t.inDialog("Save").click();
  await t.alerted("Say an amount in US dollars");
}

async function payment(t) {
  await t.goTo("#/billing");
  await t.button("Buy credits").click();
  await t.inDialog("Go on").click();
  await t.page.getByText("Open the payment page").waitFor();
}

export const scenes = [
  ["sessions", at("#/sessions"), "wide narrow"],
  ["session", session(), "wide narrow"],
  ["session-table", spanTable],
  ["session-metrics", tab("Metrics"), "wide"],
  ["session-events", tab("Events")],
  ["session-end", endSession],
  ["usage", at("#/usage"), "wide narrow"],
  ["usage-day", pointAtDay],
  ["usage-by-day", usageByDay],
  ["usage-none", at("#/usage?range=custom&from=2020-01-01&to=2020-01-07")],
  ["billing", at("#/billing"), "wide narrow"],
  ["billing-recharge", wrongRecharge],
  ["billing-payment", payment],
];
