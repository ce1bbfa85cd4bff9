import type { NewRoute, Route } from "meshagent-wasm";
import { href } from "../../../app/router.ts";
import { type Child, h } from "../../../ui/dom.ts";
import { chips, nothing } from "../cells.ts";
import { byToken, type Kind } from "../kind.ts";

type Spec = NewRoute["spec"];

export const routes: Kind<Route> = {
  id: "routes",
  title: "Routes",
  one: "route",
  icon: "route",
  about: "Domains, and which room or agent serves what under them.",
  purpose: "A route lets the web into a room: pages, files or the port of a service.",
  columns: [
    { title: "Leads to", width: "30%", cell: ({ spec }) => target(spec) },
    { title: "Paths", cell: ({ spec }) => chips((spec.paths ?? []).map(({ path }) => path ?? "/")) },
  ],

  list: (project, which, signal) => byToken(which, (part) => project.routes.list(part, { signal })),
  get: (project, domain, signal) => project.routes.get(domain, { signal }),
  key: ({ domain }) => domain,
  name: ({ domain }) => domain,
  facts: ({ spec, domain }) => [
    ["Address", h("a", { class: "link", href: `https://${domain}/`, rel: "noreferrer" }, `https://${domain}/`)],
    ["Leads to", target(spec)],
  ],

  document: ({ spec }) => spec,
  example: (room) => ({
    version: "v1",
    kind: "Route",
    metadata: { name: "handbook" },
    domain: "handbook.example.com",
    backend: { room: { name: room } },
    paths: [
      { path: "/api/", targetPort: 8080, stripPrefix: true },
      { path: "/", targetContent: { subpath: "public", notFound: "404.html" } },
    ],
  }),
  called: ["route.spec"],
  async create(project, spec, _room, signal) {
    await project.routes.create({ spec: spec as Spec }, { signal });
    return (spec as Spec).domain;
  },
  async update(project, { domain }, spec, signal) {
    await project.routes.update(domain, { spec: spec as Spec }, { signal });
    return domain;
  },
  delete: (project, { domain }, signal) => project.routes.delete(domain, { signal }),
  restore: (project, { spec }) => project.routes.create({ spec }),
  creates: "create routes",
  manages: "manage routes",
};

function target({ backend: { room, agent } }: Route["spec"]): Child {
  if (room) return h("a", { class: "link", href: href("rooms", room.name) }, room.name);
  return agent ? h("a", { class: "link", href: href("runs", "agents", agent.name) }, agent.name) : nothing();
}
