import * as meshagent from "./node_modules/meshagent-wasm/index.js";
import { scenario } from "./scenario.mjs";

addEventListener("message", (event) => {
  const done = scenario(meshagent, event.data).catch((error) => String(error));
  const told = done.then((outcome) => event.ports[0].postMessage(outcome));
  // Service workers may end before that otherwise.
  event.waitUntil?.(told);
});
