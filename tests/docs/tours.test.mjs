// Every script of the READMEs and of the guide can be run twice, and changes nothing but what it has made.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { run, serve, write } from "../helpers/index.mjs";
import { filledIn, loggedIn, pieces } from "./pieces.mjs";

const server = await serve("--example");
const { id: room } = await server.held("/rooms/support");
const values = { proj_123: server.projectId, room_456: room, user_789: server.member.id, "ma-…": server.apiKey };
const env = {
  HOME: loggedIn(server),
  MESHAGENT_API_URL: server.url,
  MESHAGENT_API_KEY: server.apiKey,
  MESHAGENT_PROJECT_ID: server.projectId,
};

// What a project may have already under the names that the pieces use.
const { storage, files, settingsDocuments, billing } = server.project();
await storage.upload("reports/q3.csv", "region,revenue\n");
await files.upload("room", "support", "reports/q3.txt", "not so well");
await settingsDocuments.set("room_roles", { operator: { participant: { api: { queues: {} } } } });
await billing.setAutoRecharge({ enabled: true, amount: 20, threshold: 5 });

/** Tables of what the example's rooms do by themselves. */
const LIVELY = ["sessions", "session_rows", "room_events", "usage", "transactions"];
/** Columns in which the server counts, and notes calls. */
const NOTES = ["grant_count", "last_used_at"];

/** All rows that the server holds, as text. */
function held() {
  const database = new DatabaseSync(join(server.data, "meshagent.sqlite"), { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    const still = tables.map(({ name }) => name).filter((name) => !LIVELY.includes(name));
    return new Set(
      still.flatMap((name) => {
        const rows = database.prepare(`SELECT * FROM "${name}"`).all();
        for (const row of rows) for (const note of NOTES) delete row[note];
        const kept = rows.filter(({ kind }) => kind !== "activity");
        return kept.map((row) => `${name} ${JSON.stringify(row)}`);
      }),
    );
  } finally {
    database.close();
  }
}

for (const [name, text] of pieces.filter(([name]) => name.endsWith(".mjs"))) {
  test(name, async () => {
    write(name, filledIn(text, values));
    const before = held();
    assert.ok(before.size > 50, `${before.size} rows`);
    for (const time of ["first", "second"]) {
      const { code, stderr } = await run(process.execPath, [name], { env });
      assert.equal(code, 0, `the ${time} time: ${stderr}`);
      const gone = before.difference(held());
      assert.deepEqual([...gone], [], `changed or deleted, the ${time} time`);
    }
  });
}
