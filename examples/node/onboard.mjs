// Gives people a role in a room, and invites who is not known; whoever has it is left alone, so it can be run again:
// node onboard.mjs ROOM ROLE EMAIL…
import { Meshagent, RoomException } from "meshagent-wasm";

const AT_ONCE = 4;
const [name, role, ...emails] = process.argv.slice(2);
if (emails.length === 0) throw new Error("usage: node onboard.mjs ROOM ROLE EMAIL…");

const { rooms, policies } = new Meshagent().project(); // MESHAGENT_API_URL, MESHAGENT_API_KEY, MESHAGENT_PROJECT_ID
const room = await rooms.create({ name, if_not_exists: true });

/** Who has the role already, by address; addresses do not tell upper case from lower. */
const there = new Set();
for await (const { subject, direct_roles } of policies.iterate("room", room.id)) {
  if (subject.email && direct_roles.includes(role)) there.add(subject.email.toLowerCase());
}

const wanted = [...new Set(emails.map((email) => email.trim().toLowerCase()))];
const queue = wanted.filter((email) => !there.has(email));
const failed = [];
let done = 0;

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());

async function work() {
  for (let email = queue.shift(); email && !stop.signal.aborted; email = queue.shift()) {
    try {
      const subject = { type: "user", email };
      await policies.grant("room", room.id, { subject, roles: [role] }, { signal: stop.signal });
      console.log(`${++done} of ${total}`, email, "is", role);
    } catch (error) {
      if (!(error instanceof RoomException)) throw error;
      failed.push(email); // The others go on.
      console.error(email, error.message);
    }
  }
}

const total = queue.length;
await Promise.all(Array.from({ length: AT_ONCE }, work)).catch((error) => {
  if (!stop.signal.aborted) throw error;
});
console.log(`${done} added, ${wanted.length - total} had it, ${total - done} to go`);
process.exitCode = done === total ? 0 : 1;
