// Cloudflare Workers run only modules that were imported as such.
import start from "./core.js";
import module from "./meshagent.wasm";

start({ module });

export * from "./core.js";
