// The official TypeScript SDK, and its answers in the words of the REST API.
import { createRequire } from "node:module";

// Not `import`: what the SDK gives to importers is CommonJS in a folder that says it holds ES modules, and Node.js
// stops at its first `exports`. `require` gets another build of it, which works.
const sdk = createRequire(import.meta.url)("@meshagent/meshagent");

/** The SDK's classes. */
export const { Meshagent, ApiScope, ParticipantToken, RoomException } = sdk;

/** A scope as the SDK wants it. */
export const scope = (json) => ApiScope.fromJSON(json);

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What the SDK returned, with the REST API's names for its own; the caller's data in it stays as it is. */
export function wire(value) {
  if (value instanceof ApiScope) return value.toJSON();
  if (Array.isArray(value)) return value.map(wire);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  const members = Object.entries(value).map(([name, member]) =>
    name === "metadata" || name === "annotations" ? [name, member] : [snake(name), wire(member)],
  );
  return Object.fromEntries(members);
}
