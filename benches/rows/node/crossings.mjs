// How often a call goes from JavaScript into the module and out of it, and what it allocates there, counted.
import { readFileSync } from "node:fs";
import { grantsReply, roomReply, stubFetch } from "../../subjects/grants.mjs";
import { calls, memory, watch } from "../../subjects/instances.mjs";

watch({ calls: true });
const { project } = await import("../../subjects/index.mjs");

export const title = "Crossings between JavaScript and wasm, and allocations";

/** What the module's short names stand for, as the build noted it; without the note, the short names. */
function names() {
  let long = {};
  try {
    long = JSON.parse(readFileSync(process.env.NAMES, "utf8"));
  } catch {}
  const short = new Map(Object.entries(long).map(([name, letter]) => [letter, name]));
  const plain = (name) => name.replace(/^__wbg_/, "").replace(/_[0-9a-f]{16}$/, "");
  return (name) => plain(short.get(name) ?? name);
}

const nothing = new TextEncoder().encode("{}");
const grant = { room_id: "room_456", user_id: "user_789", permissions: { messaging: {} } };
const OPERATIONS = [
  ["rooms.get", roomReply, ({ rooms }) => rooms.get("support")],
  ["grants.create", nothing, ({ grants }) => grants.create(grant)],
  ["grants.list, 50", grantsReply(50), ({ grants }) => grants.list()],
  ["grants.list, 10,000", grantsReply(10_000), ({ grants }) => grants.list({ limit: 10_000 })],
  ["storage.upload, 1 MiB", nothing, ({ storage }) => storage.upload("a.bin", new Uint8Array(1 << 20))],
  ["storage.download, 1 MiB", new Uint8Array(1 << 20), ({ storage }) => storage.download("a.bin")],
];

async function count(name, reply, use) {
  stubFetch(reply);
  const client = await project();
  const call = () => use(client);
  for (let index = 0; index < 20; index++) await call();
  // What is freed only when garbage is collected is no part of a call.
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 10));
  const list = await calls(call);
  const before = memory().buffer.byteLength;
  for (let index = 0; index < 100; index++) await call();
  return { name, list, grown: memory().buffer.byteLength - before };
}

export async function run() {
  const named = names();
  const counted = [];
  for (const operation of OPERATIONS) counted.push(await count(...operation));
  const rows = counted.map(({ name, list, grown }) => {
    const only = (direction, wanted) => list.filter((call) => call.direction === direction && wanted(named(call.name)));
    const mallocs = only("in", (name) => name === "__wbindgen_malloc" || name === "__wbindgen_realloc");
    // malloc is given a size and an alignment, realloc a place, the old size, the new one and an alignment.
    const bytes = mallocs.reduce((sum, { given }) => sum + given.at(-2), 0);
    return [name, only("out", () => true).length, only("in", () => true).length, mallocs.length, bytes, grown];
  });
  const tally = new Map();
  for (const { direction, name } of counted[0].list) {
    const key = `${direction === "in" ? "into" : "out of"} the module: \`${named(name)}\``;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  return {
    lines: [],
    tables: [
      {
        title: "Crossings and allocations of one call",
        columns: [
          "call",
          "out of wasm",
          "into wasm",
          "allocations by JavaScript",
          "their bytes",
          "growth of wasm memory in 100 more calls",
        ],
        rows,
      },
      {
        title: "The crossings of rooms.get that happen most",
        columns: ["crossing", "times"],
        rows: [...tally].sort(([, one], [, other]) => other - one).slice(0, 12),
      },
    ],
  };
}
