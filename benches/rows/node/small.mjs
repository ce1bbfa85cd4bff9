// A small call to a server: one that takes its time, as a service elsewhere does, and one that answers at once.
import { alternate, batch, paired, spread, versus } from "../../harness.mjs";
import { headersOf } from "../../subjects/clients.mjs";
import { byHand } from "../../subjects/hand.mjs";
import { project, sdk } from "../../subjects/index.mjs";
import { serve, slowServer } from "../../subjects/server.mjs";

const ROOM = "load-00001";
const DELAY = 5;

export const title = "A small call to a server on this machine";

/** The times of a call by each contender, in microseconds; a sample is a stretch of so many calls. */
async function measure(server, calls, plan) {
  const { rooms } = await project(server);
  const official = sdk(server);
  const address = `${server.url}/accounts/projects/${server.projectId}/rooms/${ROOM}`;
  const headers = headersOf(server);
  const hand = byHand(server);
  const contenders = {
    ours: () => rooms.get(ROOM),
    bare: async () => (await fetch(address, { headers })).json(),
    official: () => official.getRoom(server.projectId, ROOM),
    "by hand": () => hand(ROOM),
  };
  const named = async ([name, call]) => {
    if ((await call()).name !== ROOM) throw new Error(`${name} got another room`);
    return [name, batch(calls, call)];
  };
  const batches = Object.fromEntries(await Promise.all(Object.entries(contenders).map(named)));
  const samples = await alternate(batches, plan);
  const micro = (elapsed) => elapsed * 1_000;
  return Object.fromEntries(Object.entries(samples).map(([name, numbers]) => [name, numbers.map(micro)]));
}

/** A table of all contenders beside bare fetch. */
const table = (where, samples) => ({
  title: `rooms.get, ${where}`,
  columns: ["who", "µs", "middle half", "of bare fetch and json()"],
  rows: Object.entries(samples).map(([name, numbers]) => {
    const { value, low, high } = spread(numbers);
    const ratio = spread(paired(numbers, samples.bare, (one, bare) => one / bare));
    return [name, value.toFixed(0), `${low.toFixed(0)}–${high.toFixed(0)}`, ratio.value.toFixed(3)];
  }),
});

/** The lines and the table of one server; `goals` by contender. */
async function against(where, server, goals, calls, plan) {
  try {
    const samples = await measure(server, calls, plan);
    const rivals = { "bare fetch and json()": "bare", "by hand, with a time limit": "by hand", official: "official" };
    const lines = Object.entries(rivals).map(([rival, name]) =>
      versus(`rooms.get, ${where}`, "µs", samples.ours, [rival, samples[name]], goals[name]),
    );
    return { lines, table: table(where, samples) };
  } finally {
    await server.stop();
  }
}

export async function run({ quick }) {
  const [slow, fast] = [await slowServer(DELAY, ROOM), await serve("--seed-grants", "100")];
  const slowPlan = { rounds: quick ? 50 : 801, warmup: 50 };
  const fastPlan = { rounds: quick ? 50 : 1_001, warmup: 50 };
  const away = await against(`a server that takes ${DELAY} ms`, slow, { bare: 1.03 }, 1, slowPlan);
  const here = await against("loopback", fast, { "by hand": 1.2 }, 10, fastPlan);
  return {
    lines: [...away.lines, ...here.lines],
    tables: [away.table, here.table],
    notes: [
      "By hand: the few lines around fetch that send the token and end the call after a time; no retries, no checks.",
    ],
  };
}
