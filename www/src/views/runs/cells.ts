import { distance, moment } from "../../app/time.ts";
import { copyable } from "../../ui/button.ts";
import { type Child, h } from "../../ui/dom.ts";

export const nothing = (): HTMLElement => h("span", { class: "faint" }, "—");

/** A line of text, cut off where there is no more room. */
export const line = (text: string | null | undefined): Child =>
  text ? h("span", { class: "clip muted", title: text }, text) : nothing();

/** The same for what is meant for machines. */
export const codeLine = (text: string | null | undefined): Child =>
  text ? h("code", { class: "clip muted", title: text }, text) : nothing();

/** A state in a word: good, to be looked at, or neither. */
export const state = (word: string, mood: "ok" | "warn" | "" = ""): HTMLElement =>
  h("span", { class: `chip ${mood}`.trim() }, word.replaceAll("_", " "));

export const chips = (words: string[]): Child =>
  words.length > 0
    ? h(
        "ul",
        { class: "chips" },
        words.map((word) => h("li", { class: "chip" }, word)),
      )
    : nothing();

/** A time, as far away as it is; pointed at, exactly. */
export function ago(time: string | null | undefined): Child {
  if (!time) return nothing();
  const date = new Date(time);
  return h("time", { datetime: time, title: moment(date), class: "muted" }, distance(date));
}

/** An id, with a button that copies it. */
export const idFact = (id: string): [string, Child] => ["ID", copyable(id, "Copy the ID")];

export const madeFact = (time: string): [string, Child] => ["Created", moment(new Date(time))];
