// What a client adds to a small call: rooms.get over a stubbed fetch.
import { alone, apart, paired, spread } from "../harness.mjs";
import { roomReply, stubOf } from "../subjects/grants.mjs";
import { byHand } from "../subjects/hand.mjs";

const NAMES = ["bare", "ours", "official", "by hand"];

export const title = "Client work of a small call, fetch stubbed";

/** What each contender does for one call. */
export async function contender(name) {
  const fetch = stubOf(roomReply);
  globalThis.fetch = fetch;
  const { ours, service, theirs } = await import("../subjects/index.mjs");
  const makers = {
    bare: () => async () => (await fetch()).json(),
    ours: async () => {
      const { rooms } = await ours(service, { fetch });
      return () => rooms.get("support");
    },
    official: () => {
      const sdk = theirs();
      return () => sdk.getRoom(service.projectId, "support");
    },
    "by hand": () => {
      const get = byHand(fetch, service);
      return () => get("support");
    },
  };
  return makers[name]();
}

export async function run({ quick }) {
  const plan = { calls: 1_000, warmup: 20, samples: 30 };
  const { samples, first } = await apart(import.meta.url, NAMES, { rounds: quick ? 3 : 15, ...plan });
  const above = (name) => paired(samples[name], samples.bare, (one, bare) => (one - bare) * 1_000);
  const shown = (name) => {
    const { value, low, high } = spread(above(name));
    return [name, value.toFixed(1), `${low.toFixed(1)}–${high.toFixed(1)}`, spread(first[name]).value.toFixed(2)];
  };
  return {
    lines: [alone("rooms.get, above bare stubbed fetch and json()", "µs", above("ours"), 25)],
    tables: [
      {
        title: "A small call above bare stubbed fetch and json()",
        columns: ["who", "µs", "middle half", "ms of a process's first call, in all"],
        rows: ["ours", "official", "by hand"].map(shown),
      },
    ],
    notes: [
      "By hand: the few lines around fetch that send the token and end the call after a time; no retries, no checks.",
    ],
  };
}
