// A service, a route to it, a mailbox and a nightly task. Run again it changes nothing: node deploy.mjs ROOM DOMAIN ADDRESS
import { Meshagent, NotFoundError } from "meshagent-wasm";

const [room, domain, address] = process.argv.slice(2);
if (!address) throw new Error("usage: node deploy.mjs ROOM DOMAIN ADDRESS");
const { rooms, services, routes, mailboxes, scheduledTasks } = new Meshagent().project();

/** Whether what is there has every member of what is wanted; the service adds members of its own. */
function has(there, wanted) {
  if (typeof wanted !== "object") return there === wanted;
  return Object.keys(wanted).every((name) => has(there?.[name], wanted[name]));
}

const missing = (error) => (error instanceof NotFoundError ? undefined : Promise.reject(error));
/** Looks first: makes what is missing, changes what differs, and leaves alone what is as wanted. */
async function ensure(what, { wanted, look, make, change }) {
  const there = await look().catch(missing);
  if (there && has(there, wanted)) return console.log("unchanged", what);
  await (there ? change(there) : make());
  console.log(there ? "changed" : "created", what);
}

const { id: room_id } = await rooms.create({ name: room, if_not_exists: true });

const container = { image: "registry.example.com/site:1", environment: [{ name: "MODE", value: "production" }] };
const service = { version: "v1", kind: "Service", metadata: { name: "site" }, ports: [{ num: 8000 }], container };
await ensure("service site", {
  wanted: service,
  look: () => services.getByName("site"),
  make: () => services.create(service),
  change: ({ id }) => services.update(id, { ...service, id }),
});

const paths = [{ path: "/", targetPort: 8000 }];
const route = { spec: { metadata: { name: "site" }, domain, backend: { room: { name: room } }, paths } };
await ensure(`route ${domain}`, {
  wanted: route,
  look: () => routes.get(domain),
  make: () => routes.create(route),
  change: () => routes.update(domain, route),
});

const mailbox = { room, queue: "mails", public: true };
await ensure(`mailbox ${address}`, {
  wanted: mailbox,
  look: () => mailboxes.get(address),
  make: () => mailboxes.create({ address, ...mailbox }),
  change: () => mailboxes.update(address, mailbox),
});

const task = { spec: { metadata: { name: "nightly" }, schedule: "0 3 * * *", queue: { name: "jobs" } } };
// Nothing looks a task up by its name, which is in its metadata.
const tasks = await scheduledTasks.iterate({ room_id }).toArray();
await ensure("task nightly", {
  wanted: task,
  look: async () => tasks.find(({ spec }) => spec.metadata?.name === "nightly"),
  make: () => scheduledTasks.create(room, task),
  change: ({ id }) => scheduledTasks.update(id, task),
});
