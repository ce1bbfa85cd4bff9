// What is the same, and what is not.
import { isDeepStrictEqual } from "node:util";

/**
 * Where two values part, by place: `{ "query.filter": [ofTheFirst, ofTheSecond] }`, `undefined` for what is not there.
 */
export function differences(first, second, place = "") {
  if (isDeepStrictEqual(first, second)) return {};
  const same = shape(first);
  if (same === undefined || same !== shape(second)) return { [place]: [first, second] };
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return Object.assign(
    {},
    ...names.map((name) => differences(first[name], second[name], place ? `${place}.${name}` : name)),
  );
}

/** What two values must have in common for their members to be compared one by one. */
function shape(value) {
  if (Array.isArray(value)) return value.length;
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return undefined;
  return "object";
}

// A scope by its meaning: without what says no more than its absence does.
const flag = (preset) => (value) => (value === preset ? undefined : value);
const list = (entry) => (value) => (Array.isArray(value) && entry ? value.map(entry) : (value ?? undefined));
const texts = list();
const fields = (table) => (value) =>
  Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, table[name] ? table[name](member) : member])
      .filter(([, member]) => member !== undefined),
  );
const grant = (table) => (value) => (value === null ? undefined : fields(table)(value));
const unlessEmpty = (reduce) => (value) => {
  const reduced = reduce(value);
  return Object.keys(reduced).length === 0 ? undefined : reduced;
};
const flags = (preset, ...names) => Object.fromEntries(names.map((name) => [name, flag(preset)]));

const paths = { paths: list(fields({ read_only: flag(false) })) };
const dataset = grant({
  tables: list(fields({ namespace: texts, read: flag(true), write: flag(false), alter: flag(false) })),
  list_tables: flag(true),
});
const operations = flags(true, "create", "drop", "inspect", "query", "upsert", "ingest", "recall", "optimize");
const abilities = ["register_agent", "register_public_toolkit", "register_private_toolkit", "call"];
const grants = {
  livekit: grant({ breakout_rooms: texts }),
  queues: grant({ send: texts, receive: texts, list: flag(true) }),
  messaging: grant(flags(true, "broadcast", "list", "send")),
  dataset,
  memory: grant({
    list: flag(true),
    memories: list(fields({ namespace: texts, permissions: unlessEmpty(fields(operations)) })),
  }),
  sync: grant(paths),
  storage: grant(paths),
  containers: grant({
    ...flags(true, "logs", "use_containers"),
    pull: texts,
    run: texts,
    registry: grant({ list: texts, pull: texts, run: texts, write: texts }),
  }),
  developer: grant(flags(true, "logs")),
  agents: grant({ ...flags(true, ...abilities, "use_agents", "use_tools"), allowed_toolkits: texts }),
  llm: grant({ models: texts }),
  admin: grant(flags(true, "config")),
  secrets: grant({ request_oauth_token: texts }),
  tunnels: grant({ ports: texts }),
  services: grant(flags(true, "list")),
};

/** A scope without defaults and under today's names: of the names of `dataset` the first that is there counts. */
export function meaning(scope) {
  const { dataset, database, datasets, ...others } = scope;
  const first = ["dataset", "database", "datasets"].find((name) => name in scope);
  return fields(grants)(first ? { ...others, dataset: scope[first] } : others);
}

/** A value whose `permissions` are scopes, with each scope by its meaning; `null` there is an empty scope. */
function withMeaning(value) {
  if (Array.isArray(value)) return value.map(withMeaning);
  if (value?.permissions === undefined) return value;
  return { ...value, permissions: meaning(value.permissions ?? {}) };
}

/** What a call sent and came to, ready to be compared with what another client's call sent and came to. */
export function comparable({ target, body, result, ...others }) {
  return {
    ...others,
    body: body?.json ? { json: comparableBody(body.json) } : body,
    result: Array.isArray(result?.items) ? { ...result, items: withMeaning(result.items) } : withMeaning(result),
  };
}

/** A body in which `null` is as good as nothing: in the members of the body itself, never in what they hold. */
function comparableBody(json) {
  const { permissions, ...members } = Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
  if (!permissions) return members;
  if ("room_id" in members) return { ...members, permissions: meaning(permissions) };
  // A new room has a scope for each user.
  const byUser = Object.entries(permissions).map(([user, scope]) => [user, meaning(scope)]);
  return { ...members, permissions: Object.fromEntries(byUser) };
}
