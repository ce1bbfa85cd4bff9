import { AREAS, hasVerb, MAIN_ROLES, projectRoleWords, SINGLE_ROLES, VERBS } from "../access/project-roles.ts";
import { h } from "../ui/dom.ts";
import { checkbox } from "../ui/field.ts";

export interface RolePicker {
  element: HTMLElement;
  /** The chosen roles; `member` is always among them. */
  read(): string[];
}

/** Boxes for the roles on the project: the main ones, and all others to unfold. */
export function rolePicker(has: string[]): RolePicker {
  const boxes = new Map<string, HTMLInputElement>();
  const box = (role: string, props: Record<string, unknown> = {}) => {
    const made: HTMLInputElement = h("input", {
      type: "checkbox",
      checked: has.includes(role),
      onchange: count,
      ...props,
    });
    boxes.set(role, made);
    return made;
  };
  const labelled = (role: string, label: string, about?: string) => {
    const element = checkbox(label, has.includes(role), { onchange: count }, about);
    const made = element.querySelector("input");
    if (made) boxes.set(role, made);
    return element;
  };
  const main = MAIN_ROLES.map(([role, label, about]) => labelled(role, label, about));
  const chosen = h("span", { class: "chip" });
  const mainNames = ["member", ...MAIN_ROLES.map(([role]) => role)];

  const table = h(
    "table",
    { class: "role-table" },
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        h("th", { scope: "col" }, "Area"),
        VERBS.map(([, label]) => h("th", { scope: "col" }, label)),
      ),
    ),
    h(
      "tbody",
      null,
      AREAS.map(([area, label]) =>
        h(
          "tr",
          null,
          h("th", { scope: "row" }, label),
          VERBS.map(([verb, does]) =>
            h(
              "td",
              null,
              hasVerb(area, verb) && box(`${area}_${verb}`, { "aria-label": `${label}: ${does.toLowerCase()}` }),
            ),
          ),
        ),
      ),
    ),
  );
  const single = SINGLE_ROLES.map(([role, label]) => labelled(role, label));
  // A newer service may have more: what a member has of them stays, unless it is taken away here.
  const other = has
    .filter((role) => !boxes.has(role) && role !== "member")
    .map((role) => labelled(role, projectRoleWords(role)));

  function read(): string[] {
    return ["member", ...[...boxes].filter(([, { checked }]) => checked).map(([role]) => role)];
  }

  function count(): void {
    const more = read().filter((role) => !mainNames.includes(role)).length;
    chosen.textContent = more > 0 ? String(more) : "none";
  }

  count();
  const more = h(
    "details",
    { class: "fold", open: has.some((role) => !mainNames.includes(role)) },
    h("summary", null, h("span", { class: "grow" }, "Single roles"), chosen),
    h("div", { class: "stack" }, table, h("div", { class: "role-singles" }, single, other)),
  );
  return {
    element: h("fieldset", { class: "stack" }, h("legend", { class: "sr" }, "Roles"), main, more),
    read,
  };
}
