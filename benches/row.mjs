// One row in a process of its own, so that no row sees what another left in memory or taught the compiler.
const [runtime, name, quick] = process.argv.slice(2);
const { run, title } = await import(`./rows/${runtime}/${name}.mjs`);
const result = await run({ quick: quick === "quick" });
process.send({ title, lines: [], tables: [], notes: [], ...result }, () => process.exit());
