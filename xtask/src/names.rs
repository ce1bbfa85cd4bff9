//! What other clients call the operations: `docs/names.md`, and a line in the documentation of each method.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::methods::{self, Method, Resource};
use crate::project;

/// Where the page is, in the package and in `pkg-template`.
pub const PAGE: &str = "docs/names.md";

/// The operations of today with their names elsewhere, as the contract has them.
const TODAY: &str = "tests/contract/operations.json";
/// The same for those that the contract of today does not have.
const OLDER: &str = "tests/contract/names.json";

const HEAD: &str = "\
# If you come from another client

<!-- Made from the declarations: `cargo xtask types --update` writes it anew. -->

What each operation is called in the service's REST documentation and in the Python SDK, in the official TypeScript SDK
(`@meshagent/meshagent`), and here, in both [generations](generations.md). An editor's search for one of these names finds
the method: each has them in its documentation. [Migration](migration.md) shows calls before and after.

| REST documentation, Python | official TypeScript SDK | here |
| --- | --- | --- |
";

/// What others call one operation.
#[derive(Debug, Default, Deserialize)]
struct Elsewhere {
    op: String,
    python: Vec<String>,
    ts: Option<String>,
    #[serde(default, rename = "tsAlso")]
    ts_also: Vec<String>,
}

impl Elsewhere {
    fn typescript(&self) -> impl Iterator<Item = &String> {
        self.ts.iter().chain(&self.ts_also)
    }
}

/// Operations of other clients that have none here.
#[derive(Debug, Default, Deserialize)]
struct Without {
    python: Vec<String>,
    ts: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Contract {
    operations: Vec<Elsewhere>,
    #[serde(default)]
    without: Without,
}

/// The names of all operations elsewhere, by their names here.
#[derive(Debug)]
pub struct Names {
    operations: BTreeMap<String, Elsewhere>,
    without: Without,
}

impl Names {
    /// Reads the contract.
    pub fn read() -> Result<Self> {
        let read = |file| fs::read_to_string(project::root().join(file)).context(file);
        Self::of(&read(TODAY)?, &read(OLDER)?)
    }

    fn of(today: &str, older: &str) -> Result<Self> {
        let today: Contract = serde_json::from_str(today).context(TODAY)?;
        let older: Contract = serde_json::from_str(older).context(OLDER)?;
        let operations = today.operations.into_iter().chain(older.operations);
        let here = |op: &str| if op == "oauth.exchangeToken" { "exchangeOAuthToken" } else { op }.to_owned();
        let operations = operations.map(|operation| (here(&operation.op), operation)).collect();
        Ok(Names { operations, without: older.without })
    }

    /// The operation that a method calls: that of its own name, or that of the first method with its route.
    fn operation(&self, resource: &Resource, method: &Method) -> Result<(&str, &Elsewhere)> {
        let named = |method: &Method| self.operations.get_key_value(&resource.dotted(method.name()));
        let same_route = || resource.methods.iter().filter(|other| other.route == method.route).find_map(named);
        let found = named(method).or_else(same_route).map(|(op, names)| (op.as_str(), names));
        found.with_context(|| format!("say in {OLDER} what other clients call `{}`", resource.dotted(method.name())))
    }

    /// The declarations with other clients' names in the documentation of each method.
    pub fn annotate(&self, types: &str) -> Result<String> {
        let mut notes = BTreeMap::new();
        for resource in methods::resources(types)? {
            for method in &resource.methods {
                let (_, operation) = self.operation(&resource, method)?;
                let names: Vec<&str> =
                    operation.python.iter().chain(operation.typescript()).map(String::as_str).collect();
                if !names.is_empty() {
                    // In front of the line that ends the comment.
                    notes.insert(method.line.saturating_sub(1), format!("   * @see {}\n", names.join(", ")));
                }
            }
        }
        let lines = types.lines().enumerate();
        Ok(lines.map(|(number, line)| notes.remove(&number).unwrap_or_default() + line + "\n").collect())
    }

    /// The page of a package with these declarations. Fails when an operation has no method.
    pub fn page(&self, types: &str) -> Result<String> {
        let mut here: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let resources = methods::resources(types)?;
        for resource in &resources {
            for method in &resource.methods {
                let (op, _) = self.operation(resource, method)?;
                let calls = here.entry(op).or_default();
                let first = calls.is_empty() || !method.iterates;
                let name = if first {
                    resource.prefix.to_owned() + &resource.dotted(method.name())
                } else {
                    method.name().to_owned()
                };
                calls.push(name);
            }
        }
        if let Some(op) = self.operations.keys().find(|op| !here.contains_key(op.as_str())) {
            bail!("{op} of the contract has no method");
        }
        let mut rows = BTreeSet::new();
        for (op, calls) in here {
            let Some(operation) = self.operations.get(op) else { continue };
            let typescript: Vec<&String> = operation.typescript().collect();
            let key = operation.python.first().or(typescript.first().copied()).cloned();
            let row = format!("| {} | {} | {} |\n", code(&operation.python), code(&typescript), code(&calls));
            rows.insert((key, row));
        }
        let rows: String = rows.into_iter().map(|(_, row)| row).collect();
        Ok(HEAD.to_owned() + &rows + &self.rest())
    }

    /// What the page says of operations that are not here.
    fn rest(&self) -> String {
        format!(
            "\nThese have no method here: shares, webhooks, secrets of the older kind and registrations are gone from services \
             of today. `meshagent.request` reaches a service that still has them. In the TypeScript SDK: {}. In Python: {}.\n",
            code(&self.without.ts),
            code(&self.without.python)
        )
    }
}

/// Names as a list of code.
fn code<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &str = "\
export interface Project {
  readonly rooms: Rooms;
}
export class Rooms {
  /**
   * One page of the rooms.
   *
   * `GET /rooms`
   */
  list(which?: ListRooms, options?: RequestOptions): Promise<Page<Room>>;
  /**
   * All rooms.
   *
   * `GET /rooms`
   */
  iterate(which?: IterateRooms, options?: RequestOptions): Pages<Room>;
  /**
   * A room.
   *
   * `GET /rooms/{name}`
   */
  get(name: string, options?: RequestOptions): Promise<Room>;
}
";
    const TODAY: &str = r#"{"operations":[
        {"op":"rooms.list","python":["list_rooms_page","list_rooms"],"ts":"listRooms"},
        {"op":"rooms.get","python":["get_room"],"ts":null}
    ]}"#;
    const OLDER: &str = r#"{"operations":[],"without":{"python":["list_shares"],"ts":["listShares"]}}"#;

    #[test]
    fn each_method_has_the_names_in_its_documentation() {
        let types = Names::of(TODAY, OLDER).unwrap().annotate(TYPES).unwrap();
        assert_eq!(types.matches("   * @see list_rooms_page, list_rooms, listRooms\n   */\n").count(), 2);
        assert!(types.contains("   * `GET /rooms/{name}`\n   * @see get_room\n   */\n  get("));
        assert_eq!(
            types.lines().filter(|line| !line.contains("@see")).collect::<Vec<_>>(),
            TYPES.lines().collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_page_has_a_row_for_each_operation() {
        let page = Names::of(TODAY, OLDER).unwrap().page(TYPES).unwrap();
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(
            rows,
            [
                "| `get_room` |  | `rooms.get` |",
                "| `list_rooms_page`, `list_rooms` | `listRooms` | `rooms.list`, `iterate` |",
            ]
        );
        assert!(page.contains("SDK: `listShares`. In Python: `list_shares`."));
    }

    #[test]
    fn an_operation_without_a_method_and_a_method_without_names_are_errors() {
        let more = OLDER.replace("[]", r#"[{"op":"rooms.lock","python":["lock_room"]}]"#);
        let error = Names::of(TODAY, &more).unwrap().page(TYPES).unwrap_err();
        assert!(error.to_string().contains("rooms.lock of the contract has no method"));
        let error = Names::of(&TODAY.replace("rooms.get", "rooms.set"), OLDER).unwrap().annotate(TYPES).unwrap_err();
        assert!(error.to_string().contains("what other clients call `rooms.get`"));
    }
}
