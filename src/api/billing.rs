//! Balance and payments: `/accounts/projects/{project}/balance` and others.

use meshagent_macros::{model, resource};

use crate::model::JsonObject;

model! {
    /// What a project has left.
    pub struct Balance {
        /// The balance in US dollars.
        balance: f64,
        /// The balance below which it is recharged, in US dollars.
        auto_recharge_threshold?: f64 | null,
        /// How much is added then, in US dollars.
        auto_recharge_amount?: f64 | null,
        /// When it was last recharged, in ISO 8601.
        last_recharge?: String | null,
        /// The most that is added in a month, in US dollars.
        monthly_budget?: f64 | null,
        /// Whether the monthly budget is used up. Default: false.
        auto_recharge_paused: bool | null = "false",
        /// How much was added this month, in US dollars.
        auto_recharged_this_month?: f64 | null,
    }

    /// A payment or a cost.
    pub struct Transaction {
        /// The id.
        id: String,
        /// The amount in US dollars.
        amount: f64,
        /// What it belongs to.
        reference?: String | null,
        /// What kind of thing that is.
        referenceType?: String | null,
        /// What it was, in words.
        description: String,
        /// When it was made, in ISO 8601.
        created_at: String,
    }

    #![strict]
    /// When the balance is recharged.
    pub struct AutoRecharge {
        /// Whether it is on.
        enabled: bool,
        /// The amount in US dollars.
        amount: f64,
        /// The balance below which it is recharged, in US dollars.
        threshold: f64,
        /// The most that is added in a month, in US dollars.
        monthly_budget?: f64 | missing,
    }

    #![strict]
    /// Where the browser goes after a payment.
    pub struct CheckoutPages {
        /// Where the browser goes when it is paid.
        success_url: String,
        /// Where the browser goes when it is not.
        cancel_url: String,
    }

    #![strict]
    /// How many credits to buy, and where the browser goes then.
    pub struct CreditsCheckout {
        /// Where the browser goes when it is paid.
        success_url: String,
        /// Where the browser goes when it is not.
        cancel_url: String,
        /// How much, in US dollars.
        quantity: f64,
    }

    /// A page on which something is bought.
    pub struct CheckoutPage {
        /// The page's address.
        checkout_url: String,
    }
}

resource! {
    /// What the project has left, and how it is paid for.
    class Billing as project.billing;

    /// What the project has left.
    fn get_balance() -> Balance = GET "accounts/projects/{project}/balance";

    /// Payments and costs.
    fn list_transactions() -> Page<Transaction> in transactions = GET "accounts/projects/{project}/transactions";

    /// Says whether and when the balance is recharged.
    fn set_auto_recharge(recharge: AutoRecharge) -> () = POST "accounts/projects/{project}/recharge";

    /// Makes a page on which a subscription is bought.
    fn create_subscription_checkout(pages: CheckoutPages) -> CheckoutPage =
        POST "accounts/projects/{project}/subscription";

    /// Makes a page on which credits are bought.
    fn create_credits_checkout(checkout: CreditsCheckout) -> CheckoutPage = POST "accounts/projects/{project}/credits";

    /// The project's subscription; the reply's members are not documented.
    fn get_subscription() -> JsonObject = GET "accounts/projects/{project}/subscription";
}
