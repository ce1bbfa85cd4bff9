// The streaming entry: the module is a file of its own, compiled while it arrives.
import start from "./core.js";

/** The one initialisation that all callers share; forgotten when it fails. */
let ready;

/** A file's bytes, where there are files: fetch of Node.js reads none. */
function read(address) {
  const builtin = globalThis.process?.getBuiltinModule;
  if (builtin && address.startsWith("file:"))
    return builtin("fs").promises.readFile(builtin("url").fileURLToPath(address));
}

/** Compiles what `source` names, or is. */
async function compile(source) {
  const given = await source;
  // By their tags, for test runners give out objects of another realm.
  const tag = Object.prototype.toString.call(given);
  if (tag === "[object WebAssembly.Module]") return given;
  if (tag === "[object ArrayBuffer]") return WebAssembly.compile(given);
  if (ArrayBuffer.isView(given)) {
    // Not every engine compiles a DataView.
    return WebAssembly.compile(new Uint8Array(given.buffer, given.byteOffset, given.byteLength));
  }
  const file = await read(String(given));
  if (file) return WebAssembly.compile(file);
  const reply = given instanceof Response ? given : await fetch(given);
  if (!reply.ok) throw new Error(`meshagent-wasm: ${reply.url} answers ${reply.status}`);
  // Streaming insists on the content type; a server that does not know it still serves the bytes.
  return reply.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(reply)
    : WebAssembly.compile(await reply.arrayBuffer());
}

export default function init(source = new URL("./meshagent.wasm", import.meta.url)) {
  ready ??= compile(source)
    .then((module) => void start({ module }))
    .catch((error) => {
      ready = undefined;
      throw error;
    });
  return ready;
}

export * from "./core.js";
