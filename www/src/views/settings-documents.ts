/** A settings document of a project: what it is called, what it is about, and something to start from. */
export interface SettingsDocument {
  name: string;
  title: string;
  about: string;
  example: Record<string, unknown>;
}

/** The documents that a service of today has. */
export const DOCUMENTS: SettingsDocument[] = [
  {
    name: "router",
    title: "Model router",
    about: "Which language models agents may use, and rules that change what they are asked.",
    example: {
      allowedModels: [{ provider: "openai", model: "gpt-5.5" }],
      apps: { mode: "blocked", userAgentPatterns: ["curl/*"] },
    },
  },
  {
    name: "room_roles",
    title: "Room roles",
    about: "What each role lets a participant do in a room.",
    example: { guest: { participant: { api: { livekit: {}, messaging: {} } } } },
  },
  { name: "room", title: "Rooms", about: "What holds for all rooms of the project.", example: {} },
  { name: "admission", title: "Admission", about: "Who may enter, and under which conditions.", example: {} },
  { name: "openai", title: "OpenAI", about: "How the service calls the models of OpenAI.", example: {} },
  { name: "anthropic", title: "Anthropic", about: "How the service calls the models of Anthropic.", example: {} },
  { name: "grok", title: "Grok", about: "How the service calls the models of xAI.", example: {} },
  { name: "otel", title: "OpenTelemetry", about: "Where traces, logs and metrics are sent.", example: {} },
];
