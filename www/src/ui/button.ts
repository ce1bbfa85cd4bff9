import { isAbort } from "../app/errors.ts";
import { type ControlOptions, control } from "./control.ts";
import { h } from "./dom.ts";
import { type IconName, icon } from "./icons.ts";
import { toast, troubleToast } from "./toast.ts";

export interface ButtonOptions extends ControlOptions {
  /** What it does. While a promise is pending the button shows that it runs. */
  onclick?: (event: MouseEvent) => unknown;
}

/** A button that shows that it runs, and says why when it may not. */
export function button(options: ButtonOptions): HTMLButtonElement {
  const { blocked } = options;
  const element = control(options);
  element.addEventListener("click", (event) => {
    if (blocked) {
      event.preventDefault();
      toast(blocked, "danger");
    } else if (element.getAttribute("aria-busy") === "true") event.preventDefault();
    else if (options.onclick) void running(element, options.onclick(event));
  });
  return element;
}

/** A link to another view that looks like the buttons beside it. */
export function linkButton(label: string, name: IconName, address: string): HTMLElement {
  return h("a", { class: "button plain", href: address }, icon(name), h("span", null, label));
}

/** Shows on a control that something runs, and in a toast what went wrong. */
async function running(control: HTMLElement, work: unknown): Promise<void> {
  if (!(work instanceof Promise)) return;
  setBusy(control, true);
  try {
    await work;
  } catch (error) {
    if (!isAbort(error)) troubleToast(error);
  } finally {
    setBusy(control, false);
  }
}

export function setBusy(control: HTMLElement, busy: boolean): void {
  control.setAttribute("aria-busy", String(busy));
}

/** A text that matters to machines, to be read and copied. */
export function copyable(text: string, label: string): HTMLElement {
  return h(
    "span",
    { class: "row tight copyable" },
    h("code", { class: "clip", title: text }, text),
    copyButton(() => text, label, true),
  );
}

/** Copies a text and says that it did. */
export function copyButton(text: () => string, label = "Copy", compact = false): HTMLButtonElement {
  const element = button({
    label,
    icon: "copy",
    compact,
    kind: "quiet",
    onclick: async () => {
      try {
        await navigator.clipboard.writeText(text());
        element.querySelector(".icon")?.replaceWith(icon("check"));
        setTimeout(() => element.querySelector(".icon")?.replaceWith(icon("copy")), 1_500);
      } catch {
        toast("The browser does not let this page copy. Select the text and copy it.", "danger");
      }
    },
  });
  return element;
}
