// A page of a list, checked: bytes to objects.
import { spread, versus } from "../../harness.mjs";
import { alternateProcesses, inProcesses, pooled } from "../../processes.mjs";
import { grantsReply, stubFetch } from "../../subjects/grants.mjs";
import { official, ours } from "../../subjects/index.mjs";
import { checked, listing, plans, timeLists } from "../../subjects/lists.mjs";

const GOALS = { 100: [1.4, 1], 1000: [1.25, 0.9], 10000: [1.2, 0.9] };

export const title = "A list of grants, fetch stubbed";

const makers = (count) => {
  const { ours: byUs, official: byOfficial, bare } = listing(count);
  return {
    ours: async () => byUs(await ours()),
    bare,
    official: () => byOfficial(official()),
    zod: async () => {
      const { grantsPage } = await import("../../subjects/zod.mjs");
      const { service } = await import("../../subjects/clients.mjs");
      return async () => grantsPage.parse(await (await fetch(service.url)).json()).room_grants;
    },
  };
};

/** Some contenders in turn in this process; their times. */
export function together(plan, names) {
  const all = makers(plan.count);
  return timeLists(Object.fromEntries(names.map((name) => [name, all[name]])), plan);
}

/** The time of the first call of one contender, which is the first thing this process does. */
export async function first(name, count) {
  stubFetch(grantsReply(count));
  const call = checked(await makers(count)[name](), count);
  const start = performance.now();
  await call();
  return performance.now() - start;
}

export async function run({ quick }) {
  const [lines, rows] = [[], []];
  const turns = quick ? 1 : 3;
  const measure = async (plan, names) => pooled(await inProcesses(turns, import.meta.url, "together", plan, names));
  for (const plan of plans({ quick })) {
    const { count } = plan;
    const grants = count.toLocaleString("en");
    const names = ["ours", "bare", "official"];
    const samples = await measure(plan, names);
    const firsts = await alternateProcesses(names, quick ? 1 : 7, import.meta.url, "first", count);
    const { ours, bare, official } = samples;
    const [beforeBare, beforeOfficial] = GOALS[count];
    lines.push(
      versus(`grants.list, ${grants} grants`, "ms", ours, ["bare fetch and json()", bare], beforeBare),
      versus(`grants.list, ${grants} grants`, "ms", ours, ["official listRoomGrants", official], beforeOfficial),
    );
    for (const [name, numbers] of Object.entries(samples)) {
      const { value, low, high } = spread(numbers);
      const each = ((value / count) * 1_000).toFixed(2);
      const cold = spread(firsts[name]).value.toFixed(1);
      rows.push([grants, name, value.toFixed(3), `${low.toFixed(3)}–${high.toFixed(3)}`, each, cold]);
    }
  }
  // By itself, for what it leaves in memory is so much that the others would feel it.
  const largest = plans({ quick }).at(-1);
  const { ours, zod } = await measure({ ...largest, rounds: 5, warmup: 5 }, ["ours", "zod"]);
  const grants = largest.count.toLocaleString("en");
  lines.push(versus(`grants.list, ${grants} grants`, "ms", ours, ["json() and zod 4, the same checks", zod]));
  const columns = ["grants", "who", "ms", "middle half", "µs a grant", "ms of a process's first call"];
  return { lines, tables: [{ title: "How a list grows", columns, rows }] };
}
