// Looks at the package's WebAssembly modules: import this before the package.
import { guard } from "./escapes.mjs";

guard();

/** What has left an export of a module without its doing. */
export const { escaped, instances } = globalThis.wasmSeen;

/** How many bytes of WebAssembly memory there are, of the package as a whole. */
export const wasmBytes = () => {
  const memories = instances.flatMap(({ exports }) => Object.values(exports));
  const sizes = memories.filter((value) => value instanceof WebAssembly.Memory).map(({ buffer }) => buffer.byteLength);
  if (sizes.length === 0) throw new Error("no memory was seen");
  return sizes.reduce((sum, size) => sum + size, 0);
};
