// A small call to a server on this machine.
import { alternate, batch, paired, spread, versus } from "../harness.mjs";
import { byHand } from "../subjects/hand.mjs";
import { ours, theirs } from "../subjects/index.mjs";
import { serve } from "../subjects/server.mjs";

const ROOM = "load-00001";

export const title = "Round trip on loopback";

export async function run({ quick }) {
  const server = await serve("--seed-grants", "100");
  try {
    const { rooms } = await ours(server);
    const sdk = theirs(server);
    const address = `${server.url}/accounts/projects/${server.projectId}/rooms/${ROOM}`;
    const headers = { authorization: `Bearer ${server.token}` };
    const get = byHand(fetch, server);
    const calls = 10;
    const samples = await alternate(
      {
        ours: batch(calls, () => rooms.get(ROOM)),
        bare: batch(calls, async () => (await fetch(address, { headers })).json()),
        official: batch(calls, () => sdk.getRoom(server.projectId, ROOM)),
        "by hand": batch(calls, () => get(ROOM)),
      },
      { rounds: quick ? 25 : 1_001, warmup: 50 },
    );
    const micro = (name) => samples[name].map((elapsed) => elapsed * 1_000);
    const what = "rooms.get, loopback";
    return {
      lines: [
        versus(what, "µs", micro("ours"), ["bare fetch and json()", micro("bare")], 1.15),
        versus(what, "µs", micro("ours"), ["official getRoom", micro("official")], 1.1),
        versus(what, "µs", micro("ours"), ["by hand, with a time limit", micro("by hand")]),
      ],
      tables: [
        {
          title: "A small call to a server on this machine",
          columns: ["who", "µs", "middle half", "of bare fetch and json()"],
          rows: Object.keys(samples).map((name) => {
            const { value, low, high } = spread(micro(name));
            const ratio = spread(paired(samples[name], samples.bare, (one, bare) => one / bare));
            return [name, value.toFixed(0), `${low.toFixed(0)}–${high.toFixed(0)}`, ratio.value.toFixed(2)];
          }),
        },
      ],
    };
  } finally {
    await server.stop();
  }
}
