// Makes three people operators of a room, gives a program a key, and shows what was used in the last week:
// node operators.mjs ROOM EMAIL EMAIL EMAIL
import { Meshagent, NotFoundError } from "meshagent-wasm";

const [roomName, ...emails] = process.argv.slice(2);
if (emails.length !== 3) throw new Error("usage: node operators.mjs ROOM EMAIL EMAIL EMAIL");

// What was granted a moment ago counts, for the question below.
const project = new Meshagent({ consistency: "high" }).project();

/** What `look` finds, or what `make` makes where there is nothing of that name. */
const ensure = (look, make) =>
  look.catch((error) => {
    if (error instanceof NotFoundError) return make();
    throw error;
  });

const name = `${roomName}-operators`;
const room = await project.rooms.create({ name: roomName, if_not_exists: true });
const group = await ensure(project.groups.getByName(name), () => project.groups.create({ name }));

const people = await project.members.iterate({ view: "merged" }).toArray();
for (const email of emails) {
  const person = people.find((member) => member.email === email);
  if (!person) throw new Error(`${email} is not a member of the project`);
  await project.groups.setMember(group.id, { subject: { type: "user", id: person.id } });
}
await project.policies.grant("room", room.id, { subject: { type: "group", id: group.id }, roles: ["operator"] });

const subject = { type: "user", id: people.find(({ email }) => email === emails[0]).id };
const resource = { type: "room", id: room.id };
const { allowed } = await project.access.test({ subject, resource, relation: "can_use" });
console.log(emails[0], allowed ? "may use" : "may not use", roomName);

const account = await ensure(project.serviceAccounts.getByName(name), () =>
  project.serviceAccounts.create({ name, description: `works in ${roomName}` }),
);
// The key itself is in this reply and in no other. An account's keys have names of their own.
const made = new Date().toISOString();
const key = await project.apiKeys.create(account.id, { name: `key of ${made}`, description: `for ${roomName}` });
console.log("MESHAGENT_API_KEY=%s", key.value);

const end = new Date();
const start = new Date(end.getTime() - 7 * 24 * 3_600_000);
const { items } = await project.usage.get({ start, end, interval: "1d", room: roomName });
// What a row holds is not documented: `quantity` and `cost` are what services of today send.
const cost = items.reduce((sum, row) => sum + (row.cost ?? 0), 0);
console.log(`${items.length} rows of usage, ${cost.toFixed(2)} in all`);
