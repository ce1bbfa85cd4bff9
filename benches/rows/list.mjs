// One large page, checked: bytes to objects.
import { apart, spread, versus } from "../harness.mjs";
import { grantsReply, stubOf } from "../subjects/grants.mjs";

const MAIN = 10_000;
const NAMES = ["ours", "bare", "official", "zod"];

export const title = "A list of 10,000 grants, fetch stubbed";

/** What each contender does for one list. */
export async function contender(name, { count }) {
  const fetch = stubOf(grantsReply(count));
  globalThis.fetch = fetch;
  const json = async () => (await fetch()).json();
  const { ours, service, theirs } = await import("../subjects/index.mjs");
  const makers = {
    ours: async () => {
      const { grants } = await ours(service, { fetch });
      return async () => (await grants.list({ limit: count })).items;
    },
    bare: () => async () => (await json()).room_grants,
    official: () => {
      const sdk = theirs();
      return () => sdk.listRoomGrants(service.projectId, { limit: count });
    },
    zod: async () => {
      const { grantsPage } = await import("../subjects/zod.mjs");
      return async () => grantsPage.parse(await json()).room_grants;
    },
  };
  const list = await makers[name]();
  return async () => {
    const items = await list();
    if (items.length !== count) throw new Error(`${items.length} grants instead of ${count}`);
  };
}

const plans = {
  100: { rounds: 7, calls: 100, warmup: 20, samples: 15 },
  1000: { rounds: 7, calls: 10, warmup: 20, samples: 15 },
  10000: { rounds: 9, calls: 1, warmup: 20, samples: 15 },
  100000: { rounds: 3, calls: 1, warmup: 2, samples: 5 },
};
const quickly = { 1000: { ...plans[1_000], rounds: 2 }, 10000: { ...plans[10_000], rounds: 2 } };

export async function run({ quick }) {
  const measured = {};
  for (const [count, plan] of Object.entries(quick ? quickly : plans)) {
    measured[count] = await apart(import.meta.url, NAMES, { ...plan, count: Number(count) });
  }
  const { samples, first } = measured[MAIN];
  const megabytes = (grantsReply(MAIN).length / 1e6).toFixed(1);
  const what = `grants.list, 10,000 grants (${megabytes} MB), checked`;
  const rows = Object.entries(measured).flatMap(([count, { samples, first }]) =>
    Object.entries(samples).map(([name, numbers]) => {
      const { value, low, high } = spread(numbers);
      return [
        Number(count).toLocaleString("en"),
        name,
        value.toFixed(3),
        `${low.toFixed(3)}–${high.toFixed(3)}`,
        ((value / count) * 1_000).toFixed(2),
        spread(first[name]).value.toFixed(2),
      ];
    }),
  );
  return {
    lines: [
      versus(what, "ms", samples.ours, ["bare fetch and json()", samples.bare], 1.4),
      versus(what, "ms", samples.ours, ["official listRoomGrants", samples.official], 0.8),
      versus(what, "ms", samples.ours, ["json() and zod 4", samples.zod], 0.4),
      versus(`${what}, first call of a process`, "ms", first.ours, ["bare fetch and json()", first.bare]),
      versus(`${what}, first call of a process`, "ms", first.ours, ["official listRoomGrants", first.official]),
      versus(`${what}, first call of a process`, "ms", first.ours, ["json() and zod 4", first.zod]),
    ],
    tables: [
      {
        title: "How a list grows",
        columns: ["grants", "who", "ms", "middle half", "µs a grant", "ms of a process's first call"],
        rows,
      },
    ],
  };
}
