import { button, copyButton } from "./button.ts";
import { fill, h } from "./dom.ts";

/** How long a value stays in sight. */
const SECONDS = 30;

export interface RevealOptions {
  /** What the value is of, for the names of the buttons. */
  of: string;
  /** Fetches the value: nothing has it before, and nothing keeps it. */
  fetch(signal: AbortSignal): Promise<string>;
  /** Why it cannot be shown. */
  blocked?: string | undefined;
  /** Hides the value with the view. */
  signal: AbortSignal;
}

/** A value that is hidden until somebody asks for it, and soon again. */
export function reveal({ of, fetch, blocked, signal }: RevealOptions): HTMLElement {
  const element = h("div", { class: "reveal", "aria-live": "polite" });
  let timer = 0;

  const open = () =>
    button({ label: `Reveal the value of ${of}`, icon: "view", compact: true, blocked, onclick: show });

  function hide(): void {
    clearInterval(timer);
    fill(element, h("span", { class: "dots", "aria-label": "Hidden" }, "••••••••••••"), open());
  }

  async function show(): Promise<void> {
    const value = await fetch(signal);
    if (!signal.aborted) put(value);
  }

  function put(value: string): void {
    let left = SECONDS;
    const countdown = h("small", { role: "timer" }, `Hidden again in ${left} s`);
    const close = button({ label: `Hide the value of ${of}`, icon: "hide", compact: true, onclick: back });
    fill(
      element,
      h("pre", { tabindex: "0" }, h("code", null, value)),
      h(
        "div",
        { class: "row tight" },
        countdown,
        copyButton(() => value, `Copy the value of ${of}`, true),
        close,
      ),
    );
    close.focus();
    timer = window.setInterval(() => {
      left -= 1;
      countdown.textContent = `Hidden again in ${left} s`;
      if (left === 0) back();
    }, 1_000);
  }

  function back(): void {
    const held = element.contains(document.activeElement);
    hide();
    if (held) element.querySelector("button")?.focus();
  }

  signal.addEventListener("abort", hide, { once: true });
  hide();
  return element;
}
