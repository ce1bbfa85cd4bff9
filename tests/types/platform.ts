// The platform's own values, in and out: they must fit whatever the TypeScript, and with the DOM's types as without.
import {
  type Bytes,
  type FetchInit,
  type FetchLike,
  Meshagent,
  type MeshagentOptions,
  NotFoundError,
  type RequestOptions,
  RoomException,
  type RoomExceptionJson,
} from "meshagent-wasm";

const meshagent = new Meshagent();
const { rooms, storage } = meshagent.project();

// ── What downloads give ───────────────────────────────────────────────────────
const bytes: Bytes = await storage.download("a");
const plain: Uint8Array = bytes;
new Response(await storage.download("a"));
new Response(await storage.downloadBlob("a"));
new Response(await storage.downloadStream("a"));
new Blob([await storage.download("a"), await storage.downloadBlob("a")]);
await crypto.subtle.digest("SHA-256", await storage.download("a"));
const stream: ReadableStream<Uint8Array> = await storage.downloadStream("a");

// ── What uploads take ─────────────────────────────────────────────────────────
async function* pieces(): AsyncGenerator<Uint8Array> {
  yield plain;
}
await storage.upload("a", pieces());
await storage.upload("a", stream);
await storage.upload("a", bytes);
await storage.upload("a", bytes.buffer);
await storage.upload("a", new DataView(bytes.buffer));
await storage.upload("a", new Response("a").body ?? "");

// ── A fetch of one's own ──────────────────────────────────────────────────────
new Meshagent({ fetch });
new Meshagent({ fetch: globalThis.fetch });
new Meshagent({ fetch: (url, init) => fetch(url, init) });
new Meshagent({ fetch: (url, init) => fetch(url, { ...init, keepalive: true }) });
new Meshagent({ fetch: (url, init) => fetch(new Request(url, init)) });
new Meshagent({
  fetch: async (url, init) => {
    init.headers["x-a"] = "1";
    return init.method === "GET" ? fetch(url, init) : new Response(null, { status: 204 });
  },
});
new Meshagent({ fetch: () => ({ status: 200, headers: {}, arrayBuffer: async () => new ArrayBuffer(0) }) });
const own: FetchLike = fetch;
const init: FetchInit = { method: "GET", headers: {}, redirect: "follow", signal: AbortSignal.timeout(1) };
await fetch("https://api.example.com", init);

// ── Options that may be undefined ─────────────────────────────────────────────
declare const maybe: undefined;
const options: MeshagentOptions = {
  baseUrl: maybe,
  token: maybe,
  projectId: maybe,
  timeout: maybe,
  maxRetries: maybe,
  headers: maybe,
  fetch: maybe,
  storagePrefix: maybe,
  onStart: maybe,
  logger: maybe,
  onAttempt: maybe,
  expiresAt: maybe,
};
const call: RequestOptions = { signal: maybe, timeout: maybe, maxRetries: maybe, headers: maybe, idempotent: maybe };
await storage.download("a", { ...call, onProgress: maybe });
await rooms.list({ limit: maybe, filter: maybe, order_by: maybe });
await rooms.create({ name: "a", metadata: maybe, annotations: maybe, permissions: maybe, if_not_exists: maybe });
new Meshagent(maybe);
meshagent.project(maybe);

// ── Headers ───────────────────────────────────────────────────────────────────
new Meshagent({ headers: new Headers() });
new Meshagent({ headers: [["x-a", "1"]] });
new Meshagent({ headers: new Map([["x-a", "1"]]) });
new Meshagent({ headers: { "x-a": "1", "x-b": undefined, "x-c": null } });
declare const given: NonNullable<ConstructorParameters<typeof Headers>[0]>;
new Meshagent({ headers: given instanceof Headers ? given : new Headers(given) });

// ── Objects of the caller's own types ─────────────────────────────────────────
interface Metadata {
  tier: number;
  owner?: { name: string };
}
declare const metadata: Metadata;
await rooms.create({ name: "a", metadata });
await rooms.update("id", { name: "a", metadata });

// ── Errors made by hand ───────────────────────────────────────────────────────
const error = new NotFoundError("gone", {
  status: 404,
  headers: { "x-request-id": "1", "x-none": undefined },
  body: "{}",
  method: "GET",
  url: "https://api.example.com/",
  path: "rooms[0]",
  attempts: 2,
  cause: new Error("why"),
});
new RoomException("gone", { headers: new Headers() });
new RoomException("gone", { headers: [["x-a", "1"]], status: maybe });
const json: RoomExceptionJson = error.toJSON();
const restored: RoomException = RoomException.fromJSON(JSON.parse(JSON.stringify(json)));
const again: RoomException = RoomException.fromJSON(structuredClone(json));

export { again, own, options, restored };
