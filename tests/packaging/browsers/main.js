// Makes the calls in the place that the test asks for, tells it what they gave, and starts anew.
import { scenario } from "./scenario.mjs";

/** Has a worker make the calls. */
function ask(worker, options) {
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(options, [port2]);
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message ?? "the worker did not start"));
  });
}

const places = {
  page: async (options) => scenario(await import("./node_modules/meshagent-wasm/index.js"), options),
  streaming: async (options) => {
    const { default: init, ...meshagent } = await import("./node_modules/meshagent-wasm/web.js");
    await init();
    return scenario(meshagent, options);
  },
  "module worker": (options) => ask(new Worker("worker.js", { type: "module" }), options),
  "IIFE worker": (options) => ask(new Worker("worker.iife.js"), options),
  "service worker": async (options) => {
    await navigator.serviceWorker.register("worker.iife.js");
    const { active } = await navigator.serviceWorker.ready;
    return ask(active, options);
  },
};

const { place, options } = await (await fetch("/next")).json();
const outcome = await places[place](options);
await fetch("/outcome", { method: "POST", body: JSON.stringify({ outcome }) });
location.reload();
