// The servers that real requests go to.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { service } from "./clients.mjs";

/** Starts a local MeshAgent server with a data folder of its own. */
export async function serve(...flags) {
  const data = mkdtempSync(join(tmpdir(), "meshagent-bench-data-"));
  process.once("exit", () => rmSync(data, { recursive: true, force: true }));
  const child = spawn(process.env.SERVER_BIN, ["--data", data, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill("SIGKILL"));
  const ended = once(child, "close");
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended.then(() => [])]);
  if (line === undefined) throw new Error("the server did not start");
  const { url, project_id, api_key } = JSON.parse(line);
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  return { url, projectId: project_id, token: api_key, stop };
}

/** Starts a server that answers with a room of this name after so many milliseconds, in a process of its own. */
export async function slowServer(delay, name) {
  const script = fileURLToPath(new URL("slow.mjs", import.meta.url));
  const child = fork(script, [String(delay), name], { execArgv: [] });
  // A process from which this one has disconnected emits no `close`.
  const ended = once(child, "exit");
  const [message] = await Promise.race([once(child, "message"), ended.then(() => [])]);
  if (message === undefined) throw new Error("the slow server did not start");
  const stop = async () => {
    child.disconnect();
    await ended;
  };
  return { ...service, url: `http://127.0.0.1:${message.port}`, stop };
}
