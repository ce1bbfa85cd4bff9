import { button } from "../ui/button.ts";
import { fill, h, uid } from "../ui/dom.ts";
import { checkbox, input, select, ticked } from "../ui/field.ts";
import type { Field } from "./fields.ts";

/** The members of a grant. */
export type Members = Record<string, unknown>;

/** The control for one member of a grant; it changes the grant it is given and says so. */
export function fieldEditor(field: Field, grant: Members, changed: () => void): HTMLElement {
  switch (field.kind) {
    case "flag":
      return flagEditor(field, grant, changed);
    case "text":
      return input({
        class: "grow",
        value: grant[field.name],
        placeholder: field.label.toLowerCase(),
        "aria-label": field.label,
        oninput: (event) => {
          grant[field.name] = (event.target as HTMLInputElement).value;
          changed();
        },
      });
    case "namespace":
      return namespaceEditor(field, grant, changed);
    case "texts":
      return limited(field, grant, changed, () => textsEditor(field, grant, changed));
    case "entries":
      return limited(field, grant, changed, () => entriesEditor(field, grant, changed));
    case "object":
      return objectEditor(field, grant, changed);
  }
}

/** A box to tick; a value that means the same as its absence is left out. */
function flagEditor(field: Field & { kind: "flag" }, grant: Members, changed: () => void): HTMLElement {
  const label = checkbox(field.label, (grant[field.name] ?? field.initial) === true, {
    onchange: () => {
      if (ticked(label) === field.initial) delete grant[field.name];
      else grant[field.name] = ticked(label);
      changed();
    },
  });
  return label;
}

/** A list that may be absent: "Any", or only what it holds. */
function limited(
  field: Field & { kind: "texts" | "entries" },
  grant: Members,
  changed: () => void,
  editor: () => HTMLElement,
): HTMLElement {
  const id = uid("limit");
  const body = h("div");
  const draw = () => fill(body, Array.isArray(grant[field.name]) && editor());
  const choice = select(
    [
      ["any", "Any"],
      ["only", "Only these"],
    ],
    {
      id,
      value: Array.isArray(grant[field.name]) ? "only" : "any",
      onchange: () => {
        if (choice.value === "any") delete grant[field.name];
        else grant[field.name] = field.kind === "entries" ? [newEntry(field)] : [];
        draw();
        changed();
      },
    },
  );
  draw();
  return h(
    "div",
    { class: "limited" },
    h("div", { class: "field-head" }, h("label", { for: id }, field.label), choice),
    body,
  );
}

function textsEditor(field: Field & { kind: "texts" }, grant: Members, changed: () => void): HTMLElement {
  const hint = h("p", { class: "hint" });
  const tell = () => {
    const none = (grant[field.name] as string[]).length === 0;
    hint.textContent =
      none && field.name !== "ports" ? "Nothing is listed, so nothing is allowed." : (field.hint ?? "");
  };
  const area = h("textarea", {
    rows: 3,
    class: "mono",
    spellcheck: "false",
    "aria-label": `${field.label}, one a line`,
    value: (grant[field.name] as string[]).join("\n"),
    oninput: () => {
      grant[field.name] = area.value.split("\n").filter((line) => line !== "");
      tell();
      changed();
    },
  });
  tell();
  return h("div", { class: "stack tight" }, area, hint);
}

function newEntry(field: Field & { kind: "entries" }): Members {
  return Object.fromEntries(field.entry.filter(({ kind }) => kind === "text").map(({ name }) => [name, ""]));
}

/** A list of objects; they can be moved, as for paths the first that fits decides. */
function entriesEditor(field: Field & { kind: "entries" }, grant: Members, changed: () => void): HTMLElement {
  const element = h("div", { class: "stack tight" });
  const entries = grant[field.name] as Members[];

  function edit(work: () => void): void {
    work();
    draw();
    changed();
  }

  function draw(): void {
    const ordered = field.name === "paths";
    const add = button({
      label: "Add",
      icon: "add",
      kind: "quiet",
      onclick: () => edit(() => entries.push(newEntry(field))),
    });
    fill(
      element,
      entries.map((entry, index) =>
        h(
          "div",
          { class: "entry" },
          field.entry.map((each) => fieldEditor(each, entry, changed)),
          ordered &&
            index > 0 &&
            button({
              label: `Move up ${index + 1}`,
              icon: "moveUp",
              compact: true,
              onclick: () => edit(() => entries.splice(index - 1, 0, ...entries.splice(index, 1))),
            }),
          button({
            label: `Remove ${index + 1}`,
            icon: "close",
            compact: true,
            onclick: () => edit(() => entries.splice(index, 1)),
          }),
        ),
      ),
      entries.length === 0 && h("p", { class: "hint" }, "Nothing is listed, so nothing is allowed."),
      h("div", { class: "row outdent" }, add),
      h("p", { class: "hint" }, field.hint),
    );
  }

  draw();
  return element;
}

function namespaceEditor(field: Field, entry: Members, changed: () => void): HTMLElement {
  const control = input({
    value: Array.isArray(entry[field.name]) ? (entry[field.name] as string[]).join("/") : "",
    placeholder: "any namespace",
    "aria-label": `${field.label}, parts separated by /`,
    oninput: () => {
      if (control.value) entry[field.name] = control.value.split("/");
      else delete entry[field.name];
      changed();
    },
  });
  return control;
}

/** An object that may be absent: no limits, or those it holds. */
function objectEditor(field: Field & { kind: "object" }, grant: Members, changed: () => void): HTMLElement {
  const body = h("div", { class: "nested" });
  const draw = () => {
    const members = grant[field.name] as Members | null | undefined;
    fill(body, members && field.fields.map((each) => fieldEditor(each, members, changed)));
  };
  const label = checkbox(field.label, Boolean(grant[field.name]), {
    onchange: () => {
      if (ticked(label)) grant[field.name] = {};
      else delete grant[field.name];
      draw();
      changed();
    },
  });
  draw();
  return h("div", { class: "stack tight grow" }, label, body);
}
