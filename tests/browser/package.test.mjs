// The package itself in Chromium: calls, errors, aborts, timeouts, and its entries.
import assert from "node:assert/strict";
import { api, onPage } from "../helpers/page.mjs";

onPage("rooms: created, found, changed, listed, deleted", {}, async (run) => {
  const seen = await run(async () => {
    const { rooms } = new meshagent.Meshagent(options).project();
    const room = await rooms.create({ name: "browser", metadata: { ü: [1, null] }, annotations: { a: "b" } });
    const same = await rooms.get("browser");
    await rooms.update(room.id, { name: "renamed" });
    const page = await rooms.list({ filter: "renam" });
    const { room_name, jwt } = await rooms.connect("renamed");
    await rooms.delete(room.id);
    return { room, same, page, room_name, jwt };
  });
  assert.deepEqual(seen.same, seen.room);
  assert.deepEqual(seen.room.metadata, { ü: [1, null] });
  assert.deepEqual([seen.page.total, seen.page.items[0].name, seen.room_name], [1, "renamed", "renamed"]);
  assert.equal(seen.jwt.split(".").length, 3);
  assert.equal(await api.held("/rooms/renamed"), undefined);
});

onPage("a browser names itself, and the service is not asked first", {}, async (run) => {
  await api.reset();
  await run(async () => void (await new meshagent.Meshagent(options).project().rooms.list()));
  const requests = await api.requests();
  assert.ok(requests.length > 0);
  for (const { headers } of requests) {
    assert.match(headers["user-agent"], /Mozilla/);
    assert.doesNotMatch(headers["access-control-request-headers"] ?? "", /user-agent/);
  }
});

onPage(
  "a fetch of one's own gets no name of the package: other browsers would send it and ask first",
  {},
  async (run) => {
    const names = await run(async () => {
      let given;
      const fetch = async (_url, { headers }) => {
        given = Object.keys(headers);
        return new Response('{"rooms":[],"total":0}');
      };
      await new meshagent.Meshagent({ ...options, fetch }).project().rooms.list();
      return given;
    });
    assert.ok(names.includes("authorization"));
    assert.ok(!names.includes("user-agent"));
  },
);

onPage("grants: created, read, changed, gone through, deleted", {}, async (run) => {
  const room = await api.room("granted");
  const user_id = api.member.id;
  const seen = await run(
    async ([room_id, user_id]) => {
      const { grants } = new meshagent.Meshagent(options).project();
      await grants.create({ room_id, user_id, permissions: { storage: { paths: [{ path: "/a", read_only: true }] } } });
      const created = await grants.get(room_id, user_id);
      await grants.update({ room_id, user_id, permissions: meshagent.ApiScope.userDefault() });
      const updated = await grants.get(room_id, user_id);
      let count = 0;
      for await (const each of grants.iterate({ page_size: 100 })) count += each.user_id ? 1 : 0;
      let first;
      for await (const each of grants.iterate({ page_size: 10 })) {
        first = each.room.name;
        break;
      }
      await grants.delete(room_id, user_id);
      return { created, updated, count, first };
    },
    [room.id, user_id],
  );
  const permissions = { storage: { paths: [{ path: "/a", read_only: true }] } };
  assert.deepEqual(seen.created, { room, user_id, permissions });
  assert.deepEqual(seen.updated.permissions.storage, {});
  assert.deepEqual([seen.count, seen.first], [251, "granted"]);
  assert.equal(await api.held(`/room-grants/${room.id}/${user_id}`), undefined);
});

onPage("errors are of their classes, with what the reply said", { expected: true }, async (run) => {
  await api.reset({ match: { path: "/rooms/broken" }, status: 500, body: "broken" });
  const seen = await run(async () => {
    const client = new meshagent.Meshagent({ ...options, maxRetries: 0 });
    const tell = (error) => ({
      name: error.name,
      own: error.constructor === meshagent[error.name],
      base: error instanceof meshagent.RoomException && error instanceof Error,
      status: error.status,
      message: error.message,
      id: error.headers.get("x-request-id")?.length,
      token: `${error.stack}${JSON.stringify(error)}`.includes(options.token),
    });
    const failures = [
      () => client.project().rooms.get("nowhere"),
      () => client.project().rooms.get("broken"),
      () => client.project().rooms.create({ name: "NO" }),
      () => new meshagent.Meshagent({ ...options, token: "nobody" }).project().rooms.list(),
      () => client.project().rooms.get(""),
      () => client.project().rooms.get(7),
    ];
    const told = [];
    for (const failure of failures) told.push(await failure().catch(tell));
    return told;
  });
  const common = { own: true, base: true, token: false };
  assert.deepEqual(
    seen.map(({ name, status, id, own, base, token }) => ({ name, status, id, own, base, token })),
    [
      { name: "NotFoundError", status: 404, id: 36, ...common },
      { name: "ServerError", status: 500, id: 36, ...common },
      { name: "ValidationErrorResponse", status: 400, id: 36, ...common },
      { name: "AuthenticationError", status: 401, id: 36, ...common },
      { name: "ArgumentError", status: undefined, id: undefined, ...common },
      { name: "ArgumentError", status: undefined, id: undefined, ...common },
    ],
  );
  assert.equal(seen[1].message, `GET ${api.path}/rooms/broken: 500 broken`);
});

onPage("without a connection there is a ConnectionError", { expected: true }, async (run) => {
  await api.reset({ hang_up: true, times: null });
  const seen = await run(async () => {
    const { rooms } = new meshagent.Meshagent({ ...options, maxRetries: 0 }).project();
    const error = await rooms.list().catch((error) => error);
    return [error.constructor === meshagent.ConnectionError, error.cause instanceof TypeError, error.status];
  });
  assert.deepEqual(seen, [true, true, undefined]);
});

onPage("a broken connection is tried again", { expected: true }, async (run) => {
  await api.reset({ match: { method: "GET" }, hang_up: true });
  const total = await run(async () => (await new meshagent.Meshagent(options).project().rooms.list()).total);
  assert.ok(total > 0);
  // Chromium itself may send a request again that got no byte of an answer.
  const gets = (await api.requests()).filter((request) => request.method === "GET");
  assert.ok(gets.length >= 2);
});

onPage("abort: before, while the reply is awaited, within the body; with every reason", {}, async (run) => {
  await api.reset();
  const before = await run(async () => {
    const { rooms } = new meshagent.Meshagent(options).project();
    return rooms.list(null, { signal: AbortSignal.abort("no") }).catch((reason) => reason);
  });
  assert.equal(before, "no");
  assert.deepEqual(await api.requests(), []);
  for (const fault of [{ silent: true }, { stall: true, pass: true }]) {
    await api.reset({ match: { method: "GET" }, ...fault, times: null });
    await run(() => {
      const { rooms } = new meshagent.Meshagent(options).project();
      const reasons = [undefined, "text", 7, Symbol("s"), new Error("e"), null, { a: 1 }];
      // Chromium lets requests of one address wait for each other, so each has its own.
      window.running = reasons.map((reason, index) => {
        const abort = new AbortController();
        const outcome = rooms.list({ limit: index + 1 }, { signal: abort.signal }).then(
          () => "resolved",
          (thrown) => thrown === abort.signal.reason && (reason === undefined || thrown === reason),
        );
        return { abort: () => abort.abort(reason), outcome };
      });
    });
    // Chromium opens six connections to a host; the seventh call waits, and is aborted all the same.
    let active = [];
    while (active.length < 6) active = (await api.requests()).filter(({ method }) => method === "GET");
    const outcomes = await run(() => {
      for (const { abort } of window.running) abort();
      return Promise.all(window.running.map(({ outcome }) => outcome));
    });
    assert.deepEqual(outcomes, Array(7).fill(true));
    const ended = async () => (await api.requests()).filter(({ method }) => method === "GET").map(({ state }) => state);
    while ((await ended()).includes("active"));
    assert.deepEqual(new Set(await ended()), new Set(["aborted"]));
  }
});

onPage("timeouts: a silent server, and a body that stops half-way", {}, async (run) => {
  for (const fault of [{ silent: true }, { stall: true, pass: true }]) {
    await api.reset({ match: { method: "GET" }, ...fault, times: null });
    const name = await run(async () => {
      const { rooms } = new meshagent.Meshagent({ ...options, timeout: 100, maxRetries: 0 }).project();
      return rooms.list().catch((error) => error instanceof meshagent.TimeoutError && error.name);
    });
    assert.equal(name, "TimeoutError");
  }
});

onPage("tokens are signed and verified by the browser itself", {}, async (run) => {
  const { apiKey } = api;
  const seen = await run(async (apiKey) => {
    const { ParticipantToken, parseApiKey } = meshagent;
    const token = new ParticipantToken({ name: "ann" });
    token.addApiGrant(meshagent.ApiScope.full());
    const jwt = await token.toJwt({ apiKey, expiration: new Date(Date.now() + 60_000) });
    const read = await ParticipantToken.fromJwt(jwt, { secret: parseApiKey(apiKey).secret });
    const { role } = await new meshagent.Meshagent({ ...options, token: jwt }).project().members.role();
    return [read.name, role];
  }, apiKey);
  assert.deepEqual(seen, ["ann", "admin"]);
});

onPage("there is no environment: what is left out is the default, or an error", {}, async (run) => {
  const seen = await run(async () => {
    const client = new meshagent.Meshagent();
    const call = client.project("p").rooms.list();
    return [client.baseUrl, (await call.catch((error) => error)).message.split(":")[0]];
  });
  assert.deepEqual(seen, ["https://api.meshagent.com", "token"]);
});

onPage("it works in a worker", {}, async (run) => {
  const total = await run(
    () =>
      new Promise((resolve, reject) => {
        const worker = new Worker("/worker.js", { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(options);
      }),
  );
  assert.equal(total, (await api.held("/rooms?limit=1")).total);
});

const streaming = { path: "/web.html" };

onPage("the streaming entry starts by itself, once", streaming, async (run, page) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const seen = await run(async () => {
    const early = (() => {
      try {
        return String(new meshagent.Meshagent());
      } catch (error) {
        return error instanceof Error;
      }
    })();
    await Promise.all([init(), init()]);
    await init();
    return [early, (await new meshagent.Meshagent(options).project().rooms.list({ limit: 1 })).items.length];
  });
  assert.deepEqual(seen, [true, 1]);
  assert.equal(fetched.filter((path) => path.endsWith("/meshagent.wasm")).length, 1);
});

onPage("the streaming entry starts from an address, a response or bytes", streaming, async (run) => {
  const seen = await run(async () => {
    const outcomes = [];
    const file = "/node_modules/meshagent-wasm/meshagent.wasm";
    outcomes.push(await init(new Uint8Array([1, 2, 3])).catch((error) => error instanceof Error));
    await init(fetch(file));
    outcomes.push((await new meshagent.Meshagent(options).project().rooms.list({ limit: 1 })).items.length);
    return outcomes;
  }).catch((error) => [String(error)]);
  assert.deepEqual(seen, [true, 1]);
});
