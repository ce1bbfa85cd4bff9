// What a call gives beside its value, and what programs decide by.
import {
  type ApiPromise,
  ApiScope,
  ArgumentError,
  type Attempt,
  type AttemptStart,
  type CallResponse,
  Meshagent,
  ParticipantToken,
  type PickMethods,
  type Room,
  RoomException,
  type Rooms,
  type TokenRequest,
} from "meshagent-wasm";

const meshagent = new Meshagent();
const { rooms, storage } = meshagent.project();

// ── The reply ─────────────────────────────────────────────────────────────────
const promise: ApiPromise<Room> = rooms.get("a");
const native: Promise<Room> = promise;
const room: Room = await rooms.get("a");
const { data, response } = await rooms.get("a").withResponse();
const same: Room = data;
const reply: CallResponse = response;
const status: number = response.status;
const headers: Headers = response.headers;
const id: string | undefined = response.requestId;
(await storage.upload("a", "b").withResponse()).response.status satisfies number;
const both: [Room, Room] = await Promise.all([rooms.get("a"), native]);

/** What a program needs of the rooms, so that a test can bring an object of its own. */
async function nameOf({ get }: PickMethods<Rooms, "get">): Promise<string> {
  return (await get("a")).name;
}
await nameOf(rooms);
await nameOf({ get: async (name) => ({ id: "1", name, metadata: {}, annotations: {} }) });

// ── Routes without a method ───────────────────────────────────────────────────
const answer: unknown = await meshagent.request({ path: ["accounts", "projects", "p", "quotas"] });
const list: readonly string[] = ["accounts", "projects"];
await meshagent.request({ method: "PATCH", path: list, body: { seats: 7 }, idempotent: true, timeout: 5_000 });
await meshagent.request({ path: list, query: { limit: 10, all: true, filter: undefined } }).withResponse();

// ── Lists ─────────────────────────────────────────────────────────────────────
const firstTen: Room[] = await rooms.iterate({ filter: "a" }).toArray({ limit: 10 });
const { grants } = meshagent.project();
for await (const { room, count } of grants.iterateUniqueRooms()) {
  room satisfies Room;
  count satisfies number;
}
for await (const { user_id } of grants.iterateUniqueUsers({ filter: "ann" })) user_id satisfies string;

// ── Grants ────────────────────────────────────────────────────────────────────
const put: "created" | "updated" = await grants.put({ room_id: "r", user_id: "u", permissions: {} });

// ── Presets ───────────────────────────────────────────────────────────────────
const preset: "full" | "agent" | "user" | undefined = ApiScope.presetOf({ messaging: {} });

// ── Tokens that expire ────────────────────────────────────────────────────────
const token = new ParticipantToken({ name: "ann" });
for (const expiresIn of ["90s", "15m", "1h", "7d", 3600] as const) await token.toJwt({ secret: "s", expiresIn });

// ── A token that was refused ──────────────────────────────────────────────────
new Meshagent({ token: (request?: TokenRequest) => (request?.reason === "unauthorized" ? "fresh" : "kept") });
new Meshagent({ token: async (request) => (request ? "fresh" : "kept") });

// ── Attempts ──────────────────────────────────────────────────────────────────
const begun = new Map<AttemptStart, number>();
new Meshagent({
  onStart: (attempt) => begun.set(attempt, performance.now()),
  onAttempt: (attempt: Attempt) => {
    const since: number | undefined = begun.get(attempt);
    const operation: string = attempt.operation;
    const route: string | undefined = attempt.route;
    const took: number = attempt.ms;
  },
});

new Meshagent({ logger: console });
new Meshagent({ logger: { debug: (line) => line.length } });

// ── Errors ────────────────────────────────────────────────────────────────────
try {
  await rooms.create({ name: "a" }, { idempotent: true });
  await storage.upload("a", "b", { idempotent: false });
} catch (error) {
  if (error instanceof ArgumentError) {
    const place: string | undefined = error.path;
  } else if (error instanceof RoomException) {
    const code: string | undefined = error.code;
    const requestId: string | undefined = error.requestId;
    const again: boolean = error.retryable;
    const restored: RoomException = RoomException.fromJSON(error.toJSON());
  }
}
new RoomException("slow", { code: "slow", requestId: "r", retryable: true });
