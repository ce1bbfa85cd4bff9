// Takes everything away from a person: node offboard.mjs EMAIL --dry-run says what, node offboard.mjs EMAIL does it.
import { parseArgs } from "node:util";
import { Meshagent, NotFoundError } from "meshagent-wasm";

const { values, positionals } = parseArgs({ options: { "dry-run": { type: "boolean" } }, allowPositionals: true });
const email = positionals[0]?.toLowerCase();
if (!email) throw new Error("usage: node offboard.mjs EMAIL [--dry-run]");

// What was taken away a moment ago counts, for the question at the end.
const project = new Meshagent({ consistency: "high" }).project();

/** Awaits a call after which something is not there, whether it was or not. */
const gone = (call) => call.catch((error) => (error instanceof NotFoundError ? undefined : Promise.reject(error)));

const people = await project.members.iterate({ view: "merged", filter: email }).toArray();
const person = people.find((member) => member.email?.toLowerCase() === email);
if (!person) {
  console.log(email, "is not a member of the project");
  process.exit();
}
const subject = { type: "user", id: person.id };

const { items } = await project.access.listBindings({ subject });
/** What is taken away, in words, and the call that does it. */
const steps = items
  .filter(({ resource }) => resource.type !== "project")
  .map(({ resource: { type, id, name }, direct_roles }) => ({
    what: `${type} ${name ?? id}: ${direct_roles.join(", ")}`,
    // Whoever is in a group is its member, and on all else it is a role.
    take: () =>
      type === "group"
        ? gone(project.groups.removeMember(id, "user", person.id))
        : gone(project.policies.revoke(type, id, { subject })),
  }));
// The last one: before, somebody who is cut off half-way can be found by address and taken up again.
steps.push({ what: "the project", take: () => gone(project.members.remove(person.id)) });

for (const { what, take } of steps) {
  if (!values["dry-run"]) await take();
  console.log(values["dry-run"] ? "would take away" : "took away", what);
}
if (!values["dry-run"]) {
  const left = (await gone(project.access.listBindings({ subject })))?.items ?? [];
  if (left.length > 0) throw new Error(`${left.length} roles are left`);
}
