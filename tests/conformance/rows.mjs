// Calls through both clients, and where they part on purpose: each row says why and at which places, with what the
// SDK has there and what we have. Rows without `differs` are the same in every place.
import { replyTo } from "./clients.mjs";

/** Where all calls but downloads part: the SDK does not say what it accepts, so fetch says anything. */
export const EVERYWHERE = { "headers.accept": ["*/*", "application/json"] };

const differs = (why, at) => ({ why, at });
const nothing = (ok) => differs("the SDK returns the reply, we return nothing", { result: [ok, undefined] });
const done = nothing({ ok: true });
const total = (number) => differs("the SDK drops the total", { "result.total": [undefined, number] });
const dropped = (filter) => differs("a blank filter asks for nothing", { "query.filter": [filter, undefined] });
const official = differs("the SDK does not know `official`", { "result.official": [undefined, false] });
const secret = (result) =>
  differs("the SDK wants the secret, which only the reply to create has", {
    failure: ["Invalid OAuth client payload: missing required fields", undefined],
    result: [undefined, result],
  });
const more = (one, other) => differs(`${one.why}; ${other.why}`, { ...one.at, ...other.at });
const unsent = (what, at) => differs(`the SDK has no ${what}`, at);

const { clients } = replyTo("oauthClients.list").body.json;

/** Where the contract's own calls part, by their names there. */
export const known = {
  "grants.list": total(41),
  "grants.list:defaults": total(0),
  "grants.listByUser": total(41),
  "grants.listByRoom": total(41),
  "rooms.list": total(41),
  "rooms.list:filter": more(total(41), unsent("filter of rooms", { "query.filter": [undefined, "sup"] })),
  "members.add": done,
  "members.add:minimal": done,
  "members.remove": done,
  "members.role": differs("the SDK returns the role alone", {
    "result.can_create_rooms": [undefined, true],
    "result.can_use_llm_proxy": [undefined, false],
  }),
  "oauthClients.create": official,
  "oauthClients.update": done,
  "oauthClients.list": secret({ items: clients, total: 41 }),
  "oauthClients.get": secret(replyTo("oauthClients.get").body.json),
};

const ids = { room_id: "room_456", user_id: "user_789" };
const grant = (permissions) => ({ ...ids, permissions });
const file = (data) => ({ path: "reports/q3 plan.txt", data });
const lists = { grant_types: ["refresh_token"], response_types: [], redirect_uris: [] };

/** More calls: other arguments, with the contract's replies. */
export const variants = [
  // What is sent for what is left out.
  { op: "grants.listByUser", args: { user_id: "user_789" }, differs: total(41) },
  { op: "grants.listByRoom", args: { room_name: "support" }, differs: total(41) },
  { op: "grants.listUniqueRooms", args: {} },
  { op: "grants.listUniqueUsers", args: {} },
  { op: "rooms.list", args: {}, differs: total(41) },
  { op: "members.list", args: {} },
  { op: "oauthClients.list", args: {}, differs: known["oauthClients.list"] },
  { op: "rooms.list", args: { limit: undefined, offset: undefined, order_by: undefined }, differs: total(41) },
  { op: "grants.list", args: { limit: 0, order_by: "created_at" }, differs: total(41) },
  // Filters.
  { op: "grants.listUniqueUsers", args: { filter: "" }, differs: dropped("") },
  { op: "grants.listUniqueUsers", args: { filter: " \t" }, differs: dropped(" \t") },
  { op: "grants.listUniqueUsers", args: { filter: " ann & bob+é " } },
  { op: "members.list", args: { filter: "" }, differs: dropped("") },
  { op: "members.list", args: { filter: "ann=?#%26" } },
  { op: "oauthClients.list", args: { filter: " " }, differs: more(dropped(" "), known["oauthClients.list"]) },
  {
    op: "grants.listByUser",
    args: { user_id: "me", order_by: "created_at", filter: "sup" },
    differs: more(
      total(41),
      unsent("order and no filter here", {
        "query.order_by": [undefined, "created_at"],
        "query.filter": [undefined, "sup"],
      }),
    ),
  },
  // Grants.
  {
    op: "grants.update",
    args: { ...grant({}), grant_id: "" },
    differs: differs("an empty id is none, which is written `unused`", { "path.4": ["", "unused"] }),
  },
  {
    op: "grants.createByEmail",
    args: { room_id: "room_456", email: "é@example.com", permissions: {}, invite_redirect_url: "https://a.example/?b" },
    differs: unsent("address for invited people", {
      "body.json.invite_redirect_url": [undefined, "https://a.example/?b"],
    }),
  },
  {
    op: "grants.createByEmail",
    args: { room_id: "room_456", email: "ann@example.com", permissions: {}, invite_redirect_url: null },
  },
  // Rooms.
  { op: "rooms.create", args: { name: "x", if_not_exists: false, metadata: null, annotations: null } },
  { op: "rooms.create", args: { name: "x", metadata: {}, annotations: {}, permissions: {} } },
  {
    op: "rooms.create",
    args: {
      name: 'é\u{1F600}"\\\u2028\ud800',
      metadata: {
        null: null,
        list: [null, []],
        deep: { a: { b: 1e-21 } },
        "": -0.5,
        gone: undefined,
        date: new Date(0),
      },
      annotations: { "a b": "", ["__proto__"]: "own", ü: "\u0000" },
    },
  },
  {
    op: "rooms.create",
    args: { name: "x", permissions: { ann: { admin: {} }, bob: { queues: { list: true, send: null } }, "": {} } },
  },
  { op: "rooms.update", args: { room_id: "room_456", name: "x", metadata: {}, annotations: {} } },
  { op: "rooms.update", args: { room_id: "room_456", name: "x", metadata: null, annotations: null } },
  {
    op: "rooms.update",
    args: { room_id: "room_456", name: "x", enabled: false },
    differs: unsent("rooms that can be disabled", { "body.json.enabled": [undefined, false] }),
  },
  // Members.
  {
    op: "members.add",
    args: { user_id: "user_789", is_admin: true, is_developer: false, can_create_rooms: false },
    differs: done,
  },
  {
    op: "members.add",
    args: { user_id: "user_789", can_use_llm_proxy: true },
    differs: more(done, unsent("right to use the LLM proxy", { "body.json.can_use_llm_proxy": [undefined, true] })),
  },
  // Files.
  { op: "storage.upload", args: file(new Uint8Array()) },
  { op: "storage.upload", args: file(new Uint8Array([9, 1, 2, 9]).subarray(1, 3)) },
  { op: "storage.upload", args: file(new Uint8Array([1, 2, 3]).buffer) },
  { op: "storage.upload", args: file(new TextEncoder().encode('{"json":true}')) },
  // OAuth clients.
  { op: "oauthClients.create", args: { ...lists, scope: "" }, differs: official },
  { op: "oauthClients.create", args: { ...lists, scope: "a", metadata: { n: [1, null] } }, differs: official },
  {
    op: "oauthClients.create",
    args: { ...lists, scope: "a", official: true },
    differs: more(official, { why: "also in a request", at: { "body.json.official": [undefined, true] } }),
  },
  { op: "oauthClients.update", args: { client_id: "c1" }, differs: done },
  { op: "oauthClients.update", args: { client_id: "c1", ...lists, metadata: {} }, differs: done },
  {
    op: "oauthClients.update",
    args: { client_id: "c1", official: false },
    differs: more(done, unsent("`official`", { "body.json.official": [undefined, false] })),
  },
];

const everything = {
  livekit: { breakout_rooms: ["a"] },
  queues: { send: [], receive: ["jobs"], list: false },
  messaging: { broadcast: false, list: false, send: false },
  dataset: { tables: [{ name: "t", namespace: [], read: false, write: true, alter: true }], list_tables: false },
  memory: { list: false, memories: [{ name: "m", namespace: ["n"], permissions: { drop: false, optimize: false } }] },
  sync: { paths: [{ path: "/docs/*", read_only: true }] },
  storage: { paths: [{ path: "/", read_only: true }, { path: "" }] },
  containers: { logs: false, use_containers: false, pull: ["a"], run: [], registry: { list: [], pull: ["*"] } },
  developer: { logs: false },
  agents: { register_agent: false, call: false, use_tools: false, allowed_toolkits: ["search"] },
  llm: { models: ["openai/*"] },
  admin: { config: false },
  secrets: { request_oauth_token: [{ endpoint: "https://a.example/*", client_id: "c" }] },
  tunnels: { ports: ["8080"] },
  services: { list: false },
};
const spelledOut = {
  livekit: { breakout_rooms: null },
  queues: { send: null, receive: null, list: true },
  messaging: { broadcast: true, list: true, send: true },
  dataset: { tables: [{ name: "t", namespace: null, read: true, write: false, alter: false }], list_tables: true },
  memory: { list: true, memories: [{ name: "m" }, { name: "n", permissions: { drop: true, query: true } }] },
  sync: null,
  storage: { paths: [{ path: "/", read_only: false }] },
  containers: { logs: true, use_containers: true, pull: null, run: null, registry: null },
  developer: { logs: true },
  agents: { register_agent: true, use_agents: true, allowed_toolkits: null },
  llm: {},
  admin: null,
  services: { list: true },
};

/** Scopes that both clients send, compared by their meaning. */
export const scopes = [
  { scope: {} },
  { scope: everything },
  { scope: spelledOut },
  { scope: { datasets: { tables: [] } } },
  { scope: { dataset: { list_tables: false }, database: {}, datasets: null } },
  {
    scope: { dataset: null, database: {} },
    differs: differs("the first name that is there counts, as in Python; the SDK passes over null", {
      "body.json.permissions.dataset": [{}, undefined],
    }),
  },
  {
    scope: { sqlite: { a: 1 }, queues: { topics: ["x"] }, storage: { paths: [{ path: "/", when: "y" }] } },
    differs: differs("the SDK drops what it does not know, and with it the restriction", {
      "body.json.permissions.sqlite": [undefined, { a: 1 }],
      "body.json.permissions.queues.topics": [undefined, ["x"]],
      "body.json.permissions.storage.paths.0.when": [undefined, "y"],
    }),
  },
];
