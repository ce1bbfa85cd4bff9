import type { ServiceSpec } from "meshagent-wasm";
import { codeLine, idFact, line, state } from "../cells.ts";
import { type Kind, searched } from "../kind.ts";

export const services: Kind<ServiceSpec> = {
  id: "services",
  title: "Services",
  one: "service",
  icon: "services",
  about: "Containers and addresses that run in every room of the project.",
  purpose: "A service brings tools and agents into every room.",
  columns: [
    { title: "What it is for", cell: ({ metadata }) => line(metadata.description) },
    { title: "Runs", cell: ({ container, external }) => codeLine(container?.image ?? external?.url) },
    {
      title: "State",
      width: "92px",
      cell: ({ enabled }) => (enabled === false ? state("off", "warn") : state("on", "ok")),
    },
  ],

  async list(project, which, signal) {
    const { items } = await project.services.list({ signal });
    return searched(items, which, ({ metadata }) => `${metadata.name} ${metadata.description ?? ""}`);
  },
  get: (project, name, signal) => project.services.getByName(name, { signal }),
  key: ({ metadata }) => metadata.name,
  name: ({ metadata }) => metadata.name,
  facts: ({ id, ports, agents }) => [
    idFact(id ?? ""),
    ["Ports", String(ports?.length ?? 0)],
    ["Agents that it brings", agents?.map(({ name }) => name).join(", ") || "None"],
  ],

  document: (service) => service,
  example: () => ({
    version: "v1",
    kind: "Service",
    metadata: { name: "search", description: "Finds things in the handbook" },
    ports: [{ num: 8080, type: "http", endpoints: [{ path: "/mcp", mcp: { label: "search" } }] }],
    container: { image: "registry.example.com/team/search:1.4", environment: [{ name: "LOG_LEVEL", value: "info" }] },
  }),
  called: ["service"],
  async create(project, document, _room, signal) {
    const made = await project.services.create(document as ServiceSpec, { signal });
    return made.metadata.name;
  },
  async update(project, { id }, document, signal) {
    const service = { ...(document as ServiceSpec), id: id ?? null };
    const { metadata } = await project.services.update(id ?? "", service, { signal });
    return metadata.name;
  },
  delete: (project, { id }, signal) => project.services.delete(id ?? "", { signal }),
  lost: "It stops in every room. Made again, it would have another ID.",
  creates: "create services",
  manages: "manage services",
};
