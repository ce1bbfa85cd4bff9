// Calls one exported function of a module in a process of its own: `node call.mjs FILE NAME ARGUMENTS`.
const [file, name, args] = process.argv.slice(2);
const module = await import(file);
const result = await module[name](...JSON.parse(args));
process.send({ result }, () => process.exit());
