import { type ApiScope, can, RoomException } from "meshagent-wasm";

/** What is asked of a target: the name of its member, and an example. */
export const TARGETS: Record<string, string> = {
  name: "notes",
  queue: "jobs",
  table: "revenue",
  path: "/data/plan.txt",
  tag: "registry.example.com/team/app:1",
  repository: "team/app",
  provider: "openai",
  model: "gpt-4o",
  namespace: "",
  authorization_endpoint: "https://accounts.example.com/authorize",
  client_id: "client",
};

/** The actions that the package's `can` knows, by surface, each with what it is asked about. */
export const ACTIONS: Record<string, [targets: string[], actions: string[]][]> = {
  messaging: [[[], ["send", "broadcast", "list"]]],
  storage: [[["path"], ["read", "write"]]],
  sync: [[["path"], ["read", "write"]]],
  dataset: [
    [
      ["table", "namespace"],
      ["read", "write", "alter", "access"],
    ],
    [[], ["list_tables"]],
  ],
  queues: [
    [["queue"], ["send", "receive"]],
    [[], ["list"]],
  ],
  agents: [
    [[], ["call", "use_agents", "use_tools", "register_agent", "register_public_toolkit", "register_private_toolkit"]],
  ],
  llm: [
    [["provider", "model"], ["use_model"]],
    [["provider"], ["use_provider"]],
  ],
  memory: [
    [
      ["name", "namespace"],
      ["create", "drop", "inspect", "query", "upsert", "ingest", "recall", "optimize", "access_existing"],
    ],
    [[], ["list"]],
  ],
  livekit: [[["name"], ["join_breakout_room"]]],
  containers: [
    [["tag"], ["pull", "run"]],
    [["repository"], ["registry_list", "registry_pull", "registry_run", "registry_write"]],
    [[], ["logs", "use_containers"]],
  ],
  developer: [[[], ["logs"]]],
  services: [[[], ["list"]]],
  secrets: [[["authorization_endpoint", "client_id"], ["request_oauth_token"]]],
  admin: [[[], ["config"]]],
};

const targetsByAction = new Map<string, string[]>(
  Object.entries(ACTIONS).flatMap(([surface, groups]) =>
    groups.flatMap(([targets, names]) => names.map((name) => [`${surface}.${name}`, targets] as const)),
  ),
);

/** Every action, as `storage.read`. */
export const ACTION_NAMES = [...targetsByAction.keys()];

/** What an action is asked about. */
export const targetsOf = (action: string): string[] => targetsByAction.get(action) ?? [];

/** The target of a question, made from what was typed for its members. */
export function targetOf(action: string, values: Record<string, string>): object | undefined {
  const names = targetsOf(action);
  if (names.length === 0) return undefined;
  const entries = names.flatMap((name): [string, unknown][] => {
    if (name === "namespace") return values[name] ? [[name, values[name].split("/")]] : [];
    return [[name, values[name]]];
  });
  const all = Object.fromEntries(entries);
  return action === "secrets.request_oauth_token" ? { oauth: all } : all;
}

/** `can`, asked with what somebody picks instead of what the code says; an error in words is no answer. */
export function ask(scope: ApiScope, action: string, target: object | undefined): boolean | string {
  try {
    return (can as (scope: ApiScope, action: string, target?: object) => boolean)(scope, action, target);
  } catch (error) {
    return error instanceof RoomException ? error.message : String(error);
  }
}
