// All operations of today's API in an order in which the local server has what each call names.
import assert from "node:assert/strict";
import { calls, invoke, minimal, operations } from "./today.mjs";
import { CODE_VERIFIER, code } from "./today-oauth.mjs";

/** A second thing of its kind takes another name. */
export function renamed(made) {
  const copy = structuredClone(made);
  for (const named of [copy, copy.metadata, copy.configuration?.metadata]) if (named?.name) named.name = "minimal";
  if (copy.address) copy.address = "minimal@mail.example.com";
  return copy;
}

/** Makes the agreed calls by the package: with all arguments, or with those that an operation requires. */
export function byPackage(server) {
  const clients = { key: server.client(), admin: server.client({ token: server.admin.token }) };
  const ways = { all: calls, required: minimal };
  const ours = ({ op, way, as, real, more }) => {
    const { args, ...call } = ways[way].find((call) => call.op === op);
    const last = args.length - 1;
    const given = way === "required" && op.endsWith(".create") ? args.with(last, renamed(args[last])) : args;
    const replaced = real(given);
    if (more) replaced[last] = { ...replaced[last], ...more };
    return invoke({ ...call, args: replaced }, clients[as], clients[as].project());
  };
  return ours;
}

/**
 * Walks operations with the calls of some client, `call({ op, way, as, real, more })`. `seen(op, result, repeat)` is
 * told of each result of the call with all arguments, and may repeat that call with another client.
 */
export class Walker {
  /** What the server has in place of what was recorded. */
  #real;
  /** The operations that were called. */
  walked = new Set();

  constructor(server, call, seen = () => {}) {
    this.server = server;
    this.call = call;
    this.seen = seen;
    this.#real = new Map([["proj_123", server.projectId]]);
  }

  /** From now on the server's value stands for the recorded one. */
  set(recorded, value) {
    assert.equal(typeof value, "string", recorded);
    this.#real.set(recorded, value);
  }

  get(recorded) {
    return this.#real.get(recorded);
  }

  /** Arguments with the server's own ids, without the token of a page that it did not send. */
  real = (value) => {
    if (typeof value === "string") return this.#real.get(value) ?? value;
    if (Array.isArray(value)) return value.map(this.real);
    if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
    const members = Object.entries(value).filter(([name]) => name !== "continuation_token");
    return Object.fromEntries(members.map(([name, member]) => [this.real(name), this.real(member)]));
  };

  /**
   * Calls an operation with all arguments, then with those that it requires; resolves to the first's result. `between`
   * undoes what the first call did, where the second would not find what it needs.
   */
  async walk(op, { as = "key", more, between } = {}) {
    const asked = { op, as, real: this.real, more };
    const result = await this.call({ ...asked, way: "all" });
    sound(op, result);
    await this.seen(op, result, (call) => call({ ...asked, way: "all" }));
    await between?.();
    if (minimal.some((call) => call.op === op)) sound(op, await this.call({ ...asked, way: "required" }));
    this.walked.add(op);
    return result;
  }

  /** Walks operations of one resource, named in one text. */
  async all(resource, methods, options) {
    for (const method of methods.split(" ")) await this.walk(`${resource}.${method}`, options);
  }

  /** Walks an operation; a member of its result stands for a recorded id from now on. */
  async make(op, recorded, { member = "id", ...options } = {}) {
    const result = await this.walk(op, options);
    this.set(recorded, result[member]);
    return result;
  }
}

/** A result is of the kind that the contract says. */
function sound(op, result) {
  const { reply, recorded } = operations.get(op);
  if (reply.listKey) assert.ok(Array.isArray(result.items), op);
  const isNothing = reply.kind.endsWith("ignored") || JSON.stringify(recorded.reply.body?.json) === '{"ok":true}';
  assert.equal(result === undefined, isNothing, op);
}

const AS_ADMIN = { as: "admin" };

/** The walk, part by part: a title, and what is done with a walker. */
export const parts = [
  [
    "projects, members and profiles",
    async (w) => {
      await w.walk("config.get");
      await w.all("projects", "create list get getByKey getStatus");
      await w.walk("billing.getPricing");
      // Somebody who was invited to a room and is no member yet.
      const { policies, rooms } = w.server.project();
      const { id } = await rooms.get("support");
      const subject = { type: "user", email: "ann@example.com" };
      await policies.grant("room", id, { subject, roles: ["guest"] });
      const { items } = await policies.get("room", id);
      w.set("user_789", items.find(({ subject }) => subject.email === "ann@example.com").subject.id);
      await w.all("members", "add update list");
      await w.all("profiles", "whoami get getInProject update updateInProject");
    },
  ],
  [
    "rooms, their volumes, and who may do what there",
    async (w) => {
      const { rooms, roomVolumes } = w.server.project();
      await rooms.delete((await rooms.get("support")).id);
      await w.make("rooms.create", "room_456");
      await w.all("rooms", "list get getStatus listEvents connect");
      await w.all("access", "test getEffective listBindings");
      await w.all("policies", "grant get revoke");
      await w.walk("roomVolumes.create");
      // Only volumes of another class than the agreed one have a size.
      const large = { name: "large", storage_class: "juice", max_size_mb: 1024 };
      w.set("volume_1", (await roomVolumes.create("support", large)).id);
      await w.all("roomVolumes", "list expand delete");
    },
  ],
  [
    "groups, service accounts, their keys and participant tokens",
    async (w) => {
      await w.make("groups.create", "group_1");
      await w.all("groups", "list get getByName setMember listMembers removeMember update delete");
      await w.make("serviceAccounts.create", "sa_1");
      await w.all("serviceAccounts", "list get getByName update");
      await w.make("apiKeys.create", "key_1");
      await w.all("apiKeys", "list delete");
      await w.make("participantTokens.mint", "a.b.c", { member: "token" });
      await w.walk("participantTokens.validate");
      // A key set is revoked by its id.
      await w.walk("apiKeys.create");
      const [key] = (await w.server.project().apiKeys.list(w.get("sa_1"))).items;
      w.set("msid_1", key.msid);
      await w.walk("apiKeys.revokeByMsid");
    },
  ],
  [
    "settings documents",
    async (w) => {
      const { settingsDocuments } = w.server.project();
      assert.equal(await settingsDocuments.get("grok"), null);
      await settingsDocuments.set("router", { allowedModels: [], apps: {}, rules: [] });
      await settingsDocuments.set("openai", { api_key: "sk-1" });
      await w.all("settingsDocuments", "get set delete");
    },
  ],
  [
    "agents, services, repositories and models",
    async (w) => {
      await w.make("agents.create", "agent_1");
      await w.all("agents", "list get update");
      const subject = { type: "user", id: w.get("user_789") };
      await w.server.project().policies.grant("agent", w.get("agent_1"), { subject, roles: ["operator"] });
      await w.all("agents", "connect delete");
      for (const resource of ["services", "roomServices"]) {
        await w.make(`${resource}.create`, "service_1");
        const others = "createFromTemplate list get getByName update updateFromTemplate delete";
        await w.all(resource, others);
      }
      await w.all("services", "renderTemplate discoverMcp");
      await w.make("repositories.create", "repository_1");
      await w.all("repositories", "list get getByName update createToken delete");
      await w.walk("llm.connect");
    },
  ],
  [
    "routes, custom domains, mailboxes and scheduled tasks",
    async (w) => {
      await w.all("routes", "create list listInRoom get update delete");
      await w.all("customDomains", "create list get delete");
      await w.all("mailboxes", "create list listInRoom get update");
      // Mail that was sent lies in a mailbox of the example.
      const { mailboxes } = w.server.project();
      const { items } = await mailboxes.list();
      const address = items.find(({ address }) => address !== "help@mail.example.com").address;
      w.set("help@mail.example.com", address);
      w.set("delivery_1", (await mailboxes.listDeliveries(address)).items[0].id);
      await w.all("mailboxes", "listDeliveries getDelivery listDeliveryEvents delete");
      await w.make("scheduledTasks.create", "task_1", { member: "task_id" });
      await w.all("scheduledTasks", "list update listRuns delete");
    },
  ],
  [
    "feeds, their subscriptions and loggers",
    async (w) => {
      await w.make("feeds.create", "feed_1");
      await w.make("feedSubscriptions.create", "subscription_1");
      await w.all("feeds", "list listInRoom get getByName update publish publishBatch");
      await w.make("llmLoggers.create", "logger_1");
      for (const resource of ["feedSubscriptions", "llmLoggers"]) await w.all(resource, "list get update delete");
      await w.walk("feeds.delete");
    },
  ],
  [
    "secrets of a user and of a service account",
    async (w) => {
      const reading = "list search get update listVersions accessVersion";
      await w.make("userSecrets.create", "secret_1", AS_ADMIN);
      await w.make("userSecrets.createVersion", "version_1", AS_ADMIN);
      await w.all("userSecrets", `${reading} grantProxyAccess listProxyAccess revokeProxyAccess`, AS_ADMIN);
      await w.all("userSecrets", "deleteVersion delete", AS_ADMIN);
      await w.make("serviceAccountSecrets.create", "secret_1");
      await w.make("serviceAccountSecrets.createVersion", "version_1");
      await w.all("serviceAccountSecrets", reading);
      await w.all("pullSecrets", "add list remove");
      await w.all("serviceAccountSecrets", "deleteVersion delete");
      await w.walk("serviceAccounts.delete");
    },
  ],
  [
    "sessions, costs and usage",
    async (w) => {
      const rooms = await w.walk("sessions.listActive", AS_ADMIN);
      const agents = await w.walk("sessions.listActiveAgents", AS_ADMIN);
      const [first, second] = [...rooms.items, ...agents.items];
      w.set("session_1", first.id);
      await w.all("sessions", "listRecent listRecentInRoom listRecentAgents listRecentForAgent get");
      await w.all("sessions", "getParticipantCounts listEvents listSpans listMetrics terminate");
      w.set("session_1", second.id);
      await w.walk("sessions.kill");
      await w.all("billing", "setAutoRecharge getBalance listTransactions createSubscriptionCheckout");
      await w.all("billing", "createCreditsCheckout getSubscription");
      await w.walk("usage.get");
      await w.walk("usage.getOwnLlmProxy", AS_ADMIN);
    },
  ],
  [
    "OAuth clients and the exchange of a code",
    async (w) => {
      const client = await w.make("oauthClients.create", "client_1", { member: "client_id", ...AS_ADMIN });
      await w.all("oauthClients", "list get update");
      w.set("c0de", await code(w.server, client));
      // The form is the caller's choice; this service asks for the code's verifier and the client's secret as well.
      const more = { client_secret: client.client_secret, code_verifier: CODE_VERIFIER };
      const { access_token } = await w.walk("oauth.exchangeToken", { more });
      assert.equal((await w.server.client({ token: access_token }).profiles.whoami()).id, w.server.admin.id);
      await w.walk("oauthClients.delete");
    },
  ],
  [
    "files of the project, of rooms and of agents",
    async (w) => {
      await w.walk("storage.upload");
      const agreed = new Uint8Array([0, 1, 2, 255]);
      assert.deepEqual(await w.walk("storage.download"), agreed);
      await w.all("files", "mkdir upload list stat exists getPermissions presign");
      const { agents, files } = w.server.project();
      const room = ["room", "support"];
      for (const op of ["copy", "move"]) {
        const between = async () => {
          await files.upload(...room, "in/plan.txt", op);
          await files.delete(...room, "out", { recursive: true });
        };
        await files.upload(...room, "in/plan.txt", op);
        await w.walk(`files.${op}`, { between });
      }
      await w.walk("files.delete", { between: () => files.mkdir(...room, "reports") });
      const agent = operations.get("agents.create").recorded.args;
      await agents.create({ configuration: agent.configuration });
      await files.upload("agent", "helper", "out/plan.txt", agreed);
      assert.deepEqual(await w.walk("files.download"), agreed);
    },
  ],
  ["who there is", (w) => w.all("sysadmin", "searchUsers getUser updateUser")],
  [
    "in the end rooms and members go",
    async (w) => {
      await w.all("rooms", "update delete");
      await w.walk("members.remove");
    },
  ],
];
