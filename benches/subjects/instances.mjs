// Sees every WebAssembly instance that is made after this is imported, and every call into it and out of it.
const { Instance, Memory } = WebAssembly;
const instances = [];

/** While set, it is told of each call: `in` to the module or `out` of it, the function's name, arguments and result. */
const listener = { told: undefined };

const heard = (direction, name, call) =>
  function (...given) {
    const result = Reflect.apply(call, this, given);
    listener.told?.(direction, name, given, result);
    return result;
  };

const wrapped = (direction, functions) =>
  Object.fromEntries(
    Object.entries(functions).map(([name, value]) => [
      name,
      typeof value === "function" ? heard(direction, name, value) : value,
    ]),
  );

/** Notes instances; with `calls`, their calls as well, which makes each of them slower. */
export function watch({ calls = false } = {}) {
  WebAssembly.Instance = class extends Instance {
    constructor(module, imports = {}) {
      const own = Object.entries(imports).map(([from, functions]) => [from, wrapped("out", functions)]);
      super(module, calls ? Object.fromEntries(own) : imports);
      instances.push(this);
      if (calls) Object.defineProperty(this, "exports", { value: wrapped("in", super.exports) });
    }
  };
}

/** The client's memory: that of the last instance, the ones before only unpack it. */
export const memory = () => Object.values(instances.at(-1).exports).find((value) => value instanceof Memory);

/** Runs something and returns all calls it made, as `{ direction, name, given, result }`. */
export async function calls(run) {
  const list = [];
  listener.told = (direction, name, given, result) => list.push({ direction, name, given, result });
  try {
    await run();
  } finally {
    listener.told = undefined;
  }
  return list;
}
