// A small call to a server on this machine.
import { alternate, batch, versus } from "../harness.mjs";
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
    const calls = quick ? 20 : 50;
    const samples = await alternate(
      {
        ours: batch(calls, () => rooms.get(ROOM)),
        bare: batch(calls, async () => (await fetch(address, { headers })).json()),
        official: batch(calls, () => sdk.getRoom(server.projectId, ROOM)),
      },
      { rounds: quick ? 9 : 101, warmup: 10 },
    );
    const micro = (name) => samples[name].map((elapsed) => elapsed * 1_000);
    const what = "rooms.get, loopback";
    return {
      lines: [
        versus(what, "µs", micro("ours"), ["bare fetch and json()", micro("bare")], 1.15),
        versus(what, "µs", micro("ours"), ["official getRoom", micro("official")], 1.1),
      ],
    };
  } finally {
    await server.stop();
  }
}
