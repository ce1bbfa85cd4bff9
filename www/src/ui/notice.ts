import { explain } from "../app/errors.ts";
import { button } from "./button.ts";
import { type Child, h } from "./dom.ts";
import { icon } from "./icons.ts";

/** An error in words, with its facts to unfold and a way to try again. */
export function trouble(error: unknown, retry?: () => unknown): HTMLElement {
  const { title, advice, facts } = explain(error);
  return h(
    "div",
    { class: "notice danger", role: "alert" },
    icon("alert"),
    h(
      "div",
      { class: "stack tight" },
      h("strong", null, title),
      h("p", null, advice),
      facts.length > 0 &&
        h(
          "details",
          null,
          h("summary", null, "Details"),
          h(
            "dl",
            { class: "facts" },
            facts.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]),
          ),
        ),
      retry && h("div", null, button({ label: "Try again", icon: "retry", onclick: retry })),
    ),
  );
}

/** Something worth knowing. */
export function note(kind: "info" | "warn" | "ok", ...children: Child[]): HTMLElement {
  const name = kind === "ok" ? "done" : kind === "warn" ? "alert" : "help";
  return h("div", { class: `notice ${kind}` }, icon(name), h("div", { class: "stack tight" }, ...children));
}

/** What a list shows when there is nothing in it. */
export function empty(title: string, text: Child, ...actions: Child[]): HTMLElement {
  return h(
    "div",
    { class: "empty" },
    h("h2", null, title),
    h("p", null, text),
    actions.length > 0 && h("div", { class: "row" }, ...actions),
  );
}
