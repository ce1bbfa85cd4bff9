// Looks at the package's WebAssembly modules: import this before the package.
const instances = [];

/** The exceptions that have left an export of a module: traps, and what passed through the module's frames. */
export const escaped = [];

const guarded = (call) =>
  function (...given) {
    try {
      return call.apply(this, given);
    } catch (error) {
      escaped.push(String(error?.stack ?? error));
      throw error;
    }
  };

const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...given) {
    super(...given);
    instances.push(this);
  }
  get exports() {
    const own = Object.entries(super.exports);
    const exports = Object.fromEntries(
      own.map(([name, value]) => [name, typeof value === "function" ? guarded(value) : value]),
    );
    Object.defineProperty(this, "exports", { value: exports });
    return exports;
  }
};

/** How many bytes of WebAssembly memory there are, of the package as a whole. */
export const wasmBytes = () => {
  const memories = instances.flatMap(({ exports }) => Object.values(exports));
  const sizes = memories.filter((value) => value instanceof WebAssembly.Memory).map(({ buffer }) => buffer.byteLength);
  if (sizes.length === 0) throw new Error("no memory was seen");
  return sizes.reduce((sum, size) => sum + size, 0);
};
