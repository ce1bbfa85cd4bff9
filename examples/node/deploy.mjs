// A service from a template, a route to it, a mailbox and a nightly task. Run again it changes nothing: node deploy.mjs ROOM DOMAIN ADDRESS
import { Meshagent, NotFoundError } from "meshagent-wasm";

const [room, domain, address] = process.argv.slice(2);
if (!address) throw new Error("usage: node deploy.mjs ROOM DOMAIN ADDRESS");
const meshagent = new Meshagent();
const { rooms, services, routes, mailboxes, scheduledTasks } = meshagent.project();

/** Whether what is there has every member of what is wanted, where null wants nothing; the service adds its own. */
function has(there, wanted) {
  if (wanted === null) return true;
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

const template = `
version: v1
kind: ServiceTemplate
metadata: { name: site }
variables: [{ name: mode }]
ports: [{ num: 8000 }]
container:
  image: registry.example.com/site:1
  environment: [{ name: MODE, value: "{{ mode }}" }]
`;
const fromTemplate = { template, values: { mode: "production" } };
const { kind, variables, ...service } = await meshagent.services.renderTemplate(fromTemplate);
await ensure("service site", {
  wanted: service,
  look: () => services.getByName("site"),
  make: () => services.createFromTemplate(fromTemplate),
  change: ({ id }) => services.updateFromTemplate(id, fromTemplate),
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
