// Uploads the files of a folder that have changed since the last time: node sync-folder.mjs FOLDER
import { openAsBlob } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { Meshagent } from "meshagent-wasm";

const AT_ONCE = 4;
const folder = resolve(process.argv[2] ?? ".");
const project = new Meshagent().project(); // MESHAGENT_API_URL, MESHAGENT_API_KEY, MESHAGENT_PROJECT_ID

// What was uploaded, by path in the storage: size and time of change.
const manifest = join(folder, `.sync-${project.id}.json`);
const uploaded = JSON.parse(await readFile(manifest, "utf8").catch(() => "{}"));

const queue = [];
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.startsWith(".sync-")) continue;
  const file = join(entry.parentPath, entry.name);
  const { size, mtimeMs } = await stat(file);
  const path = [basename(folder), ...relative(folder, file).split(sep)].join("/");
  const version = `${size} ${mtimeMs}`;
  if (uploaded[path] !== version) queue.push({ file, path, size, version });
}

const files = queue.length;
const bytes = queue.reduce((sum, { size }) => sum + size, 0);
let sent = 0;

const stop = new AbortController();
process.once("SIGINT", () => stop.abort(new Error("stopped; run it again to go on")));

async function work() {
  for (let next = queue.shift(); next && !stop.signal.aborted; next = queue.shift()) {
    let before = 0;
    const onProgress = ({ loaded }) => {
      sent += loaded - before; // An attempt that is made again begins again.
      before = loaded;
      if (process.stderr.isTTY) process.stderr.write(`\r${sent} of ${bytes} bytes`);
    };
    try {
      await project.storage.upload(next.path, await openAsBlob(next.file), { signal: stop.signal, onProgress });
      uploaded[next.path] = next.version;
      console.log(next.path);
    } catch (error) {
      stop.abort(error); // The first fault ends the other uploads too.
    }
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, work));
await writeFile(manifest, JSON.stringify(uploaded, null, 2));
if (stop.signal.aborted) {
  console.error(stop.signal.reason.message);
  process.exit(1);
}
console.log(files ? `${files} files, ${bytes} bytes` : "nothing has changed");
