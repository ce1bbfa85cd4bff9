// Every agreed call of today's API against the local server: with all arguments, and with those that it requires.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection, serve } from "../helpers/index.mjs";
import { calls, invoke, minimal, operations } from "../helpers/today.mjs";
import { CODE_VERIFIER, code } from "./today-oauth.mjs";

const server = await serve("--example");
const key = server.client();
const admin = server.client({ token: server.admin.token });

/** What the server has in place of what was recorded. */
const real = new Map([["proj_123", server.projectId]]);
const walked = new Set();

/** Arguments with the server's own ids, without the token of a page that it did not send. */
function replaced(value) {
  if (typeof value === "string") return real.get(value) ?? value;
  if (Array.isArray(value)) return value.map(replaced);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  const members = Object.entries(value).filter(([name]) => name !== "continuation_token");
  return Object.fromEntries(members.map(([name, member]) => [replaced(name), replaced(member)]));
}

/** A second thing of its kind takes another name. */
const renamed = ([...args]) => {
  const made = structuredClone(args.at(-1));
  for (const named of [made, made.metadata, made.configuration?.metadata]) if (named?.name) named.name = "minimal";
  if (made.address) made.address = "minimal@mail.example.com";
  return [...args.slice(0, -1), made];
};

/** A result is of the kind that the contract says. */
function sound(op, result) {
  const { reply, recorded } = operations.get(op);
  if (reply.listKey) assert.ok(Array.isArray(result.items), op);
  const isNothing = reply.kind.endsWith("ignored") || JSON.stringify(recorded.reply.body.json) === '{"ok":true}';
  assert.equal(result === undefined, isNothing, op);
}

/** Makes the agreed call of an operation, then the one with required arguments alone; resolves to the first's result. */
async function walk(op, client = key) {
  const call = calls.find((call) => call.op === op);
  const as = (args) => invoke({ ...call, args: replaced(args) }, client, client.project());
  const result = await as(call.args);
  sound(op, result);
  const least = minimal.find((call) => call.op === op);
  if (least) sound(op, await as(op.endsWith(".create") ? renamed(least.args) : least.args));
  walked.add(op);
  return result;
}

/** Walks operations of one resource. */
async function walkAll(resource, methods, client) {
  for (const method of methods) await walk(`${resource}.${method}`, client);
}

/** Walks an operation; a member of its result stands for a recorded id from now on. */
async function make(op, recorded, member = "id", client = key) {
  const result = await walk(op, client);
  assert.equal(typeof result[member], "string", op);
  real.set(recorded, result[member]);
  return result;
}

test("projects, members and profiles", async () => {
  await walk("config.get");
  await walkAll("projects", ["create", "list", "get", "getByKey", "getStatus"]);
  await walk("billing.getPricing");
  // Somebody who was invited to a room and is no member yet.
  const { policies, rooms } = key.project();
  const { id } = await rooms.get("support");
  const subject = { type: "user", email: "ann@example.com" };
  await policies.grant("room", id, { subject, roles: ["guest"] });
  const { items } = await policies.get("room", id);
  real.set("user_789", items.find(({ subject }) => subject.email === "ann@example.com").subject.id);
  await walkAll("members", ["add", "update", "list"]);
  await walkAll("profiles", ["whoami", "get", "getInProject", "update", "updateInProject"]);
  assert.equal((await admin.profiles.whoami()).id, server.admin.id);
});

test("rooms, their volumes, and who may do what there", async () => {
  await key.project().rooms.delete((await key.project().rooms.get("support")).id);
  await make("rooms.create", "room_456");
  await walkAll("rooms", ["list", "get", "getStatus", "listEvents", "connect"]);
  await walkAll("access", ["test", "getEffective", "listBindings"]);
  await walkAll("policies", ["grant", "get", "revoke"]);
  await walk("roomVolumes.create");
  // Only volumes of another class than the agreed one have a size.
  const large = { name: "large", storage_class: "juice", max_size_mb: 1024 };
  real.set("volume_1", (await key.project().roomVolumes.create("support", large)).id);
  await walkAll("roomVolumes", ["list", "expand", "delete"]);
});

test("groups, service accounts, their keys and participant tokens", async () => {
  await make("groups.create", "group_1");
  await walkAll("groups", ["list", "get", "getByName", "setMember", "listMembers", "removeMember", "update", "delete"]);
  await make("serviceAccounts.create", "sa_1");
  await walkAll("serviceAccounts", ["list", "get", "getByName", "update"]);
  await make("apiKeys.create", "key_1");
  await walkAll("apiKeys", ["list", "delete"]);
  await make("participantTokens.mint", "a.b.c", "token");
  await walk("participantTokens.validate");
});

test("a key set is revoked by its id", async () => {
  await make("apiKeys.create", "msid_1", "msid");
  await walk("apiKeys.revokeByMsid");
});

test("settings documents", async () => {
  const { settingsDocuments } = key.project();
  assert.equal(await settingsDocuments.get("router"), null);
  const router = { allowedModels: [], apps: {}, rules: [] };
  await settingsDocuments.set("router", router);
  await settingsDocuments.set("openai", { api_key: "sk-1" });
  assert.deepEqual(await settingsDocuments.get("router"), router);
  await walkAll("settingsDocuments", ["get", "set", "delete"]);
});

test("agents, services, repositories and models", async () => {
  await make("agents.create", "agent_1");
  await walkAll("agents", ["list", "get", "update"]);
  const subject = { type: "user", id: real.get("user_789") };
  await key.project().policies.grant("agent", real.get("agent_1"), { subject, roles: ["operator"] });
  await walkAll("agents", ["connect", "delete"]);
  for (const resource of ["services", "roomServices"]) {
    await make(`${resource}.create`, "service_1");
    const others = ["createFromTemplate", "list", "get", "getByName", "update", "updateFromTemplate", "delete"];
    await walkAll(resource, others);
  }
  await walkAll("services", ["renderTemplate", "discoverMcp"]);
  await make("repositories.create", "repository_1");
  await walkAll("repositories", ["list", "get", "getByName", "update", "createToken", "delete"]);
  await walk("llm.connect");
});

test("routes, custom domains, mailboxes and scheduled tasks", async () => {
  await walkAll("routes", ["create", "list", "listInRoom", "get", "update", "delete"]);
  await walkAll("customDomains", ["create", "list", "get", "delete"]);
  await walkAll("mailboxes", ["create", "list", "listInRoom", "get", "update", "listDeliveries"]);
  // The local server delivers no mail, so there is no delivery to look at.
  for (const op of ["mailboxes.getDelivery", "mailboxes.listDeliveryEvents"]) {
    assert.ok((await rejection(walk(op))) instanceof pkg.NotFoundError);
    walked.add(op);
  }
  await walk("mailboxes.delete");
  await make("scheduledTasks.create", "task_1", "task_id");
  await walkAll("scheduledTasks", ["list", "update", "listRuns", "delete"]);
});

test("feeds, their subscriptions and loggers", async () => {
  await make("feeds.create", "feed_1");
  await walkAll("feeds", ["list", "listInRoom", "get", "getByName", "update", "publish", "publishBatch"]);
  await make("feedSubscriptions.create", "subscription_1");
  await make("llmLoggers.create", "logger_1");
  for (const resource of ["feedSubscriptions", "llmLoggers"]) {
    await walkAll(resource, ["list", "get", "update", "delete"]);
  }
  await walk("feeds.delete");
});

test("secrets of a user and of a service account", async () => {
  await make("userSecrets.create", "secret_1", "id", admin);
  await make("userSecrets.createVersion", "version_1", "id", admin);
  const reading = ["list", "search", "get", "update", "listVersions", "accessVersion"];
  await walkAll("userSecrets", [...reading, "grantProxyAccess", "listProxyAccess", "revokeProxyAccess"], admin);
  await walkAll("userSecrets", ["deleteVersion", "delete"], admin);
  await make("serviceAccountSecrets.create", "secret_1");
  await make("serviceAccountSecrets.createVersion", "version_1");
  await walkAll("serviceAccountSecrets", reading);
  await walkAll("pullSecrets", ["add", "list", "remove"]);
  await walkAll("serviceAccountSecrets", ["deleteVersion", "delete"]);
  await walk("serviceAccounts.delete");
});

test("sessions, costs and usage", async () => {
  const rooms = await walk("sessions.listActive", admin);
  const agents = await walk("sessions.listActiveAgents", admin);
  const [first, second] = [...rooms.items, ...agents.items];
  real.set("session_1", first.id);
  await walkAll("sessions", ["listRecent", "listRecentInRoom", "listRecentAgents", "listRecentForAgent", "get"]);
  await walkAll("sessions", ["getParticipantCounts", "listEvents", "listSpans", "listMetrics", "terminate"]);
  real.set("session_1", second.id);
  await walk("sessions.kill");
  await walkAll("billing", ["setAutoRecharge", "getBalance", "listTransactions", "createSubscriptionCheckout"]);
  await walkAll("billing", ["createCreditsCheckout", "getSubscription"]);
  await walk("usage.get");
  await walk("usage.getOwnLlmProxy", admin);
});

test("OAuth clients and the exchange of a code", async () => {
  const client = await make("oauthClients.create", "client_1", "client_id", admin);
  await walkAll("oauthClients", ["list", "get", "update"]);
  real.set("c0de", await code(server, client));
  const call = calls.find(({ op }) => op === "oauth.exchangeToken");
  // The form is the caller's choice; this service asks for the code's verifier and the client's secret as well.
  const [form] = replaced(call.args);
  const args = [{ ...form, client_secret: client.client_secret, code_verifier: CODE_VERIFIER }];
  const { access_token } = await invoke({ ...call, args }, key);
  walked.add("oauth.exchangeToken");
  assert.equal((await server.client({ token: access_token }).profiles.whoami()).id, server.admin.id);
  await walk("oauthClients.delete");
});

test("what is stored, and who there is", async () => {
  await walk("storage.upload");
  assert.deepEqual(await walk("storage.download"), new Uint8Array([0, 1, 2, 255]));
  await walkAll("sysadmin", ["searchUsers", "getUser", "updateUser"]);
});

test("in the end rooms and members go", async () => {
  await walkAll("rooms", ["update", "delete"]);
  await walk("members.remove");
});

test("every operation was called", () => {
  assert.deepEqual([...walked].sort(), [...operations.keys()].sort());
});
