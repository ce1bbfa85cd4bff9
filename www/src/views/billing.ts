import type { Balance, JsonObject, Transaction } from "meshagent-wasm";
import { saveCsv } from "../app/csv.ts";
import { dayText } from "../app/days.ts";
import { money } from "../app/format.ts";
import { blocked } from "../app/rights.ts";
import { noteQuery } from "../app/router.ts";
import { anyHas } from "../app/search.ts";
import { distance, moment } from "../app/time.ts";
import { button } from "../ui/button.ts";
import { type Child, h } from "../ui/dom.ts";
import { fetched } from "../ui/fetched.ts";
import { search, select } from "../ui/field.ts";
import { list } from "../ui/list.ts";
import { empty } from "../ui/notice.ts";
import { creditsDialog, rechargeDialog, subscriptionDialog } from "./billing-dialogs.ts";
import { notAllowed, pageHead, type ViewContext } from "./view.ts";

/** What the project has left, how it is paid for, and what came and went. */
export default function billingView(context: ViewContext): HTMLElement {
  const { session, signal } = context;
  const reason = blocked(session.rights, "manage billing");
  if (reason) return notAllowed("Billing", reason);
  const { billing } = session.project;
  const account = fetched({
    what: "the balance",
    signal,
    fetch: async (signal) => {
      const [balance, subscription] = await Promise.all([
        billing.getBalance({ signal }),
        billing.getSubscription({ signal }),
      ]);
      return { balance, subscription };
    },
    draw: ({ balance, subscription }) =>
      h(
        "div",
        { class: "cards" },
        balanceCard(balance),
        rechargeCard(balance, () => rechargeDialog(session, balance, () => void account.reload())),
        subscriptionCard(subscription, () => subscriptionDialog(session)),
      ),
  });
  account.element.classList.add("account-cards");
  void account.reload();
  return h(
    "div",
    { class: "view" },
    pageHead(
      "Billing",
      "What the project has left, and how it is paid for.",
      button({ label: "Buy credits", icon: "add", kind: "primary", onclick: () => creditsDialog(session) }),
    ),
    account.element,
    transactions(context),
  );
}

function card(title: string, ...content: Child[]): HTMLElement {
  return h("section", { class: "card stack", "aria-label": title }, h("h2", null, title), ...content);
}

function balanceCard({ balance, last_recharge }: Balance): HTMLElement {
  return card(
    "Balance",
    h("strong", { class: balance < 0 ? "big-number danger-text" : "big-number" }, money(balance)),
    h(
      "p",
      { class: "muted" },
      last_recharge ? `Last recharged ${distance(new Date(last_recharge))}.` : "Never recharged by itself.",
    ),
  );
}

function rechargeCard(balance: Balance, change: () => void): HTMLElement {
  const { auto_recharge_amount: amount, auto_recharge_threshold: threshold, monthly_budget: budget } = balance;
  const on = amount !== undefined && amount !== null && amount > 0;
  const month = balance.auto_recharged_this_month;
  return card(
    "Recharging by itself",
    h(
      "p",
      null,
      on
        ? `When less than ${money(threshold ?? 0)} is left, ${money(amount)} is added.`
        : "It is off: when nothing is left, rooms and models stop.",
    ),
    on &&
      h("p", { class: "muted" }, budget ? `At most ${money(budget)} in a month.` : "Without a limit for the month."),
    month !== undefined && month !== null && h("p", { class: "muted" }, `${money(month)} was added this month.`),
    balance.auto_recharge_paused && h("p", { class: "warn-text" }, "It has stopped: the month's budget is used up."),
    h("div", null, button({ label: on ? "Change" : "Turn on", icon: "edit", onclick: change })),
  );
}

/** The subscription, whose members the service does not document: each as it is. */
function subscriptionCard(subscription: JsonObject, buy: () => void): HTMLElement {
  const facts = Object.entries(subscription).filter(([, value]) => value !== null && value !== "");
  const text = (value: unknown): string => {
    if (typeof value !== "string") return JSON.stringify(value);
    return /^\d{4}-\d\d-\d\dT/.test(value) ? moment(new Date(value)) : value;
  };
  return card(
    "Subscription",
    facts.length === 0
      ? h("p", { class: "muted" }, "There is none.")
      : h(
          "dl",
          { class: "pairs" },
          facts.map(([name, value]) => [h("dt", null, name.replaceAll("_", " ")), h("dd", null, text(value))]),
        ),
    h("div", null, button({ label: "Buy a subscription", icon: "link", onclick: buy })),
  );
}

const KINDS = { "": "All", in: "Money in", out: "Money out" };

function transactions({ session, route, signal }: ViewContext): HTMLElement {
  let filter = route.query.get("filter") ?? "";
  let kind = route.query.get("kind") ?? "";
  let all: Promise<Transaction[]> | undefined;

  const wanted = ({ amount, description, referenceType }: Transaction): boolean => {
    if ((kind === "in" && amount < 0) || (kind === "out" && amount >= 0)) return false;
    return anyHas(filter, description, referenceType);
  };
  /** The service has no pages of them: they are fetched once. */
  const found = async (signal: AbortSignal): Promise<Transaction[]> => {
    all ??= session.project.billing.listTransactions({ signal }).then(({ items }) => items);
    try {
      return (await all).filter(wanted);
    } catch (error) {
      all = undefined;
      throw error;
    }
  };

  const rows = list<Transaction>({
    label: "Transactions",
    signal,
    async fetch({ limit, offset }) {
      const items = await found(signal);
      return { items: items.slice(offset, offset + limit), total: items.length };
    },
    empty: () =>
      filter || kind
        ? empty("No transaction matches", "None of this kind says that.")
        : empty("No transactions yet", "Payments and costs show up here."),
    columns: [
      { title: "What", kind: "main", width: "40%", cell: ({ description }) => description },
      { title: "Amount", width: "140px", cell: amountCell },
      { title: "Kind", cell: ({ referenceType }) => referenceType && h("span", { class: "chip" }, referenceType) },
      {
        title: "When",
        cell: ({ created_at }) => h("time", { datetime: created_at }, moment(new Date(created_at))),
      },
    ],
  });
  const changed = () => {
    noteQuery({ filter, kind });
    void rows.reload(true);
  };

  async function download(): Promise<void> {
    const items = await found(signal);
    const lines = items.map((each) => [
      each.created_at,
      each.description,
      each.amount,
      each.referenceType ?? "",
      each.reference ?? "",
      each.id,
    ]);
    const head = ["when", "what", "amount", "kind", "reference", "id"];
    saveCsv(`transactions-${dayText(Date.now())}.csv`, [head, ...lines]);
  }

  void rows.reload();
  return h(
    "section",
    { class: "stack", "aria-label": "Transactions" },
    h("header", { class: "section-head" }, h("h2", null, "Transactions")),
    h(
      "div",
      { class: "toolbar" },
      search("Search transactions", filter, (text) => {
        filter = text;
        changed();
      }),
      select(Object.entries(KINDS) as [string, string][], {
        "aria-label": "Which",
        value: kind,
        onchange: ({ target }) => {
          kind = (target as HTMLSelectElement).value;
          changed();
        },
      }),
      button({ label: "Download CSV", icon: "download", onclick: download }),
    ),
    rows.element,
  );
}

function amountCell({ amount }: Transaction): Child {
  return h("span", { class: amount > 0 ? "number ok-text" : "number" }, `${amount > 0 ? "+" : ""}${money(amount)}`);
}
