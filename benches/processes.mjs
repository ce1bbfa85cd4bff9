// Processes that measure and send back what they measured.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { alternate } from "./harness.mjs";

/** Runs a script and returns the one message that it sends; by default in the Node.js that runs this. */
export const answer = (script, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, { execArgv: [], ...options });
    let result;
    child.on("message", (message) => {
      result = message;
    });
    child.on("error", reject);
    child.on("close", (code) => (result ? resolve(result) : reject(new Error(`${args.join(" ")} ended with ${code}`))));
  });

/** Calls an exported function of a module in new processes, one after the other; returns what each call gave. */
export async function inProcesses(count, file, name, ...args) {
  const results = [];
  for (let index = 0; index < count; index++) {
    const { result } = await answer("./call.mjs", [file, name, JSON.stringify(args)], { execArgv: ["--expose-gc"] });
    results.push(result);
  }
  return results;
}

/** The same function with the name of each contender, in alternation: its figures by contender and round. */
export const alternateProcesses = (names, rounds, file, name, ...args) => {
  const call = (contender) => async () => (await inProcesses(1, file, name, contender, ...args))[0];
  return alternate(Object.fromEntries(names.map((each) => [each, call(each)])), { rounds, warmup: 0 });
};

/** The samples of several runs of the same contenders, as of one run. */
export const pooled = (runs) =>
  Object.fromEntries(Object.keys(runs[0]).map((name) => [name, runs.flatMap((samples) => samples[name])]));
