import { RoomException } from "meshagent-wasm";
import { sentence } from "../app/errors.ts";
import { JsonError, lineOf, type Placed, parsePlaced } from "../app/json-places.ts";
import { type Child, fill, h, uid } from "./dom.ts";

export interface JsonField {
  element: HTMLElement;
  area: HTMLTextAreaElement;
  /** What the text says; `undefined` when something is wrong with it, which is then shown. */
  value(): unknown;
  /** Puts another value in. */
  put(value: unknown): void;
  /** Shows an error of the package at the place that it names; says whether it could. */
  refuse(error: unknown): boolean;
}

export interface JsonFieldOptions {
  label: string;
  value: unknown;
  hint?: string;
  rows?: number;
  /** Controls at the right of the label. */
  aside?: Child;
  /** How the package calls the value where it names the place of an error: by the argument that holds it. */
  called?: string[];
  /** Throws when the value cannot be used, at best with a `path`. */
  check?(value: unknown): void;
  /** Called with every value that can be used. */
  changed?(value: unknown): void;
  /** Called when the text becomes one that cannot be used. */
  broken?(): void;
}

/** A text area for JSON, with line numbers, that shows errors at their line. */
export function jsonField(options: JsonFieldOptions): JsonField {
  const id = uid("json");
  const names = (options.called ?? []).map((name) => name.replaceAll(".", "\\."));
  const argument = new RegExp(`^(?:${names.join("|")})(?:\\.|(?=[:[]|$))`);
  const lines = h("div", { class: "json-lines", "aria-hidden": "true" });
  const area: HTMLTextAreaElement = h("textarea", {
    id,
    rows: options.rows ?? 5,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    wrap: "off",
    "aria-describedby": `${id}-hint ${id}-problem`,
    oninput: read,
    onscroll: () => lines.style.setProperty("transform", `translateY(${-area.scrollTop}px)`),
    onkeydown: indent,
  });
  const problem = h("p", { class: "problem", id: `${id}-problem`, role: "alert" });
  let bad: number | undefined;
  let placed: Placed | undefined;

  function put(value: unknown): void {
    area.value = JSON.stringify(value, null, 2) ?? "";
    show();
    placed = parsePlaced(area.value);
  }

  function show(message?: string, at = 0, end = at): void {
    const [line, column] = lineOf(area.value, at);
    bad = message === undefined ? undefined : line;
    area.setAttribute("aria-invalid", String(message !== undefined));
    const jump = () => {
      area.focus();
      area.setSelectionRange(at, end);
    };
    fill(
      problem,
      message !== undefined && [
        h("button", { type: "button", class: "link", onclick: jump }, `Line ${line}, column ${column}`),
        `: ${message}`,
      ],
    );
    drawLines();
  }

  function drawLines(): void {
    const count = area.value.split("\n").length;
    fill(
      lines,
      Array.from({ length: count }, (_, index) =>
        h("span", { class: index + 1 === bad ? "bad" : undefined }, index + 1),
      ),
    );
  }

  function refuse(error: unknown): boolean {
    if (!placed || !(error instanceof RoomException) || !argument.test(error.path ?? "")) return false;
    const [start, end] = placed.place((error.path ?? "").replace(argument, ""));
    show(sentence(error.message.replace(argument, "")), start, end);
    return true;
  }

  function value(): unknown {
    try {
      placed = parsePlaced(area.value);
      options.check?.(placed.value);
      show();
      return placed.value;
    } catch (error) {
      if (error instanceof JsonError) show(error.message, error.at, error.at + 1);
      else if (!refuse(error)) show(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  function read(): void {
    const now = value();
    if (now === undefined) options.broken?.();
    else options.changed?.(now);
  }

  /** Enter keeps the indentation; Tab stays the key that leaves the field. */
  function indent(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const before = area.value.slice(0, area.selectionStart);
    const spaces = /(?:^|\n)([ ]*)[^\n]*$/.exec(before)?.[1] ?? "";
    area.setRangeText(
      `\n${spaces}${/[{[]\s*$/.test(before) ? "  " : ""}`,
      area.selectionStart,
      area.selectionEnd,
      "end",
    );
    area.dispatchEvent(new InputEvent("input", { inputType: "insertLineBreak", bubbles: true }));
  }

  put(options.value);
  return {
    element: h(
      "div",
      { class: "field" },
      h("div", { class: "field-head" }, h("label", { for: id }, options.label), options.aside),
      h("div", { class: "json" }, lines, area),
      problem,
      h("p", { class: "hint", id: `${id}-hint` }, options.hint),
    ),
    area,
    value,
    put,
    refuse,
  };
}

/** For `check`: the value must be an object. */
export function mustBeObject(value: unknown): void {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Error("This must be an object: { … }.");
}
