import type { Balance } from "meshagent-wasm";
import { money } from "../app/format.ts";
import { href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { formDialog, Incomplete, showDialog } from "../ui/dialog.ts";
import { h } from "../ui/dom.ts";
import { checkbox, type Field, field, input, ticked } from "../ui/field.ts";
import { icon } from "../ui/icons.ts";

/** A field for an amount in US dollars. */
function amountField(
  label: string,
  value: number | null | undefined,
  hint: string,
  props = {},
): Field<HTMLInputElement> {
  return field(label, input({ inputmode: "decimal", value: value ?? "", ...props }), hint);
}

/** The amount of a field; says in the field what is wrong with it, and is nothing then. */
function readAmount(
  { control, problem }: Field<HTMLInputElement>,
  least: number,
  optional = false,
): number | undefined {
  const text = control.value.trim().replace(/^\$/, "");
  const amount = text === "" ? undefined : Number(text);
  if (amount === undefined && optional) problem();
  else if (amount === undefined || !Number.isFinite(amount)) problem("Say an amount in US dollars, such as 25.");
  else if (amount < least) problem(`It must be ${money(least)} at least.`);
  else {
    problem();
    return amount;
  }
  return undefined;
}

const isWrong = ({ control }: Field): boolean => control.getAttribute("aria-invalid") === "true";

/** Says whether and when the balance is recharged. */
export function rechargeDialog({ project }: Session, balance: Balance, done: () => void): void {
  const on = Boolean(balance.auto_recharge_amount);
  const enabled = checkbox("Recharge by itself", on || !balance.last_recharge, { autofocus: true });
  const threshold = amountField("When less than this is left", balance.auto_recharge_threshold ?? 10, "In US dollars.");
  const amount = amountField("Add this much", balance.auto_recharge_amount ?? 25, "In US dollars.");
  const budget = amountField(
    "At most this much in a month",
    balance.monthly_budget,
    "In US dollars. Left empty, there is no limit.",
  );
  formDialog({
    title: "Recharging by itself",
    about: `${money(balance.balance)} is left now.`,
    body: [enabled, threshold.element, amount.element, budget.element],
    submit: "Save",
    async run(signal) {
      const is = ticked(enabled);
      // Each field says what is wrong with it, and not only the first.
      const least = readAmount(threshold, 0) ?? 0;
      const added = readAmount(amount, is ? 1 : 0) ?? 0;
      const most = readAmount(budget, 0, true);
      if ([threshold, amount, budget].some(isWrong)) throw new Incomplete();
      if (most !== undefined && most < added) {
        budget.problem(`It must be ${money(added)} at least, which is added at a time.`);
        throw new Incomplete();
      }
      const recharge = {
        enabled: is,
        threshold: least,
        amount: added,
        ...(most !== undefined && { monthly_budget: most }),
      };
      await project.billing.setAutoRecharge(recharge, { signal });
      return is ? "The balance is recharged by itself." : "The balance is not recharged by itself any more.";
    },
    done,
  });
}

/** Where the browser comes back to after a payment: this page. */
function pages(): { success_url: string; cancel_url: string } {
  const here = `${location.origin}${location.pathname}${href("billing")}`;
  return { success_url: here, cancel_url: here };
}

/** Asks how much to buy, and leads to the page where it is paid. */
export function creditsDialog({ project }: Session): void {
  const quantity = amountField("How much", 25, "In US dollars.", { autofocus: true });
  let address = "";
  formDialog({
    title: "Buy credits",
    body: quantity.element,
    submit: "Go on",
    async run(signal) {
      const amount = readAmount(quantity, 1);
      if (amount === undefined) throw new Incomplete();
      const checkout = await project.billing.createCreditsCheckout({ ...pages(), quantity: amount }, { signal });
      address = checkout.checkout_url;
      return undefined;
    },
    done: () => paymentDialog("Buy credits", address),
  });
}

/** Leads to the page where a subscription is bought. */
export async function subscriptionDialog({ project, signal }: Session): Promise<void> {
  const { checkout_url } = await project.billing.createSubscriptionCheckout(pages(), { signal });
  paymentDialog("Buy a subscription", checkout_url);
}

/** The way to a page where something is paid: a click of one's own, as browsers stop pages that open by themselves. */
function paymentDialog(title: string, address: string): void {
  const safe = /^https?:\/\//i.test(address);
  showDialog(
    title,
    safe
      ? [
          h("p", null, "You pay on a page of the service's payment provider, and come back here then."),
          h(
            "a",
            { class: "button primary", href: address, target: "_blank", rel: "noopener noreferrer" },
            icon("link"),
            h("span", null, "Open the payment page"),
          ),
          h("p", { class: "hint mono" }, address),
        ]
      : h("p", { class: "problem" }, `The service named an address that no browser should open: ${address}`),
  );
}
