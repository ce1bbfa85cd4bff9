export * from "./index.js";

declare global {
  namespace WebAssembly {
    // As in the DOM's types, which a project for Node.js alone does not have.
    interface Module {}
  }
}

/** Where the WebAssembly module is, or the module itself. */
export type WasmSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module;

/**
 * Loads the WebAssembly module; call it once before anything else, for example `await init()`.
 *
 * Further calls wait for the same module, and after a failure the next call tries again. Without an argument
 * `meshagent.wasm` is fetched from beside this file, which bundlers copy along; in Node.js the file is read.
 */
export default function init(source?: WasmSource | Promise<WasmSource>): Promise<void>;
