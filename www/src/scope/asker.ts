import { type ApiScope, can, RoomException } from "meshagent-wasm";
import { literal } from "../app/snippet.ts";
import { fill, h } from "../ui/dom.ts";
import { input, select } from "../ui/field.ts";
import { icon } from "../ui/icons.ts";

/** `can`, asked with what somebody picks instead of what the code says. */
const ask = can as (scope: ApiScope, action: string, target?: object) => boolean;

/** What each action is asked about, by the name of the target's member, with an example. */
const TARGETS: Record<string, string> = {
  name: "notes",
  queue: "jobs",
  table: "revenue",
  path: "/shared/plan.txt",
  tag: "registry.example.com/team/app:1",
  repository: "team/app",
  provider: "openai",
  model: "gpt-4o",
  namespace: "",
  authorization_endpoint: "https://accounts.example.com/authorize",
  client_id: "client",
};

const ACTIONS: Record<string, [targets: string[], actions: string[]][]> = {
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

const targetsOf = new Map<string, string[]>(
  Object.entries(ACTIONS).flatMap(([grant, groups]) =>
    groups.flatMap(([targets, names]) => names.map((name) => [`${grant}.${name}`, targets] as const)),
  ),
);

/** "What can they do": a question to the package's `can`, answered as the scope changes. */
export function asker(scope: () => ApiScope): { element: HTMLElement; refresh(): void } {
  const action = select(
    [...targetsOf.keys()].map((each) => [each, each]),
    { "aria-label": "Action", value: "storage.write", onchange: choose },
  );
  const targets = h("span", { class: "row tight grow" });
  const answer = h("output", { class: "answer" });
  const code = h("code", { class: "clip" });
  const values: Record<string, string> = { ...TARGETS };

  function choose(): void {
    fill(
      targets,
      targetsOf.get(action.value)?.map((name) =>
        input({
          value: values[name],
          class: "grow",
          "aria-label": name,
          placeholder: name === "namespace" ? "namespace, a/b" : name,
          oninput: (event) => {
            values[name] = (event.target as HTMLInputElement).value;
            refresh();
          },
        }),
      ),
    );
    refresh();
  }

  function target(): object | undefined {
    const names = targetsOf.get(action.value) ?? [];
    if (names.length === 0) return undefined;
    const entries = names.flatMap((name): [string, unknown][] => {
      if (name === "namespace") return values[name] ? [[name, values[name].split("/")]] : [];
      return [[name, values[name]]];
    });
    const all = Object.fromEntries(entries);
    return action.value === "secrets.request_oauth_token" ? { oauth: all } : all;
  }

  function refresh(): void {
    const asked = target();
    code.textContent = `can(${["scope", literal(action.value), asked && literal(asked)].filter(Boolean).join(", ")})`;
    try {
      const yes = ask(scope(), action.value, asked);
      answer.dataset.answer = yes ? "yes" : "no";
      fill(answer, icon(yes ? "done" : "close"), yes ? "Yes, allowed" : "No, not allowed");
    } catch (error) {
      answer.dataset.answer = "unknown";
      fill(answer, icon("help"), error instanceof RoomException ? error.message : String(error));
    }
  }

  choose();
  return {
    element: h(
      "details",
      { class: "asker" },
      h("summary", null, "What can they do?"),
      h(
        "div",
        { class: "stack tight" },
        h("div", { class: "row tight wrap" }, action, targets),
        h("div", { class: "row wrap" }, answer, code),
      ),
    ),
    refresh,
  };
}
