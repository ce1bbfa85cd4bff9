// A page of a list, checked, in a page of Chromium: bytes to objects.
import { fileURLToPath } from "node:url";
import { spread, versus } from "../../harness.mjs";
import { pooled } from "../../processes.mjs";
import { pageWith } from "../../subjects/bundle.mjs";
import { open } from "../../subjects/chromium.mjs";
import { plans } from "../../subjects/lists.mjs";

const GOALS = { 1000: [1.2, 1], 10000: [1.2, 1] };

export const title = "A list of grants, fetch stubbed";

/** In the page: all contenders in turn. */
const together = async (plan) => (await import("/page.js")).together(plan);

export async function run({ quick }) {
  const page = await pageWith(fileURLToPath(new URL("../../subjects/page.mjs", import.meta.url)));
  const browser = await open({ "page.js": page });
  try {
    const [lines, rows] = [[], []];
    for (const plan of plans({ quick })) {
      const { count } = plan;
      const grants = count.toLocaleString("en");
      const runs = [];
      for (let turn = 0; turn < (quick ? 1 : 3); turn++) runs.push(await browser.evaluate(together, plan));
      const samples = pooled(runs);
      const [beforeBare, beforeOfficial] = GOALS[count] ?? [];
      const { ours, bare, official } = samples;
      lines.push(
        versus(`grants.list, ${grants} grants`, "ms", ours, ["bare fetch and json()", bare], beforeBare),
        versus(`grants.list, ${grants} grants`, "ms", ours, ["official listRoomGrants", official], beforeOfficial),
      );
      for (const [name, numbers] of Object.entries(samples)) {
        const { value, low, high } = spread(numbers);
        const each = ((value / count) * 1_000).toFixed(2);
        rows.push([grants, name, value.toFixed(3), `${low.toFixed(3)}–${high.toFixed(3)}`, each]);
      }
    }
    const columns = ["grants", "who", "ms", "middle half", "µs a grant"];
    return { lines, tables: [{ title: "How a list grows", columns, rows }] };
  } finally {
    await browser.close();
  }
}
