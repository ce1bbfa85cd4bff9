// Measuring in alternation, in Node.js and in pages: what disturbs one contender disturbs the others as much.

/** The middle of the numbers. */
export const median = (numbers) => quantile(numbers, 0.5);

/** The number below which this share of the numbers lies. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle of the numbers and where the middle half of them lies. */
export const spread = (numbers) => ({
  value: median(numbers),
  low: quantile(numbers, 0.25),
  high: quantile(numbers, 0.75),
});

/** How long a call takes until its promise is settled, in milliseconds. */
export async function time(call) {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

/**
 * Runs every contender once in each round and returns what each took, in milliseconds, round by round. A contender is a
 * function to time, or one that returns its own figure as a number. Each round begins with another contender.
 */
export async function alternate(contenders, { rounds, warmup = 2, collect = false }) {
  const entries = Object.entries(contenders);
  const samples = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let round = -warmup; round < rounds; round++) {
    for (let turn = 0; turn < entries.length; turn++) {
      const [name, run] = entries[(turn + round + warmup) % entries.length];
      // What one contender leaves behind is not for the next to clear away.
      if (collect) globalThis.gc();
      let own;
      const elapsed = await time(async () => {
        own = await run();
      });
      if (round >= 0) samples[name].push(typeof own === "number" ? own : elapsed);
    }
  }
  return samples;
}

/** Calls that follow each other, as one contender: the time of one of them, in milliseconds. */
export const batch = (calls, call) => async () => {
  const start = performance.now();
  for (let index = 0; index < calls; index++) await call();
  return (performance.now() - start) / calls;
};

/** The numbers of two contenders, taken apart or divided round by round. */
export const paired = (ours, theirs, how) => ours.map((one, round) => how(one, theirs[round]));

/** Whether a figure reaches its goal, given as `[most, "how it is written"]` or as most alone. */
const judge = (value, goal) =>
  goal === undefined ? {} : { goal: `≤ ${goal[1] ?? goal}`, met: value <= (goal[0] ?? goal) };

/** A line of the table: us beside a rival, and the ratio. `less` is taken from both before they are compared. */
export function versus(what, unit, ours, [rival, theirs], goal, less) {
  const without = (numbers) => (less ? paired(numbers, less, (one, base) => one - base) : numbers);
  const [a, b] = [without(ours), without(theirs)];
  const ratio = spread(paired(a, b, (one, other) => one / other));
  return { what, unit, ours: spread(a), rival, theirs: spread(b), ratio, ...judge(ratio.value, goal) };
}

/** A line of the table: a figure of ours alone. */
export function alone(what, unit, numbers, goal) {
  const ours = spread([numbers].flat());
  return { what, unit, ours, ...judge(ours.value, goal) };
}
