// The local MeshAgent server.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Starts a server with a data folder of its own. */
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
