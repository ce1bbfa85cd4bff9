// The checks of the package's reply tables, in zod. Two things are left out, which is in zod's favour: the refusal of
// camelCase spellings in a scope, and `null` taken out where it means nothing.
import { z } from "zod";

const text = z.string();
const flag = z.boolean().optional();
const names = z.array(text).nullish();
const model = (shape) => z.looseObject(shape);
const flags = (...list) => model(Object.fromEntries(list.map((name) => [name, flag])));
const list = (item) => z.array(item).nullish();

const room = model({
  id: text,
  name: text,
  metadata: z
    .record(text, z.unknown())
    .nullish()
    .transform((value) => value ?? {}),
  annotations: z
    .record(text, text)
    .nullish()
    .transform((value) => value ?? {}),
  enabled: flag,
});

const path = model({ path: text, read_only: flag });
const dataset = model({
  tables: list(model({ name: text, namespace: names, read: flag, write: flag, alter: flag })),
  list_tables: flag,
}).nullish();
const memory = flags("create", "drop", "inspect", "query", "upsert", "ingest", "recall", "optimize");

const scope = model({
  livekit: model({ breakout_rooms: names }).nullish(),
  queues: model({ send: names, receive: names, list: flag }).nullish(),
  messaging: flags("broadcast", "list", "send").nullish(),
  dataset,
  database: dataset,
  datasets: dataset,
  memory: model({
    list: flag,
    memories: list(model({ name: text, namespace: names, permissions: memory.nullish() })),
  }).nullish(),
  sync: model({ paths: list(path) }).nullish(),
  storage: model({ paths: list(path) }).nullish(),
  containers: model({
    logs: flag,
    use_containers: flag,
    pull: names,
    run: names,
    registry: model({ list: names, pull: names, run: names, write: names }).nullish(),
  }).nullish(),
  developer: flags("logs").nullish(),
  agents: flags(
    "register_agent",
    "register_public_toolkit",
    "register_private_toolkit",
    "call",
    "use_agents",
    "use_tools",
  )
    .extend({ allowed_toolkits: names })
    .nullish(),
  llm: model({ models: names }).nullish(),
  admin: flags("config").nullish(),
  secrets: model({ request_oauth_token: list(model({ endpoint: text, client_id: text })) }).nullish(),
  tunnels: model({ ports: names }).nullish(),
  services: flags("list").nullish(),
});

/** The reply to a list of grants. */
export const grantsPage = model({
  room_grants: z
    .array(model({ room, user_id: text, permissions: scope.nullish().transform((value) => value ?? {}) }))
    .nullish()
    .transform((value) => value ?? []),
  total: z.int().nonnegative().nullish(),
  continuation_token: text.nullish(),
});
