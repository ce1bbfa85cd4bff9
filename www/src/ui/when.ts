import { distance, moment } from "../app/time.ts";
import { h } from "./dom.ts";

/** A time of a reply: how long ago it is, and the time itself for whoever points at it. */
export function when(iso: string | null | undefined, never = "—"): HTMLElement {
  const date = new Date(iso ?? "");
  if (Number.isNaN(date.getTime())) return h("span", { class: "muted" }, never);
  return h("time", { datetime: iso, title: moment(date), class: "muted" }, distance(date));
}
