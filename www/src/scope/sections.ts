import type { ApiScope } from "meshagent-wasm";
import { fill, h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { fieldEditor, type Members } from "./controls.ts";
import { GRANT_NAMES, GRANTS, type GrantName } from "./fields.ts";

/** A list with one section per grant; it changes the scope it is given and says so. */
export function sections(scope: ApiScope, changed: () => void): { element: HTMLElement; put(scope: ApiScope): void } {
  const element = h("div", { class: "sections", role: "group", "aria-label": "Surfaces" });
  const unfolded = new Set<GrantName>();
  put(scope);

  function put(next: ApiScope): void {
    scope = next;
    const unknown = Object.keys(scope).filter((name) => !GRANT_NAMES.includes(name as GrantName));
    fill(
      element,
      GRANT_NAMES.map(section),
      unknown.length > 0 && h("p", { class: "hint" }, `Also here, and kept as it is: ${unknown.join(", ")}.`),
    );
  }

  function section(name: GrantName): HTMLElement {
    const { label, about, fields } = GRANTS[name];
    const body = h("div", { class: "section-body stack" });
    const toggle = h("input", {
      type: "checkbox",
      class: "switch",
      "aria-label": label,
      checked: Boolean(scope[name]),
    });
    const state = h("span", { class: "section-state" });
    const details = h(
      "details",
      {
        ontoggle: () => {
          if (details.open) unfolded.add(name);
          else unfolded.delete(name);
        },
      },
      h("summary", null, h("span", null, h("strong", null, label), h("small", null, about)), state, icon("down")),
      body,
    );
    const draw = () => {
      const grant = scope[name] as Members | null | undefined;
      details.classList.toggle("off", !grant);
      const limits = grant ? Object.keys(grant).length : 0;
      state.textContent = !grant ? "" : limits > 0 ? "limited" : "all";
      fill(
        body,
        grant
          ? fields.map((each) => fieldEditor(each, grant, noted))
          : h("p", { class: "hint" }, "Not granted: switch it on to limit it."),
      );
    };
    const noted = () => {
      state.textContent = Object.keys(scope[name] ?? {}).length > 0 ? "limited" : "all";
      changed();
    };
    toggle.addEventListener("change", () => {
      if (toggle.checked) (scope as Members)[name] = {};
      else delete scope[name];
      draw();
      changed();
    });
    details.open = unfolded.has(name);
    draw();
    return h("div", { class: "section" }, toggle, details);
  }

  return { element, put };
}
