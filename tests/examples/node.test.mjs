// The Node examples, each run as a person would run it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { app, folder, root, run, serve } from "../helpers/index.mjs";

const server = await serve("--example");
const env = { MESHAGENT_API_URL: server.url, MESHAGENT_API_KEY: server.apiKey, MESHAGENT_PROJECT_ID: server.projectId };

/** Runs an example in a project that has the package installed. */
function example(name, ...args) {
  copyFileSync(join(root, "examples/node", name), join(app, name));
  return run(process.execPath, [name, ...args], { env });
}

test("export-grants: every grant is a line of the CSV file", async () => {
  const { code, stdout, stderr } = await example("export-grants.mjs");
  assert.deepEqual([code, stderr], [0, ""]);
  const lines = stdout.split("\r\n");
  assert.equal(lines[0], '"room","room_id","user_id","email","permissions"');
  assert.equal(lines.pop(), "");
  const { room_grants } = await server.held("/room-grants?limit=1000&offset=0");
  assert.ok(room_grants.length > 20);
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  for (const { room, user_id, permissions } of room_grants) {
    const begin = [room.name, room.id, user_id].map(cell).join();
    const end = cell(JSON.stringify(permissions));
    const found = lines.filter((line) => line.startsWith(begin) && line.endsWith(end));
    assert.equal(found.length, 1, begin);
  }
  assert.equal(lines.length, room_grants.length + 1);
  assert.equal(lines.filter((line) => line.includes(`"${server.member.email}"`)).length, 5);
});

test("export-grants: a token that is not valid ends it with an error and its status", async () => {
  const { code, stdout, stderr } = await run(process.execPath, ["export-grants.mjs"], {
    env: { ...env, MESHAGENT_API_KEY: "nobody" },
  });
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /AuthenticationError/);
  assert.match(stderr, /status: 401/);
});

/** A folder with these files. */
function files(contents) {
  const path = join(folder("sync"), "plans");
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

const uploads = async () =>
  (await server.requests())
    .filter(({ method }) => method === "POST")
    .map(({ query }) => new URLSearchParams(query).get("path"))
    .sort();

const stored = async (path) => new TextDecoder().decode(await server.project().storage.download(path));

test("sync-folder: everything the first time, then only what has changed", async () => {
  const plans = files({ "a.txt": "one", "deep/b ü.txt": "two", "c.txt": "", "d.txt": "four", "e.txt": "five" });
  await server.reset();
  const first = await example("sync-folder.mjs", plans);
  assert.deepEqual([first.code, first.stderr], [0, ""]);
  assert.match(first.stdout, /^5 files, 14 bytes$/m);
  const all = ["plans/a.txt", "plans/c.txt", "plans/d.txt", "plans/deep/b ü.txt", "plans/e.txt"];
  assert.deepEqual(await uploads(), all);
  assert.equal(await stored("plans/deep/b ü.txt"), "two");

  await server.reset();
  const second = await example("sync-folder.mjs", plans);
  assert.equal(second.stdout, "nothing has changed\n");
  assert.deepEqual(await uploads(), []);

  writeFileSync(join(plans, "a.txt"), "one and more");
  const third = await example("sync-folder.mjs", plans);
  assert.equal(third.stdout, "plans/a.txt\n1 files, 12 bytes\n");
  assert.deepEqual(await uploads(), ["plans/a.txt"]);
  assert.equal(await stored("plans/a.txt"), "one and more");
});

test("sync-folder: what was uploaded before a fault is not uploaded again", async () => {
  const plans = files(Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`${n}.txt`, `${n}`])));
  const path = `/projects/${server.projectId}/storage/upload`;
  await server.reset({ match: { path }, skip: 6, times: null, status: 403, body: "no" });
  const failed = await example("sync-folder.mjs", plans);
  assert.deepEqual([failed.code, failed.stderr], [1, `POST ${path}: 403 no\n`]);
  const before = failed.stdout.trim().split("\n");

  await server.reset();
  const again = await example("sync-folder.mjs", plans);
  assert.equal(again.code, 0, again.stderr);
  assert.equal((await uploads()).length, 9 - before.length);
  assert.ok(readdirSync(plans).some((name) => name.startsWith(".sync-")));
  assert.equal(await stored("plans/8.txt"), readFileSync(join(plans, "8.txt"), "utf8"));
});

test("sync-folder: Ctrl-C ends the uploads on their way and keeps what is done", async () => {
  const plans = files({ "1.txt": "1", "2.txt": "2", "3.txt": "3" });
  await server.reset({ match: { path: "plans%2F2" }, times: null, silent: true });
  const child = spawn(process.execPath, ["sync-folder.mjs", plans], { cwd: app, env: { ...process.env, ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const ended = once(child, "close");
  while (!/1\.txt/.test(output) || !/3\.txt/.test(output)) await once(child.stdout, "data");
  child.kill("SIGINT");
  assert.deepEqual(await ended, [1, null]);
  assert.match(output, /^stopped; run it again to go on$/m);

  await server.reset();
  const again = await example("sync-folder.mjs", plans);
  assert.equal(again.stdout, "plans/2.txt\n1 files, 1 bytes\n");
});

const WEEK = 7 * 24 * 3_600_000;

test("operators: three people have the role through a group, and the account's key works", async () => {
  const emails = ["ines", "zoe", "priya"].map((name) => `${name}@example.com`);
  const { code, stdout, stderr } = await example("operators.mjs", "front-desk", ...emails);
  assert.deepEqual([code, stderr], [0, ""]);
  const [first, key, last] = stdout.trim().split("\n");
  assert.equal(first, "ines@example.com may use front-desk");
  assert.equal(last, "0 rows of usage, 0.00 in all");

  const room = await server.held("/rooms/front-desk");
  const group = await server.held("/groups/by-name/front-desk-operators");
  const { access_grants } = await server.held(`/iam/room/${room.id}/policy`);
  const granted = access_grants.filter(({ subject }) => subject.type === "group");
  assert.deepEqual(
    granted.map(({ subject, direct_roles }) => [subject.id, direct_roles]),
    [[group.id, ["operator"]]],
  );
  const { members } = await server.held(`/groups/${group.id}/members`);
  const { users } = await server.held("/users?count=100&offset=0");
  const addresses = members.map(({ subject }) => users.find(({ id }) => id === subject.id).email);
  assert.deepEqual(addresses.sort(), [...emails].sort());

  const account = await server.held("/service-accounts/by-name/front-desk-operators");
  const { keys } = await server.held(`/service-accounts/${account.id}/api-keys`);
  assert.deepEqual(
    keys.map(({ description }) => description),
    ["for front-desk"],
  );
  const caller = await server.client({ token: key.replace("MESHAGENT_API_KEY=", "") }).profiles.whoami();
  assert.equal(caller.id, account.id);
});

test("operators: a room that was used shows what it cost, and a second run gives another key alone", async () => {
  const args = ["support", "mia@example.com", "tom@example.com", "ines@example.com"];
  const runs = [await example("operators.mjs", ...args), await example("operators.mjs", ...args)];
  const end = Date.now();
  const { usage } = await server.held(`/usage?interval=1d&room=support&start=${new Date(end - WEEK).toISOString()}`);
  assert.ok(usage.length > 10);
  const cost = usage.reduce((sum, row) => sum + row.cost, 0);
  for (const { code, stdout, stderr } of runs) {
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, new RegExp(`^${usage.length} rows of usage, ${cost.toFixed(2)} in all$`, "m"));
  }
  const { groups } = await server.held("/groups?filter=support-operators");
  assert.equal(groups.length, 1);
  const account = await server.held("/service-accounts/by-name/support-operators");
  assert.equal((await server.held(`/service-accounts/${account.id}/api-keys`)).keys.length, 2);
});

test("operators: an address of nobody in the project ends it", async () => {
  const { code, stderr } = await example("operators.mjs", "support", "a@b.c", "mia@example.com", "tom@example.com");
  assert.equal(code, 1);
  assert.match(stderr, /a@b\.c is not a member of the project/);
});

test("deploy: everything the first time, nothing the second, and what differs is put right", async () => {
  const args = ["web", "www.example.com", "web@mail.example.com"];
  const deployed = ["service site", "route www.example.com", "mailbox web@mail.example.com", "task nightly"];
  const first = await example("deploy.mjs", ...args);
  assert.deepEqual([first.code, first.stderr], [0, ""]);
  assert.deepEqual(
    first.stdout.trim().split("\n"),
    deployed.map((what) => `created ${what}`),
  );
  const held = async () => {
    const paths = [
      "/rooms/web",
      "/services/by-name/site",
      "/routes/www.example.com",
      "/mailboxes/web@mail.example.com",
    ];
    const tasks = (await server.held("/scheduled-tasks")).tasks.filter(({ room_name }) => room_name === "web");
    return [...(await Promise.all(paths.map((path) => server.held(path)))), tasks];
  };
  const before = await held();
  const [room, service, { route }, { mailbox }, [task, ...others]] = before;
  assert.equal(room.name, "web");
  assert.deepEqual([service.container.image, service.ports[0].num], ["registry.example.com/site:1", 8000]);
  assert.deepEqual(service.container.environment, [{ name: "MODE", value: "production" }]);
  assert.deepEqual([route.spec.backend.room.name, route.spec.paths[0].targetPort], ["web", 8000]);
  assert.deepEqual([mailbox.room, mailbox.queue, mailbox.public], ["web", "mails", true]);
  assert.deepEqual([task.spec.metadata.name, task.schedule, task.spec.queue.name], ["nightly", "0 3 * * *", "jobs"]);
  assert.deepEqual(others, []);

  await server.reset();
  const second = await example("deploy.mjs", ...args);
  assert.deepEqual(
    second.stdout.trim().split("\n"),
    deployed.map((what) => `unchanged ${what}`),
  );
  // A template is rendered by POST, which writes nothing.
  const writes = ({ method, path }) => method !== "GET" && path !== "/templates/render";
  const written = (await server.requests()).filter(writes);
  assert.deepEqual(
    written.map(({ method, path, body }) => [method, path, JSON.parse(body).if_not_exists]),
    [["POST", `${server.path}/rooms`, true]],
  );
  assert.deepEqual(await held(), before);

  await server.ask("PUT", `${server.path}/mailboxes/web@mail.example.com`, { room: "support", queue: "other" });
  const third = await example("deploy.mjs", ...args);
  assert.deepEqual(third.stdout.match(/^changed .+$/gm), ["changed mailbox web@mail.example.com"]);
  assert.deepEqual(await held(), before);
});
