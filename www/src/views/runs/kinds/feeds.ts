import type { Feed, FeedUpdate, NewFeed } from "meshagent-wasm";
import { button } from "../../../ui/button.ts";
import { idFact, line, madeFact, state } from "../cells.ts";
import { byToken, first, type Kind } from "../kind.ts";
import { publishDialog } from "../publish.ts";
import { subscriptions } from "../subscriptions.ts";

export const feeds: Kind<Feed> = {
  id: "feeds",
  title: "Feeds",
  one: "feed",
  icon: "feed",
  about: "Streams of messages that rooms subscribe to.",
  purpose: "A feed brings what happens elsewhere into rooms, as messages.",
  columns: [
    { title: "What it is for", cell: ({ description }) => line(description) },
    { title: "Who sees it", width: "120px", cell: ({ visibility }) => state(visibility ?? "private") },
    { title: "State", width: "110px", cell: running },
  ],

  list: (project, which, signal) => byToken(which, (part) => project.feeds.list(part, { signal })),
  get: (project, name, signal) =>
    first(project.feeds.iterate({ filter: name }, { signal }), (feed) => feed.name === name),
  key: ({ name }) => name,
  name: ({ name }) => name,
  facts: (feed) => [
    idFact(feed.id),
    ["State", running(feed)],
    ["Who sees it", state(feed.visibility ?? "private")],
    madeFact(feed.created_at),
  ],
  actions: ({ session }, feed, use) =>
    button({
      label: "Publish",
      icon: "publish",
      blocked: use,
      onclick: () => publishDialog(session.project, feed),
    }),
  sections: subscriptions,

  document: ({ name, description, paused, annotations, message_schema }) => ({
    name,
    description,
    paused,
    annotations,
    ...(message_schema && { message_schema }),
  }),
  example: () => ({
    name: "deployments",
    description: "What was deployed, and by whom",
    visibility: "project",
    message_schema: {
      type: "object",
      required: ["service", "version"],
      properties: { service: { type: "string" }, version: { type: "string" } },
    },
  }),
  called: ["feed", "change"],
  async create(project, feed, _room, signal) {
    const { name } = await project.feeds.create(feed as NewFeed, { signal });
    return name;
  },
  async update(project, { id }, feed, signal) {
    const change = feed as FeedUpdate;
    await project.feeds.update(id, change, { signal });
    // The service writes names in lower case.
    return change.name.trim().toLowerCase();
  },
  delete: (project, { id }, signal) => project.feeds.delete(id, { signal }),
  lost: "The subscriptions of rooms and everybody's rights on it go with it.",
  creates: "create feeds",
  policy: ({ id }) => ({ type: "feed", id }),
  uses: { relation: "publisher", words: "publish to it" },
};

function running({ paused, deletion_requested_at }: Feed): HTMLElement {
  if (deletion_requested_at) return state("deleting", "warn");
  return paused ? state("paused", "warn") : state("on", "ok");
}
