import { copyButton } from "./button.ts";
import { h } from "./dom.ts";

/** Code to read and to copy. */
export function codeBlock(code: string, label = "Copy the code"): HTMLElement {
  return h(
    "div",
    { class: "code" },
    h("pre", null, h("code", null, code)),
    copyButton(() => code, label, true),
  );
}
