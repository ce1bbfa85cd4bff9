// For programs that look at the WebAssembly memory of the package: import this before the package.
const instances = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    instances.push(this);
  }
};

/** How many bytes of WebAssembly memory there are, of the package as a whole. */
export const wasmBytes = () => {
  const memories = instances.flatMap(({ exports }) => Object.values(exports));
  const sizes = memories.filter((value) => value instanceof WebAssembly.Memory).map(({ buffer }) => buffer.byteLength);
  if (sizes.length === 0) throw new Error("no memory was seen");
  return sizes.reduce((sum, size) => sum + size, 0);
};
