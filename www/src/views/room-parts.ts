import type { Room } from "meshagent-wasm";
import { type Child, h } from "../ui/dom.ts";

/** The title that a room's metadata may give it. */
export function roomTitle({ metadata }: Room): string | undefined {
  return typeof metadata?.title === "string" && metadata.title ? metadata.title : undefined;
}

/** Annotations, each as `name: text`. */
export function annotationChips({ annotations }: { annotations?: Record<string, string> | null }): Child {
  const entries = Object.entries(annotations ?? {});
  if (entries.length === 0) return h("span", { class: "faint" }, "—");
  return h(
    "ul",
    { class: "chips" },
    entries.map(([name, text]) => h("li", { class: "chip" }, h("span", { class: "muted" }, name), text)),
  );
}

/** A room's metadata on one line. */
export function metadataText(room: Room): Child {
  const metadata = room.metadata ?? {};
  if (Object.keys(metadata).length === 0) return h("span", { class: "faint" }, "—");
  const text = JSON.stringify(metadata);
  return h("code", { class: "clip muted", title: text }, text);
}
