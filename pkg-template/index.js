// The default entry: the module travels inside this file and is compiled on import.
import start from "./core.js";
import unpack from "./unpack.js";

start({ module: unpack() });

export * from "./core.js";
