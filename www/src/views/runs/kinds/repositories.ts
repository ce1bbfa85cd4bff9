import type { NewRepository, ProjectRepository } from "meshagent-wasm";
import { blocked } from "../../../app/rights.ts";
import { button } from "../../../ui/button.ts";
import { ago, idFact, line, madeFact } from "../cells.ts";
import { first, type Kind, searched } from "../kind.ts";
import { registryTokenDialog } from "../registry-token.ts";

export const repositories: Kind<ProjectRepository> = {
  id: "repositories",
  title: "Repositories",
  one: "repository",
  icon: "repository",
  about: "Repositories of container images, which services run.",
  purpose: "A repository keeps the images of your services.",
  columns: [
    { title: "What it is for", cell: ({ description }) => line(description) },
    { title: "Created", width: "160px", cell: ({ created_at }) => ago(created_at) },
  ],

  async list(project, which, signal) {
    const all = await project.repositories.iterate({}, { signal }).toArray();
    return searched(all, which, ({ name, description }) => `${name} ${description ?? ""}`);
  },
  get: (project, name, signal) =>
    first(project.repositories.iterate({}, { signal }), (repository) => repository.name === name),
  key: ({ name }) => name,
  name: ({ name }) => name,
  facts: ({ id, created_at }) => [idFact(id), madeFact(created_at)],
  actions: ({ session }, repository) =>
    button({
      label: "Make a token",
      icon: "key",
      blocked: blocked(session.rights, "make registry tokens"),
      onclick: () => registryTokenDialog(session.project, repository),
    }),

  document: ({ name, description, annotations }) => ({ name, description, annotations }),
  example: () => ({ name: "team/search", description: "Images of the search service", annotations: {} }),
  called: ["repository"],
  async create(project, repository, _room, signal) {
    const { name } = await project.repositories.create(repository as NewRepository, { signal });
    return name;
  },
  async update(project, { id }, repository, signal) {
    const { name } = await project.repositories.update(id, repository as NewRepository, { signal });
    return name;
  },
  delete: (project, { id }, signal) => project.repositories.delete(id, { signal }),
  lost: "Its images and everybody's rights on it go with it, and services can no longer be started from them.",
  creates: "create repositories",
  policy: ({ id }) => ({ type: "repository", id }),
};
