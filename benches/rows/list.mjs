// One large page, checked: bytes to objects.
import { alternate, spread, versus } from "../harness.mjs";
import { grantsReply, stubOf } from "../subjects/grants.mjs";
import { ours, service, theirs } from "../subjects/index.mjs";
import { grantsPage } from "../subjects/zod.mjs";

const MAIN = 10_000;

export const title = "A list of 10,000 grants, fetch stubbed";

async function measure(count, rounds) {
  const bytes = grantsReply(count);
  const stub = stubOf(bytes);
  globalThis.fetch = stub;
  const [project, sdk] = [await ours(service, { fetch: stub }), theirs()];
  const json = async () => (await stub()).json();
  const list = {
    ours: async () => (await project.grants.list({ limit: count })).items,
    bare: async () => (await json()).room_grants,
    official: () => sdk.listRoomGrants(service.projectId, { limit: count }),
    zod: async () => grantsPage.parse(await json()).room_grants,
  };
  // A stretch of calls, so that a short one is longer than the clock's ticks.
  const calls = Math.max(1, Math.ceil(2_000 / count));
  const repeated = (call) => async () => {
    let items;
    for (let index = 0; index < calls; index++) items = await call();
    if (items.length !== count) throw new Error(`${items.length} grants instead of ${count}`);
  };
  const contenders = Object.fromEntries(Object.entries(list).map(([name, call]) => [name, repeated(call)]));
  const samples = await alternate(contenders, { rounds, warmup: 3, collect: true });
  for (const name in samples) samples[name] = samples[name].map((elapsed) => elapsed / calls);
  return { bytes: bytes.length, samples };
}

const growth = { 100: 61, 1000: 61, 10000: 61, 100000: 11 };
const quickly = { 100: 7, 1000: 7, 10000: 5 };

export async function run({ quick }) {
  const measured = {};
  for (const [count, rounds] of Object.entries(quick ? quickly : growth)) {
    measured[count] = await measure(Number(count), rounds);
  }
  const { ours, bare, official, zod } = measured[MAIN].samples;
  const megabytes = (measured[MAIN].bytes / 1e6).toFixed(1);
  const what = `grants.list, 10,000 grants (${megabytes} MB), checked`;
  const rows = Object.entries(measured).flatMap(([count, { samples }]) =>
    Object.entries(samples).map(([name, numbers]) => {
      const { value, low, high } = spread(numbers);
      const each = ((value / count) * 1_000).toFixed(3);
      return [Number(count).toLocaleString("en"), name, value.toFixed(3), `${low.toFixed(3)}–${high.toFixed(3)}`, each];
    }),
  );
  return {
    lines: [
      versus(what, "ms", ours, ["bare fetch and json()", bare], 1.4),
      versus(what, "ms", ours, ["official listRoomGrants", official], 0.8),
      versus(what, "ms", ours, ["json() and zod 4", zod], 0.4),
    ],
    tables: [
      {
        title: "How a list grows",
        columns: ["grants", "who", "ms", "middle half", "µs a grant"],
        rows,
      },
    ],
  };
}
