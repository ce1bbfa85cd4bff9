import type { Feed, Project } from "meshagent-wasm";
import { formDialog, Incomplete } from "../../ui/dialog.ts";
import { checkbox, ticked } from "../../ui/field.ts";
import { jsonField } from "../../ui/json-field.ts";

/** Publishes a message to a feed, or several at once. */
export function publishDialog({ feeds }: Project, feed: Feed): void {
  const message = jsonField({
    label: "Message",
    value: feed.message_schema ? {} : { text: "Hello" },
    rows: 8,
    hint: feed.message_schema ? "It has to fit the feed's message_schema." : "Any JSON but null.",
    called: ["message", "messages"],
    check(value) {
      if (value === null) throw new Error("A message is not null.");
    },
  });
  const several = checkbox("Publish each item of the list as a message of its own", false);
  formDialog({
    title: `Publish to ${feed.name}`,
    body: [message.element, several],
    submit: "Publish",
    blocked: feed.paused ? "The feed is paused: nothing is delivered." : undefined,
    async run(signal) {
      const value = message.value();
      if (value === undefined) throw new Incomplete();
      if (!ticked(several)) {
        await feeds.publish(feed.id, value, { signal });
        return `The message is published to ${feed.name}.`;
      }
      if (!Array.isArray(value)) {
        throw new Error("For several messages there must be a list: [ …, … ].");
      }
      await feeds.publishBatch(feed.id, value, { signal });
      return `${value.length} messages are published to ${feed.name}.`;
    },
  });
}
