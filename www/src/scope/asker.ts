import type { ApiScope } from "meshagent-wasm";
import { literal } from "../app/snippet.ts";
import { fill, h } from "../ui/dom.ts";
import { input, select } from "../ui/field.ts";
import { icon } from "../ui/icons.ts";
import { ACTION_NAMES, ACTIONS, ask, TARGETS, targetOf, targetsOf } from "./actions.ts";
import { GRANTS, type GrantName } from "./fields.ts";

export interface Asker {
  element: HTMLElement;
  /** Asks anew, as the scope has changed. */
  refresh(): void;
}

/** "What can they do?": one question to the package's `can` in detail, and the answers to all of them. */
export function asker(scope: () => ApiScope): Asker {
  const values = { ...TARGETS };
  const action = select(
    ACTION_NAMES.map((each) => [each, each]),
    { "aria-label": "Action", value: "storage.write", onchange: choose },
  );
  const targets = h("span", { class: "row tight grow" });
  const answer = h("output", { class: "answer" });
  const code = h("code", { class: "clip" });
  const all = h("dl", { class: "answers", "aria-label": "All answers" });
  const element = h(
    "details",
    { class: "asker", ontoggle: opened },
    h("summary", null, "What can they do?"),
    h(
      "div",
      { class: "stack" },
      h("div", { class: "row tight wrap" }, action, targets),
      h("div", { class: "row wrap" }, answer, code),
      all,
    ),
  );

  function opened(): void {
    refresh();
    if (element.open) element.scrollIntoView({ block: "nearest" });
  }

  function choose(): void {
    fill(targets, targetsOf(action.value).map(targetInput));
    refresh();
  }

  function targetInput(name: string): HTMLElement {
    const control = input({
      value: values[name],
      class: "grow",
      "aria-label": name,
      placeholder: name === "namespace" ? "namespace, a/b" : name,
      oninput: () => {
        values[name] = control.value;
        refresh();
      },
    });
    return control;
  }

  function refresh(): void {
    if (!element.open) return;
    const target = targetOf(action.value, values);
    const asked = ["scope", literal(action.value), target && literal(target)].filter(Boolean).join(", ");
    code.textContent = `can(${asked})`;
    const said = ask(scope(), action.value, target);
    answer.dataset.answer = nameOf(said);
    fill(
      answer,
      icon(said === true ? "done" : said === false ? "forbidden" : "help"),
      said === true ? "Yes, allowed" : said === false ? "No, not allowed" : said,
    );
    fill(all, Object.keys(ACTIONS).map(surface));
  }

  function surface(name: string): HTMLElement {
    return h(
      "div",
      null,
      h("dt", null, GRANTS[name as GrantName].label),
      h(
        "dd",
        null,
        ACTIONS[name]?.flatMap(([, names]) => names.map((each) => verdict(`${name}.${each}`, each))),
      ),
    );
  }

  /** One answer; chosen, it becomes the question above. */
  function verdict(full: string, short: string): HTMLElement {
    const said = nameOf(ask(scope(), full, targetOf(full, values)));
    const pick = () => {
      action.value = full;
      choose();
      action.focus();
    };
    return h(
      "button",
      { type: "button", class: "verdict", "data-answer": said, "aria-label": `${full}: ${said}`, onclick: pick },
      icon(said === "yes" ? "check" : said === "no" ? "forbidden" : "help"),
      short,
    );
  }

  choose();
  return { element, refresh };
}

const nameOf = (said: boolean | string): "yes" | "no" | "unknown" =>
  said === true ? "yes" : said === false ? "no" : "unknown";
