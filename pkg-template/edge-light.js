// Vercel's edge runs only modules that were imported as such, and its bundlers ask for `?module`.
import start from "./core.js";
import module from "./meshagent.wasm?module";

start({ module });

export * from "./core.js";
