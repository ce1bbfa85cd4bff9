// What a client adds to a small call: rooms.get over a stubbed fetch.
import { alone, alternate, batch, paired, spread } from "../harness.mjs";
import { roomReply, stubOf } from "../subjects/grants.mjs";
import { ours, service, theirs } from "../subjects/index.mjs";

export const title = "Client work of a small call, fetch stubbed";

/** What a careful client does by hand around fetch: token, address, time limit, abort. */
function byHand(stub) {
  const { url, projectId, token } = service;
  return async (name) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 60_000);
    try {
      const headers = { accept: "application/json", authorization: `Bearer ${token}` };
      const address = `${url}/accounts/projects/${projectId}/rooms/${encodeURIComponent(name)}`;
      const response = await stub(address, { method: "GET", headers, signal: controller.signal });
      if (!response.ok) throw new Error(String(response.status));
      return await response.json();
    } finally {
      clearTimeout(timer);
    }
  };
}

export async function run({ quick }) {
  const stub = stubOf(roomReply);
  globalThis.fetch = stub;
  const [project, sdk, hand] = [await ours(service, { fetch: stub }), theirs(), byHand(stub)];
  const { rooms } = project;
  const calls = quick ? 200 : 1_000;
  // The processor's time as well, which a busy machine stretches less than the clock's.
  const work = {};
  const counted = (name, call) => async () => {
    const before = process.cpuUsage();
    const elapsed = await batch(calls, call)();
    const { user, system } = process.cpuUsage(before);
    work[name] = [...(work[name] ?? []), (user + system) / calls];
    return elapsed * 1_000;
  };
  const warmup = 5;
  const samples = await alternate(
    {
      bare: counted("bare", async () => (await stub()).json()),
      ours: counted("ours", () => rooms.get("support")),
      official: counted("official", () => sdk.getRoom(service.projectId, "support")),
      "by hand": counted("by hand", () => hand("support")),
    },
    { rounds: quick ? 9 : 61, warmup, collect: true },
  );
  const above = (all, name) => paired(all[name], all.bare, (one, bare) => one - bare);
  for (const name in work) work[name].splice(0, warmup);
  const shown = (name) => {
    const { value, low, high } = spread(above(samples, name));
    const processor = spread(above(work, name)).value;
    return [name, value.toFixed(1), `${low.toFixed(1)}–${high.toFixed(1)}`, processor.toFixed(1)];
  };
  return {
    lines: [alone("rooms.get, above bare stubbed fetch and json()", "µs", above(samples, "ours"), 25)],
    tables: [
      {
        title: "A small call above bare stubbed fetch and json()",
        columns: ["who", "µs", "middle half", "µs of processor time"],
        rows: ["ours", "official", "by hand"].map(shown),
      },
    ],
    notes: [
      "By hand: the few lines around fetch that send the token and end the call after a time; no retries, no checks.",
    ],
  };
}
