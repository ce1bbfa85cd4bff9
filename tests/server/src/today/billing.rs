//! Credits, payments and prices. Nobody pays here: a checkout is an address
//! that leads nowhere.

use rusqlite::Connection;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::today::call::Call;
use crate::today::{prices, records, time};

const RECHARGE: &str = "billing/recharge";

/// `billing.getPricing`
pub fn pricing(_: &Call) -> Result<Value> {
    Ok(prices::list())
}

/// `billing.getBalance`: the sum of all transactions.
pub fn balance(call: &Call) -> Result<Value> {
    let mut sum = call.db.prepare_cached("SELECT ifnull(round(sum(amount), 6), 0.0) FROM transactions")?;
    let balance: f64 = sum.query_row([], |row| row.get(0))?;
    let mut reply = records::body(call.db, RECHARGE)?.unwrap_or_default();
    if reply.remove("enabled") == Some(json!(true)) {
        let mut month = call.db.prepare_cached(
            "SELECT ifnull(sum(amount), 0.0) FROM transactions
             WHERE reference_type = 'recharge' AND created_at >= unixepoch('now', 'start of month')",
        )?;
        let month: f64 = month.query_row([], |row| row.get(0))?;
        reply.insert("auto_recharged_this_month".to_owned(), json!(month));
    } else {
        reply.clear();
    }
    let mut last =
        call.db.prepare_cached("SELECT max(created_at) FROM transactions WHERE reference_type = 'recharge'")?;
    let last: Option<i64> = last.query_row([], |row| row.get(0))?;
    reply.insert("balance".to_owned(), json!(balance));
    reply.insert("last_recharge".to_owned(), json!(last.map(time::write)));
    call.app.today.contract.fill("Balance", &mut reply)?;
    Ok(Value::Object(reply))
}

/// `billing.setAutoRecharge`
pub fn set_auto_recharge(call: &Call) -> Result<Value> {
    for name in ["amount", "threshold", "monthly_budget"] {
        if call.value(name).as_f64().is_some_and(|number| number < 0.0) {
            return Err(Error::invalid(name, "must not be negative"));
        }
    }
    set_recharge(call.db, &call.body)?;
    Ok(json!({}))
}

/// Keeps what a call of `billing.setAutoRecharge` says.
pub fn set_recharge(db: &Connection, sent: &Value) -> Result<()> {
    let names = [
        ("enabled", "enabled"),
        ("auto_recharge_amount", "amount"),
        ("auto_recharge_threshold", "threshold"),
        ("monthly_budget", "monthly_budget"),
    ];
    let settings = names.map(|(kept, name)| (kept.to_owned(), sent.get(name).cloned().unwrap_or_default()));
    records::put(db, "billing", RECHARGE, &Map::from_iter(settings))
}

/// Below which balance it is recharged, and by how much, if it is at all.
pub fn recharges(db: &Connection) -> Result<Option<[f64; 2]>> {
    let settings = records::body(db, RECHARGE)?.unwrap_or_default();
    let number = |name: &str| settings.get(name).and_then(Value::as_f64).unwrap_or(0.0);
    let on = settings.get("enabled") == Some(&json!(true));
    Ok(on.then(|| [number("auto_recharge_threshold"), number("auto_recharge_amount")]))
}

/// `billing.listTransactions`, the newest first.
pub fn transactions(call: &Call) -> Result<Value> {
    let mut select = call.db.prepare_cached(
        "SELECT id, amount, reference, reference_type, description, created_at FROM transactions
         ORDER BY created_at DESC, seq DESC",
    )?;
    let mut rows = select.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(json!({
            "id": row.get::<_, String>(0)?,
            "amount": row.get::<_, f64>(1)?,
            "reference": row.get::<_, Option<String>>(2)?,
            "referenceType": row.get::<_, Option<String>>(3)?,
            "description": row.get::<_, String>(4)?,
            "created_at": time::write(row.get(5)?),
        }));
    }
    call.list(all)
}

/// `billing.createSubscriptionCheckout` and `billing.createCreditsCheckout`
pub fn checkout(call: &Call) -> Result<Value> {
    for name in ["success_url", "cancel_url"] {
        if !call.text(name).is_some_and(|url| url.starts_with("http://") || url.starts_with("https://")) {
            return Err(Error::invalid(name, "must be an address of the web"));
        }
    }
    if call.value("quantity").as_f64().is_some_and(|quantity| quantity <= 0.0) {
        return Err(Error::invalid("quantity", "must be above zero"));
    }
    Ok(json!({ "checkout_url": format!("{}/checkout/{}", call.app.url, Uuid::new_v4()) }))
}

/// `billing.getSubscription`
pub fn subscription(call: &Call) -> Result<Value> {
    let mut paid =
        call.db.prepare_cached("SELECT min(created_at) FROM transactions WHERE reference_type = 'subscription'")?;
    let since: Option<i64> = paid.query_row([], |row| row.get(0))?;
    Ok(match since {
        Some(since) => json!({ "plan": "pro", "status": "active", "since": time::write(since) }),
        None => json!({ "plan": "free", "status": "active" }),
    })
}
