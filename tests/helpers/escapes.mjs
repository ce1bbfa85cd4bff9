/**
 * Notes what leaves an export of a WebAssembly module: traps, and exceptions that passed through the module's frames.
 * Stands alone, so that it can be run in a page too; before the package is loaded.
 */
export function guard() {
  const seen = { escaped: [], instances: [] };
  globalThis.wasmSeen = seen;
  const guarded = (call) =>
    function (...given) {
      try {
        return call.apply(this, given);
      } catch (error) {
        seen.escaped.push(String(error?.stack ?? error));
        throw error;
      }
    };
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      seen.instances.push(this);
    }
    get exports() {
      const own = Object.entries(super.exports);
      const exports = own.map(([name, value]) => [name, typeof value === "function" ? guarded(value) : value]);
      const value = Object.fromEntries(exports);
      Object.defineProperty(this, "exports", { value });
      return value;
    }
  };
}
