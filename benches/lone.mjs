// One contender in a process of its own: what others compile and leave in memory can neither slow it down nor help it.
import { batch, time } from "./harness.mjs";

const [file, name, params] = process.argv.slice(2);
const { contender } = await import(file);
const { calls, warmup, samples, ...about } = JSON.parse(params);
const call = await contender(name, about);

const first = await time(call);
const stretch = batch(calls, call);
for (let index = 0; index < warmup; index++) await stretch();
const taken = [];
for (let index = 0; index < samples; index++) taken.push(await stretch());
process.send({ first, taken }, () => process.exit());
