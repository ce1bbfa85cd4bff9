import type { ApiScope } from "meshagent-wasm";
import { h, uid } from "../ui/dom.ts";
import { jsonField } from "../ui/json-field.ts";
import { asker } from "./asker.ts";
import { foldersField } from "./folders.ts";
import { LEVELS, type Level, levelOf, preset } from "./levels.ts";
import { sections } from "./sections.ts";
import { mustBeScope } from "./validate.ts";

export interface ScopeEditor {
  element: HTMLElement;
  /** The scope; `undefined` while its text is wrong, which is then shown. */
  value(): ApiScope | undefined;
  /** Shows an error at the place in the scope that it names; says whether it could. */
  refuse(error: unknown): boolean;
}

/**
 * Edits a scope in ways that stay in step: presets, one section per grant, and JSON. `changed` hears of every change
 * that makes sense.
 */
export function scopeEditor(initial: ApiScope, changed?: (scope: ApiScope) => void): ScopeEditor {
  const group = uid("level");
  let scope = structuredClone(initial);
  const levels = (["full", "agent", "user", "reader", "custom"] as const).map(levelCard);
  const parts = sections(scope, () => show("sections"));
  const ask = asker(() => scope);
  const folders = foldersField((next) => {
    scope = next;
    show("folders");
  });
  const json = jsonField({
    label: "As JSON",
    value: scope,
    rows: 14,
    hint: "Members that this page does not know are kept.",
    called: ["scope", "grant.permissions"],
    check: mustBeScope,
    changed(value) {
      scope = value as ApiScope;
      show("json");
    },
    broken() {
      parts.element.inert = true;
    },
  });

  /** Brings the others in step with the one that has changed. */
  function show(by: "levels" | "sections" | "json" | "folders"): void {
    if (by !== "sections") parts.put(scope);
    if (by !== "json") json.put(scope);
    parts.element.inert = false;
    const level = by === "folders" ? "reader" : levelOf(scope);
    for (const card of levels) card.box.checked = card.level === (level === "none" ? "custom" : level);
    folders.element.hidden = level !== "reader";
    if (by !== "folders") folders.put(scope);
    ask.refresh();
    changed?.(scope);
  }

  function levelCard(level: Level) {
    const pick = () => {
      scope = level === "custom" && levelOf(scope) !== "none" ? scope : preset(level);
      show("levels");
      // A scope that has a name of its own is still the start of a custom one.
      if (level === "custom") box.checked = true;
    };
    const box = h("input", { type: "radio", name: group, value: level, onchange: pick });
    const { label, about } = LEVELS[level];
    return {
      level,
      box,
      element: h(
        "label",
        { class: "level-card", "data-level": level },
        box,
        h("span", null, h("strong", null, label), h("small", null, about)),
      ),
    };
  }

  show("levels");
  return {
    element: h(
      "div",
      { class: "scope-editor stack" },
      h(
        "fieldset",
        { class: "levels" },
        h("legend", null, "What they may do"),
        levels.map(({ element }) => element),
      ),
      folders.element,
      h(
        "div",
        { class: "scope-panes" },
        h(
          "div",
          { class: "field" },
          h("p", { class: "field-title", "aria-hidden": "true" }, "Surfaces"),
          parts.element,
        ),
        json.element,
      ),
      ask.element,
    ),
    value() {
      if (!folders.element.hidden && !folders.complete()) return undefined;
      return json.value() === undefined ? undefined : scope;
    },
    refuse: json.refuse,
  };
}
