//! Resources as TypeScript and as JavaScript.

use super::{resource_javascript, resource_types, rooms};

/// How the one operation's declaration begins after its comment.
fn declared(operation: &str) -> String {
    let text = resource_types(&rooms(operation));
    text.split_once("`\n   */\n").unwrap().1.strip_suffix("}\n").unwrap().trim().to_owned()
}

#[test]
fn a_class_is_declared() {
    let source = "
        /// The client's profiles.
        ///
        /// All of them.
        class Profiles as meshagent.my_profiles;

        /// A profile,
        /// by id.
        fn get_one(user_id) -> Profile = GET \"accounts/profiles/{user_id}\";
    ";
    let types = "\
export interface Meshagent {
  /**
   * The client's profiles.
   *
   * All of them.
   */
  readonly myProfiles: Profiles;
}

/**
 * The client's profiles.
 *
 * All of them.
 */
export class Profiles {
  private constructor();
  /** Releases its memory now; without that the garbage collector does. */
  free(): void;
  /** What `using` does at the end of a block: `free`. */
  [Symbol.dispose](): void;
  /**
   * A profile,
   * by id.
   *
   * `GET /accounts/profiles/{user_id}`
   */
  getOne(user_id: string, options?: RequestOptions): ApiPromise<Profile>;
}
";
    assert_eq!(resource_types(source), types);
    let javascript = "\
/**
 * The client's profiles.
 *
 * All of them.
 */
export class Profiles extends Resource {
  /**
   * A profile,
   * by id.
   *
   * `GET /accounts/profiles/{user_id}`
   */
  getOne(user_id, options) {
    return send(use(this, Profiles), \"myProfiles.getOne\", [user_id], options);
  }
}
place(Meshagent, \"myProfiles\", { Profiles });
";
    assert_eq!(resource_javascript(source), javascript);
}

#[test]
fn the_client_has_methods_of_its_own() {
    let source = "
        impl Meshagent;
        /// Exchanges it.
        fn exchange_oauth_token as exchangeOAuthToken(form form: Exchange) -> Token = POST \"oauth/token\" anonymous;
    ";
    let comment = "  /**\n   * Exchanges it.\n   *\n   * `POST /oauth/token`\n   */\n";
    let types = format!(
        "export interface Meshagent {{\n{comment}  exchangeOAuthToken(form: Exchange, options?: RequestOptions): \
         ApiPromise<Token>;\n}}\n"
    );
    assert_eq!(resource_types(source), types);
    let javascript = format!(
        "methods(Meshagent, {{\n{comment}  exchangeOAuthToken(form, options) {{\n    return send(use(this, Meshagent), \
         \"exchangeOAuthToken\", [form], options);\n  }},\n}});\n"
    );
    assert_eq!(resource_javascript(source), javascript);
}

#[test]
fn arguments_and_answers_are_declared() {
    for (operation, expected) in [
        ("fn role() -> () = GET \"role\";", "role(options?: RequestOptions): ApiPromise<void>;"),
        (
            "fn list(a_b, which?: ListRooms) -> Page<Room> in rooms = GET \"{a_b}\";",
            "list(a_b: string, which?: ListRooms, options?: RequestOptions): ApiPromise<Page<Room>>;",
        ),
        (
            "each list_all(which: ListRooms) -> Room in rooms by limit = GET \"rooms\";",
            "listAll(which: ListRooms, options?: RequestOptions): Pages<Room>;",
        ),
        (
            "fn find(r#type, {}) -> Vec<Room> from rooms or null = POST \"find/{type}\";",
            "find(type: string, options?: RequestOptions): ApiPromise<Room[] | null>;",
        ),
        (
            "fn put(+ project_id, - id or \"x\", room: Room) -> exists = PUT \"rooms/{id}\";",
            "put(room: Room, options?: RequestOptions): ApiPromise<boolean>;",
        ),
        (
            "fn add(a in path: \"b\" | \"c\", d in body, e in body: \"f\", g: G) -> () = PUT \"{a}s\";",
            "add(a: \"b\" | \"c\", d: string, e: \"f\", g: G, options?: RequestOptions): ApiPromise<void>;",
        ),
        (
            "upload send_it(path in query, data) = POST \"files\";",
            "sendIt(path: string, data: UploadData, options?: TransferOptions): ApiPromise<void>;",
        ),
        (
            "download bytes(path in query) -> bytes = GET \"files\";",
            "bytes(path: string, options?: TransferOptions): ApiPromise<Bytes>;",
        ),
        ("download blob() -> blob = GET \"files\";", "blob(options?: TransferOptions): ApiPromise<Blob>;"),
        (
            "download stream() -> stream = GET \"files\";",
            "stream(options?: TransferOptions): ApiPromise<ReadableStream<Bytes>>;",
        ),
        (
            "fn a_name_that_is_long(room_id, which?: ListWithANameThatIsLong) -> Page<RoomWithANameThatIsLong> in x = \
             GET \"{room_id}\";",
            "aNameThatIsLong(\n    room_id: string,\n    which?: ListWithANameThatIsLong,\n    \
             options?: RequestOptions,\n  ): ApiPromise<Page<RoomWithANameThatIsLong>>;",
        ),
    ] {
        assert_eq!(declared(operation), expected);
    }
}

#[test]
fn methods_pass_their_arguments_on() {
    for (operation, head, call) in [
        (
            "fn a(+ p, room: Room) -> () = POST \"x\";",
            "a(room, options)",
            "send(use(this, Rooms), \"rooms.a\", [room], options)",
        ),
        ("fn a({}) -> () = POST \"x\";", "a(options)", "send(use(this, Rooms), \"rooms.a\", [], options)"),
        (
            "each go_on(which?: A) -> B in b by c = GET \"x\";",
            "goOn(which, options)",
            "iterate(use(this, Rooms), \"rooms.goOn\", [which], options)",
        ),
        (
            "upload up(path in query, data) = POST \"x\";",
            "up(path, data, options)",
            "send(use(this, Rooms), \"rooms.up\", [path, data], options)",
        ),
        (
            "download down(path in query) -> blob = GET \"x\";",
            "down(path, options)",
            "send(use(this, Rooms), \"rooms.down\", [path], options)",
        ),
    ] {
        let text = resource_javascript(&rooms(operation));
        let method =
            format!("   */\n  {head} {{\n    return {call};\n  }}\n}}\nplace(Project, \"rooms\", {{ Rooms }});\n");
        assert!(text.ends_with(&method), "{text}");
    }
    let long = "x".repeat(50);
    let text = resource_javascript(&rooms(&format!("fn a({long}) -> () = GET \"{{{long}}}\";")));
    assert!(!text.contains("send(\n"), "{text}");
    let long = "x".repeat(80);
    let text = resource_javascript(&rooms(&format!("fn a({long}) -> () = GET \"{{{long}}}\";")));
    let call = format!("send(\n      use(this, Rooms),\n      \"rooms.a\",\n      [{long}],\n      options,\n    );\n");
    assert!(text.contains(&call), "{text}");
}
