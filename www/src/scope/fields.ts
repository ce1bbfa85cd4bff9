import type { ApiScope } from "meshagent-wasm";

/** A member of a grant, and how it is edited. */
export type Field =
  /** Yes or no; `initial` is what its absence means. */
  | { name: string; label: string; kind: "flag"; initial: boolean }
  /** A list of texts; without it there is no restriction. */
  | { name: string; label: string; kind: "texts"; hint?: string }
  /** A list of objects, whose order may matter. */
  | { name: string; label: string; kind: "entries"; entry: Field[]; hint?: string }
  /** An object of its own. */
  | { name: string; label: string; kind: "object"; fields: Field[] }
  /** A text that must be there. */
  | { name: string; label: string; kind: "text"; hint?: string }
  /** The parts of a namespace; without them, any. */
  | { name: string; label: string; kind: "namespace" };

export type GrantName = Exclude<keyof ApiScope, "database" | "datasets">;

const flag = (name: string, label: string, initial = true): Field => ({ name, label, kind: "flag", initial });
const texts = (name: string, label: string, hint?: string): Field => ({
  name,
  label,
  kind: "texts",
  ...(hint && { hint }),
});
const text = (name: string, label: string): Field => ({ name, label, kind: "text" });
const NAMESPACE: Field = { name: "namespace", label: "Namespace", kind: "namespace" };
const PATTERN = "One a line; a * at the end stands for anything.";
const paths = (label: string, hint: string): Field => ({
  name: "paths",
  label,
  kind: "entries",
  entry: [text("path", "Path"), flag("read_only", "Read only", false)],
  hint,
});

/** The surfaces of a room, in the order in which people think of them. */
export const GRANTS: Record<GrantName, { label: string; about: string; fields: Field[] }> = {
  messaging: {
    label: "Messaging",
    about: "Messages between participants",
    fields: [flag("send", "Send to one"), flag("broadcast", "Send to all"), flag("list", "See who is there")],
  },
  storage: {
    label: "Storage",
    about: "The room's files",
    fields: [
      paths("Folders", "Every path that begins so; end folders with /. For writing, the first that fits decides."),
    ],
  },
  sync: {
    label: "Documents",
    about: "Documents edited together",
    fields: [paths("Documents", "A * at the end stands for anything. For writing, the first that fits decides.")],
  },
  dataset: {
    label: "Dataset",
    about: "Tables of data",
    fields: [
      flag("list_tables", "List the tables"),
      {
        name: "tables",
        label: "Tables",
        kind: "entries",
        entry: [
          text("name", "Table"),
          NAMESPACE,
          flag("read", "Read"),
          flag("write", "Write", false),
          flag("alter", "Alter", false),
        ],
        hint: "Exact names; several entries of one name add up.",
      },
    ],
  },
  sqlite: {
    label: "SQLite",
    about: "Databases, on services of today",
    fields: [flag("create_database", "Create databases"), flag("list_databases", "List the databases")],
  },
  queues: {
    label: "Queues",
    about: "Queues of messages",
    fields: [
      flag("list", "List the queues"),
      texts("send", "Send to", "Exact names, one a line."),
      texts("receive", "Receive from", "Exact names, one a line."),
    ],
  },
  agents: {
    label: "Agents",
    about: "Agents and their tools",
    fields: [
      flag("call", "Call agents"),
      flag("use_agents", "Use agents"),
      flag("use_tools", "Use tools"),
      flag("register_agent", "Register an agent"),
      flag("register_public_toolkit", "Register tools for all"),
      flag("register_private_toolkit", "Register tools for oneself"),
      texts("allowed_toolkits", "Toolkits", "Exact names, one a line."),
    ],
  },
  llm: {
    label: "Language models",
    about: "Models through the room's proxy",
    fields: [texts("models", "Models", `As provider/model. ${PATTERN}`)],
  },
  memory: {
    label: "Memory",
    about: "What agents remember",
    fields: [
      flag("list", "List the memories"),
      {
        name: "memories",
        label: "Memories",
        kind: "entries",
        entry: [
          text("name", "Memory"),
          NAMESPACE,
          {
            name: "permissions",
            label: "Limit what may be done",
            kind: "object",
            fields: ["create", "drop", "inspect", "query", "upsert", "ingest", "recall", "optimize"].map((each) =>
              flag(each, each),
            ),
          },
        ],
        hint: "Exact names; several entries of one name add up.",
      },
    ],
  },
  livekit: {
    label: "Calls",
    about: "Live audio and video",
    fields: [texts("breakout_rooms", "Breakout rooms", "Exact names, one a line.")],
  },
  containers: {
    label: "Containers",
    about: "Containers and their images",
    fields: [
      flag("use_containers", "Use containers"),
      flag("logs", "Read their logs"),
      texts("pull", "Pull images", PATTERN),
      texts("run", "Run images", PATTERN),
      {
        name: "registry",
        label: "Limit the registry",
        kind: "object",
        fields: [
          texts("list", "List", PATTERN),
          texts("pull", "Pull", PATTERN),
          texts("run", "Run", PATTERN),
          texts("write", "Write", PATTERN),
        ],
      },
    ],
  },
  developer: { label: "Developer", about: "Developer tools", fields: [flag("logs", "Read the developer logs")] },
  services: { label: "Services", about: "The room's services", fields: [flag("list", "List them")] },
  secrets: {
    label: "Secrets",
    about: "OAuth tokens of others",
    fields: [
      {
        name: "request_oauth_token",
        label: "OAuth clients",
        kind: "entries",
        entry: [text("endpoint", "Endpoint"), text("client_id", "Client ID")],
        hint: "A * at the end of the endpoint stands for anything.",
      },
    ],
  },
  admin: { label: "Administration", about: "The room's configuration", fields: [flag("config", "Change it")] },
  tunnels: {
    label: "Tunnels",
    about: "Ports reached from outside",
    fields: [texts("ports", "Ports", "One a line. An empty list means every port.")],
  },
};

export const GRANT_NAMES = Object.keys(GRANTS) as GrantName[];
