// Going through every list of today's API against the local server, two items at a time.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { all, reply, serve, stub, stubbed } from "../helpers/index.mjs";
import { operations } from "../helpers/today.mjs";

const servers = { offset: await serve(), token: await serve("--page-style", "token") };

/** How many things a list gets, so that two at a time make three pages or more. */
const FIVE = ["a", "b", "c", "d", "e"];

/** What the lists hold lies in this room, this group and so on. */
async function fill(server) {
  const client = server.client({ token: server.admin.token });
  const project = client.project();
  const own = { project_id: server.projectId };
  const { id: room } = await project.rooms.create({ name: "hall" });
  const { id: group } = await project.groups.create({ name: "everybody" });
  const { id: account } = await project.serviceAccounts.create({ name: "builder", description: "" });
  const { id: secret } = await client.userSecrets.create({ ...own, name: "shared" });
  await client.userSecrets.createVersion(secret, { value: "s" });
  for (const name of FIVE) {
    await project.rooms.create({ name });
    const { id: member } = await project.groups.create({ name });
    await project.groups.setMember(group, { subject: { type: "group", id: member } });
    await project.policies.grant("room", room, { subject: { type: "group", id: member }, roles: ["viewer"] });
    const made = await project.serviceAccounts.create({ name, description: "" });
    await client.userSecrets.create({ ...own, name });
    await client.userSecrets.grantProxyAccess(secret, { subject: { type: "service_account", id: made.id } });
    await project.serviceAccountSecrets.create(account, { name });
    await project.agents.create({ configuration: { metadata: { name }, allowed_models: [], instructions: "" } });
    const domain = `${name}.example.com`;
    const backend = { room: { name: "hall" } };
    await project.routes.create({ spec: { metadata: { name }, domain, backend } });
    await project.customDomains.create({ domain });
    const feed = await project.feeds.create({ name });
    await project.feedSubscriptions.create(feed.id, { room: "hall", path: `${name}/` });
    await project.mailboxes.create({ room: "hall", queue: "mail", address: `${name}@mail.example.com` });
    await project.repositories.create({ name });
    const spec = { metadata: { name }, schedule: "0 3 * * *", queue: { name: "jobs" } };
    await project.scheduledTasks.create("hall", { spec });
    await project.scheduledTasks.create("a", { spec });
    const lists = {
      grant_types: ["authorization_code"],
      response_types: ["code"],
      redirect_uris: ["https://a.example"],
    };
    await project.oauthClients.create({ ...lists, scope: name });
    const person = { type: "user", email: `${name}@example.com` };
    await project.policies.grant("project", server.projectId, { subject: person, roles: ["member"] });
  }
  return { room, group, account, secret };
}

/** The arguments before the object of a list's method. */
const first = {
  "groups.listMembers": ({ group }) => [group],
  "policies.get": ({ room }) => ["room", room],
  "routes.listInRoom": () => ["hall"],
  "feeds.listInRoom": () => ["hall"],
  "mailboxes.listInRoom": () => ["hall"],
  "serviceAccountSecrets.list": ({ account }) => [account],
  "serviceAccountSecrets.search": ({ account }) => [account],
  "userSecrets.listProxyAccess": ({ secret }) => [secret],
};

/** What is asked for besides; without `view: "all"` some lists are those of the caller alone. */
const asked = {
  "rooms.list": [{ view: "all" }, {}],
  "members.list": [{ view: "merged" }, { view: "project" }, {}],
  "agents.list": [{ view: "all" }, {}],
  "customDomains.list": [{ view: "all" }],
  "feeds.list": [{ view: "all" }, {}],
  "userSecrets.search": [{}, { type: "opaque" }],
  "scheduledTasks.list": [{}, { active: true }, ({ room }) => ({ room_id: room })],
};

/** Nothing runs tasks or delivers mail in the local server, so these lists are empty there. */
const EMPTY = ["mailboxes.listDeliveries", "mailboxes.listDeliveryEvents", "scheduledTasks.listRuns"];

/** `groups.listMembers` and `iterateMembers`; `policies.get`, which is a list too, and `iterate`. */
const iterator = (method) => `iterate${method.replace(/^(list|get|search(?=Users))/, "").replace(/^s/, "S")}`;

// Files are at a host of their own and have tests of their own.
const paged = [...operations.values()].filter(({ base, reply }) => base === "api" && reply.paging !== "none");

/** The methods of a list and of its iterator. */
function methods({ op, path }, client, project) {
  const [resource, method] = op.split(".");
  const owner = (path.includes("{project_id}") ? project : client)[resource];
  assert.equal(typeof owner[iterator(method)], "function", `${resource}.${iterator(method)}`);
  return { list: owner[method].bind(owner), iterate: owner[iterator(method)].bind(owner) };
}

for (const [style, server] of Object.entries(servers)) {
  describe(`${style}: each item once, in the order of the list`, () => {
    let made;
    before(async () => {
      made = await fill(server);
    });

    for (const operation of paged) {
      const { op } = operation;
      if (EMPTY.includes(op)) continue;
      for (const which of asked[op] ?? [{}]) {
        test(`${op} ${typeof which === "function" ? "of a room" : JSON.stringify(which)}`, async () => {
          const client = server.client({ token: server.admin.token });
          const { list, iterate } = methods(operation, client, client.project());
          const args = first[op]?.(made) ?? [];
          const more = typeof which === "function" ? which(made) : which;
          const { items } = await list(...args, more);
          assert.ok(items.length >= FIVE.length, `${items.length} items`);
          await server.reset();
          assert.deepEqual(await all(iterate(...args, { ...more, page_size: 2 })), items);
          const requests = await server.requests();
          // A list of an even length may need a last, empty page.
          const pages = Math.ceil(items.length / 2);
          assert.ok([pages, pages + 1].includes(requests.length), `${requests.length} requests`);
          assert.ok(requests.every(({ method }) => method === operation.http));
          // With a view nothing of the older form is sent.
          const query = Object.fromEntries(new URLSearchParams(requests[0].query ?? ""));
          if (more.view) assert.deepEqual(query, { page_size: "2", view: more.view });
        });
      }
    }
  });
}

/** The arguments before the object for those. */
const at = {
  "mailboxes.listDeliveries": ["help@mail.example.com"],
  "mailboxes.listDeliveryEvents": ["help@mail.example.com", "delivery_1"],
  "scheduledTasks.listRuns": ["task_1"],
};

for (const op of EMPTY) {
  test(`${op}: what the local server cannot have is gone through by offset`, async () => {
    const operation = operations.get(op);
    const { listKey } = operation.reply;
    const [item] = operation.recorded.reply.body.json[listKey];
    const items = FIVE.map((id) => ({ ...item, id }));
    const fetch = stub((url) => {
      const query = new URL(url).searchParams;
      const [offset, size] = [Number(query.get("offset")), Number(query.get("count") ?? query.get("limit"))];
      return reply({ [listKey]: items.slice(offset, offset + size), total: items.length });
    });
    const { iterate } = methods(operation, undefined, stubbed(fetch));
    const seen = await all(iterate(...at[op], { page_size: 2 }));
    assert.deepEqual(
      seen.map(({ id }) => id),
      FIVE,
    );
    assert.equal(fetch.calls.length, 3);
  });
}
