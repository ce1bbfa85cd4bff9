import type { ManagedAgent, NewAgent } from "meshagent-wasm";
import { href } from "../../../app/router.ts";
import { linkButton } from "../../../ui/button.ts";
import { chips, idFact, line } from "../cells.ts";
import { byToken, first, type Kind } from "../kind.ts";

type Configuration = NewAgent["configuration"];

export const agents: Kind<ManagedAgent> = {
  id: "agents",
  title: "Agents",
  one: "agent",
  icon: "agent",
  about: "Agents that the service runs: models with instructions, tools and files of their own.",
  purpose: "An agent answers people and does work in rooms.",
  columns: [
    { title: "Models", width: "30%", cell: ({ configuration }) => chips(modelsOf(configuration)) },
    { title: "Instructions", cell: ({ configuration }) => line(configuration.instructions) },
  ],

  list: (project, which, signal) => byToken(which, (part) => project.agents.list(part, { signal })),
  get: (project, name, signal) =>
    first(project.agents.iterate({ filter: name }, { signal }), (agent) => agent.name === name),
  key: ({ name }) => name,
  name: ({ name }) => name,
  facts: ({ id, configuration }) => [
    idFact(id),
    ["Acts as", configuration.run_as?.email ?? "Whoever talks to it"],
    ["Models are paid for by those who use it", configuration.llm_delegation === "required" ? "Always" : "If they can"],
  ],
  actions: (_context, { name }) => linkButton("Files", "folder", href("files", "agent", name)),

  document: ({ configuration }) => configuration,
  example: () => ({
    version: "v1",
    kind: "ManagedAgent",
    metadata: { name: "helper", annotations: {} },
    allowed_models: [{ provider: "openai", model: "gpt-5.5" }],
    instructions: "Answer briefly, and say where you know it from.",
  }),
  called: ["agent.configuration", "change.configuration"],
  async create(project, configuration, _room, signal) {
    const agent = await project.agents.create({ configuration: configuration as Configuration }, { signal });
    return agent.name;
  },
  async update(project, { id }, configuration, signal) {
    const change = { configuration: configuration as Configuration };
    await project.agents.update(id, change, { signal });
    // The service writes names in lower case.
    return change.configuration.metadata.name.trim().toLowerCase();
  },
  delete: (project, { id }, signal) => project.agents.delete(id, { signal }),
  lost: "Its files and everybody's rights on it go with it.",
  creates: "create agents",
  policy: ({ id }) => ({ type: "agent", id }),
};

const modelsOf = ({ allowed_models }: ManagedAgent["configuration"]): string[] =>
  allowed_models.map(({ model }) => model);
