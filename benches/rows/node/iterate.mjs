// Going through a very long list: memory, time, and whether the next page is on its way while the caller works.
import { setTimeout as wait } from "node:timers/promises";
import { alone, alternate, spread, versus } from "../../harness.mjs";
import { headersOf, service } from "../../subjects/clients.mjs";
import { stubPages } from "../../subjects/grants.mjs";
import { memory, watch } from "../../subjects/instances.mjs";

watch();
const { project } = await import("../../subjects/index.mjs");

const SIZE = 1_000;

export const title = "Going through a list, 1,000 grants a page, fetch stubbed";

/** All bytes that JavaScript holds, and those of the module's memory. */
async function held() {
  // Finalizers and freed buffers take a turn of the event loop each.
  for (let round = 0; round < 3; round++) {
    globalThis.gc();
    await wait(1);
  }
  const { heapUsed, external } = process.memoryUsage();
  return { javascript: heapUsed + external, wasm: memory().buffer.byteLength };
}

/** Goes through the list with the package. Looking at the memory twice is not in the time. */
async function through(total) {
  stubPages(total, SIZE);
  const { grants } = await project();
  const marks = {};
  let [seen, looking] = [0, 0];
  const look = async (name) => {
    const began = performance.now();
    marks[name] = await held();
    looking += performance.now() - began;
  };
  const start = performance.now();
  for await (const grant of grants.iterate({ page_size: SIZE })) {
    if (!grant.user_id) throw new Error("a grant without a user");
    if (++seen === 10 * SIZE) await look("early");
    // One page before the end: the same state as then, in the middle of a list.
    if (seen === total - SIZE) await look("late");
  }
  const elapsed = performance.now() - start - looking;
  if (seen !== total) throw new Error(`${seen} grants instead of ${total}`);
  return { ...marks, elapsed };
}

/** The same with fetch alone, page after page. */
async function bare(total) {
  stubPages(total, SIZE);
  const headers = headersOf(service);
  let seen = 0;
  const start = performance.now();
  while (seen < total) {
    const page = await (await fetch(`${service.url}/?limit=${SIZE}&offset=${seen}`, { headers })).json();
    if (page.room_grants.length === 0) throw new Error(`${seen} grants instead of ${total}`);
    for (const grant of page.room_grants) if (grant.user_id) seen++;
  }
  return performance.now() - start;
}

/** A caller who works as long on each page as the server does: in turn that takes twice as long as side by side. */
async function overlap(pages, delay) {
  const begun = new Set();
  stubPages(pages * SIZE, SIZE, { begun: (page) => begun.add(page), delay });
  const { grants } = await project();
  let [seen, missed] = [0, 0];
  const start = performance.now();
  for await (const _ of grants.iterate({ page_size: SIZE })) {
    seen++;
    // Work on a page's second item; the page after this one must have been asked for before the work is done.
    if (seen % SIZE !== 2) continue;
    await wait(delay);
    const next = Math.floor(seen / SIZE) + 1;
    if (next < pages && !begun.has(next)) missed++;
  }
  return { elapsed: performance.now() - start, missed, inTurn: 2 * pages * delay };
}

export async function run({ quick }) {
  const total = quick ? 100_000 : 1_000_000;
  const warm = { ours: () => through(20 * SIZE), bare: () => bare(20 * SIZE) };
  await alternate(warm, { rounds: 3, collect: true });
  let marks;
  const contenders = {
    ours: async () => {
      marks = await through(total);
      return marks.elapsed;
    },
    bare: () => bare(total),
  };
  const times = await alternate(contenders, { rounds: quick ? 1 : 5, warmup: 0, collect: true });
  const { early, late } = marks;
  const { elapsed, missed, inTurn } = await overlap(quick ? 10 : 30, 40);
  const grants = total.toLocaleString("en");
  const kibibytes = (bytes) => bytes / 1024;
  return {
    lines: [
      versus(
        `iterating ${grants} grants`,
        "ms",
        times.ours,
        ["bare fetch and json(), page after page", times.bare],
        1.2,
      ),
      alone(
        "growth of JavaScript's memory from page 10 to the end",
        "KiB",
        kibibytes(late.javascript - early.javascript),
        [512, "512 KiB (flat)"],
      ),
      alone("growth of wasm memory from page 10 to the end", "bytes", late.wasm - early.wasm, 0),
      versus(
        "a caller as slow as the server, 40 ms a page each",
        "ms",
        [elapsed],
        ["one after the other", [inTurn]],
        [0.75, "0.75 (0.5 is full overlap)"],
      ),
      alone("next pages not yet asked for when the work on a page ends", "pages", missed, 0),
    ],
    notes: [
      `Held after 10 pages: JavaScript ${kibibytes(early.javascript).toFixed(0)} KiB, wasm ${kibibytes(early.wasm)} KiB; ` +
        `at the end: ${kibibytes(late.javascript).toFixed(0)} KiB and ${kibibytes(late.wasm)} KiB. ` +
        `A grant takes ${((spread(times.ours).value / total) * 1_000).toFixed(2)} µs.`,
    ],
  };
}
