//! `docs/methods.md`: all methods that call the service, from the package's own declarations.

use anyhow::{Context, Result, bail};

/// Where the page is, in the package and in `pkg-template`.
pub const PAGE: &str = "docs/methods.md";

/// The page's sections: a title, and the resources by the names of their members.
const GROUPS: [(&str, &[&str]); 11] = [
    ("Projects and people", &["projects", "members", "profiles"]),
    ("Rooms", &["rooms", "roomVolumes"]),
    ("Access", &["policies", "access", "groups", "grants"]),
    ("Identities and tokens", &["serviceAccounts", "apiKeys", "participantTokens", "oauthClients", CLIENT]),
    ("Secrets", &["userSecrets", "serviceAccountSecrets", "pullSecrets"]),
    ("Files", &["storage", "files"]),
    ("Services and agents", &["services", "roomServices", "repositories", "agents", "llm"]),
    ("Ways in and timers", &["routes", "customDomains", "mailboxes", "scheduledTasks"]),
    ("Feeds", &["feeds", "feedSubscriptions", "llmLoggers"]),
    ("Sessions, use and cost", &["sessions", "usage", "billing", "settingsDocuments"]),
    ("The service", &["config", "sysadmin"]),
];
/// The name for the client's own methods.
const CLIENT: &str = "";

const HEAD: &str = "\
# Methods

<!-- Made from the declarations: `cargo xtask types --update` writes it anew. -->

All methods that call the service. `meshagent.` is a client; what has no such prefix belongs to a project: `rooms.get(name)`
is `meshagent.project().rooms.get(name)`. `{p}` is `/accounts/projects/{project}`. A question mark is an argument that can
be left out. Every method takes options last: `signal`, `timeout`, `maxRetries`, `headers`, `idempotent`, and for uploads and
downloads `onProgress`.
";

/// One method.
#[derive(Debug, PartialEq)]
pub struct Method {
    /// Its name, such as `list(which?)`.
    call: String,
    /// The HTTP method and the path.
    pub route: String,
    /// The first sentence about it.
    summary: String,
    /// Whether it goes through a list.
    pub iterates: bool,
    /// The index of the line in which it is declared.
    pub line: usize,
}

impl Method {
    /// Its name, such as `list`.
    pub fn name(&self) -> &str {
        self.call.split('(').next().unwrap_or_default()
    }
}

/// A resource: its member's owner and name, and its methods.
#[derive(Debug, Default)]
pub struct Resource {
    /// `meshagent.` where the client has it, nothing where a project has it.
    pub prefix: &'static str,
    /// The member's name; nothing for the client's own methods.
    pub member: String,
    /// Its methods.
    pub methods: Vec<Method>,
}

impl Resource {
    /// A name behind that of the member.
    pub fn dotted(&self, name: &str) -> String {
        if self.member.is_empty() { name.to_owned() } else { format!("{}.{name}", self.member) }
    }
}

/// The page of a package with these declarations. Fails when a resource has no section.
pub fn page(types: &str) -> Result<String> {
    let resources = resources(types)?;
    let known = |member: &str| GROUPS.iter().any(|(_, members)| members.contains(&member));
    if let Some(Resource { member, .. }) = resources.iter().find(|resource| !known(&resource.member)) {
        bail!("`{member}` has no section on the page of methods: say in xtask/src/methods.rs which it is");
    }
    let mut page = HEAD.to_owned();
    for (title, members) in GROUPS {
        page += &format!("\n## {title}\n\n| method | endpoint | what it does |\n| --- | --- | --- |\n");
        let ordered = members.iter().flat_map(|member| resources.iter().filter(|resource| resource.member == **member));
        for resource in ordered {
            rows(resource, &mut page)?;
        }
    }
    Ok(page)
}

/// A line for each operation; an iterator stands beside the list that it goes through.
fn rows(resource: &Resource, page: &mut String) -> Result<()> {
    let call = |method: &Method| format!("`{}{}`", resource.prefix, resource.dotted(&method.call));
    let (mut iterators, others): (Vec<&Method>, Vec<_>) = resource.methods.iter().partition(|method| method.iterates);
    for method in others {
        let mut calls = call(method);
        for iterator in iterators.extract_if(.., |iterator| iterator.route == method.route) {
            calls += &format!(", `{}`", iterator.call);
        }
        let Method { route, summary, .. } = method;
        *page += &format!("| {calls} | `{}` | {summary} |\n", route.replace("/accounts/projects/{project}", "{p}"));
    }
    match iterators.first() {
        Some(iterator) => bail!("{} goes through a list that has no method", call(iterator)),
        None => Ok(()),
    }
}

/// Reads the declarations line by line.
#[derive(Default)]
struct Reader {
    /// The members of the client and of the project: their class, what stands before their name, and their name.
    members: Vec<(String, &'static str, String)>,
    resources: Vec<Resource>,
}

/// The resources in the order of the declarations.
pub fn resources(types: &str) -> Result<Vec<Resource>> {
    let mut reader = Reader::default();
    let mut within = "";
    for line in types.lines() {
        if let Some(head) = head(line) {
            within = head;
        } else if let Some((name, class)) = line.strip_prefix("  readonly ").and_then(|line| line.split_once(": ")) {
            reader.member(within, name, class);
        }
    }
    let mut docs = Vec::new();
    let mut lines = types.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some(head) = head(line) {
            within = head;
        } else if let Some(text) = line.strip_prefix("   *") {
            docs.push(text.trim());
            continue;
        } else if let Some(route) = docs.iter().rfind(|line| is_route(line)) {
            let mut declaration = line.trim().to_owned();
            while !declaration.ends_with(';') {
                declaration += lines.next().context("a declaration that does not end")?.1.trim();
            }
            let method = Method {
                call: call(&declaration)?,
                route: route.trim_matches('`').to_owned(),
                summary: sentence(&docs.join(" ")),
                iterates: declaration.contains("): Pages<"),
                line: number,
            };
            reader.method(within, method)?;
        }
        docs.clear();
    }
    Ok(reader.resources)
}

/// What a line begins to declare, such as `class Rooms`.
fn head(line: &str) -> Option<&str> {
    line.strip_prefix("export ")?.strip_suffix(" {")
}

impl Reader {
    fn member(&mut self, owner: &str, name: &str, class: &str) {
        let prefix = match owner {
            "interface Project" => "",
            "interface Meshagent" => "meshagent.",
            _ => return,
        };
        self.members.push((class.trim_end_matches(';').to_owned(), prefix, name.to_owned()));
    }

    fn method(&mut self, within: &str, method: Method) -> Result<()> {
        // A class may have more methods, in an interface of its name.
        let (_, class) = within.split_once(' ').context("a method of nothing")?;
        let member = self.members.iter().find(|(known, ..)| known == class);
        let (prefix, member) = match member {
            Some((_, prefix, name)) => (*prefix, name.as_str()),
            None if class == "Meshagent" => ("meshagent.", CLIENT),
            None => bail!("{class} is nobody's"),
        };
        let known = self.resources.iter_mut().find(|known| (known.prefix, known.member.as_str()) == (prefix, member));
        match known {
            Some(resource) => resource.methods.push(method),
            None => self.resources.push(Resource { prefix, member: member.to_owned(), methods: vec![method] }),
        }
        Ok(())
    }
}

/// Whether a line of a comment is the endpoint that a method calls.
fn is_route(line: &str) -> bool {
    let method = line.strip_prefix('`').and_then(|line| line.split_once(" /"));
    method.is_some_and(|(method, _)| !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// A declared method as it is called: without types, and without the options that all have.
fn call(declaration: &str) -> Result<String> {
    let (name, rest) = declaration.split_once('(').context("a method without arguments")?;
    let (arguments, _) = rest.rsplit_once("): ").context("a method without a type")?;
    let names = arguments.split(',').filter_map(|argument| argument.split_once(": "));
    let names: Vec<&str> = names.map(|(name, _)| name.trim()).filter(|name| *name != "options?").collect();
    Ok(format!("{name}({})", names.join(", ")))
}

/// The first sentence, fit for a cell of a table.
fn sentence(docs: &str) -> String {
    let text = docs.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = text.split_once(". ").map(|(first, _)| format!("{first}."));
    first.unwrap_or(text).replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: &str = "\
export interface Project {
  /** The project's rooms. */
  readonly rooms: Rooms;
}

/** The project's rooms. */
export class Rooms {
  private constructor();
  /** Releases its memory now. */
  free(): void;
  /**
   * One page of the rooms, 50 unless `limit`
   * says otherwise. More of it.
   *
   * `GET /accounts/projects/{project}/rooms`
   */
  list(which?: ListRooms, options?: RequestOptions): ApiPromise<Page<Room>>;
  /**
   * All rooms.
   *
   * `GET /accounts/projects/{project}/rooms`
   */
  iterate(which?: IterateRooms, options?: RequestOptions): Pages<Room>;
  /**
   * Sets | something.
   *
   * `PUT /accounts/projects/{project}/rooms/{room_id}`
   */
  update(
    room_id: string,
    change: RoomUpdate,
    options?: RequestOptions,
  ): ApiPromise<void>;
}

export interface Meshagent {
  /**
   * Exchanges a code.
   *
   * `POST /oauth/token`
   */
  exchange(form: Form, options?: RequestOptions): ApiPromise<Token>;
}
";

    #[test]
    fn a_method_is_a_line() {
        let page = page(TYPES).unwrap();
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(
            rows,
            [
                "| `rooms.list(which?)`, `iterate(which?)` | `GET {p}/rooms` | One page of the rooms, 50 unless `limit` says otherwise. |",
                "| `rooms.update(room_id, change)` | `PUT {p}/rooms/{room_id}` | Sets \\| something. |",
                "| `meshagent.exchange(form)` | `POST /oauth/token` | Exchanges a code. |",
            ]
        );
    }

    #[test]
    fn a_resource_without_a_section_is_an_error() {
        let types = TYPES.replace("readonly rooms:", "readonly halls:");
        assert!(page(&types).unwrap_err().to_string().contains("`halls` has no section"));
        let types = TYPES.replace("readonly rooms: Rooms", "readonly rooms: Halls");
        assert!(page(&types).unwrap_err().to_string().contains("Rooms is nobody's"));
    }

    #[test]
    fn an_iterator_stands_beside_its_list_wherever_it_is_declared() {
        let list = TYPES.find("  /**\n   * One page").unwrap()..TYPES.find("  /**\n   * All rooms").unwrap();
        let types = TYPES
            .replace(&TYPES[list.clone()], "")
            .replace("): ApiPromise<void>;\n", &format!("): ApiPromise<void>;\n{}", &TYPES[list.clone()]));
        assert!(page(&types).unwrap().contains("`rooms.list(which?)`, `iterate(which?)`"));
        let types = TYPES.replace(&TYPES[list], "");
        assert!(page(&types).unwrap_err().to_string().contains("`rooms.iterate(which?)` goes through a list"));
    }
}
