import { explain, isAbort } from "../app/errors.ts";
import { control } from "./control.ts";
import { h } from "./dom.ts";
import { icon } from "./icons.ts";

/** What can still be done about what a toast says, such as undoing it. */
export interface ToastAction {
  label: string;
  run(): unknown;
}

/** What to say, and what can still be done about it. */
export interface Said {
  text: string;
  action?: ToastAction;
  /** What it is about: whatever was said of that before is over. */
  about?: string;
}

const toasts = h("div", { id: "toasts", role: "status", "aria-live": "polite" });

/** Puts the toasts where they can be seen and used: in the dialog that is open, if there is one. */
export function placeToasts(): void {
  const open = [...document.querySelectorAll("dialog:modal")].at(-1);
  const home = open ?? document.body;
  if (toasts.parentElement !== home) home.append(toasts);
}

/** Says what came of an action, at the foot of the page, for a few seconds. */
export function toast(what: string | Said, kind: "ok" | "danger" = "ok"): void {
  const { text, action, about }: Said = typeof what === "string" ? { text: what } : what;
  let before: Element | null = null;
  const close = () => {
    clearTimeout(timer);
    const held = message.contains(document.activeElement);
    message.remove();
    // The keyboard goes back to where it came from.
    if (held && before instanceof HTMLElement) before.focus();
  };
  const act = action && control({ label: action.label, kind: "quiet" });
  act?.addEventListener("click", async () => {
    close();
    try {
      await action?.run();
    } catch (error) {
      if (!isAbort(error)) troubleToast(error);
    }
  });
  const dismiss = control({ label: "Dismiss", icon: "close", compact: true });
  dismiss.addEventListener("click", close);
  const message: HTMLElement = h(
    "div",
    { class: `toast ${kind}`, "data-about": about },
    icon(kind === "ok" ? "done" : "alert"),
    h("span", null, text),
    act,
    dismiss,
  );
  // Whoever reads it or is about to use it gets all the time they need.
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(close, kind === "ok" && !action ? 5_000 : 10_000);
  };
  const stay = () => clearTimeout(timer);
  for (const event of ["pointerenter", "focusin"]) message.addEventListener(event, stay);
  for (const event of ["pointerleave", "focusout"]) message.addEventListener(event, wait);
  message.addEventListener("focusin", ({ relatedTarget }) => {
    if (relatedTarget instanceof Element && !message.contains(relatedTarget)) before = relatedTarget;
  });
  placeToasts();
  if (about) endToasts(about);
  toasts.append(message);
  wait();
}

/** Takes away what was said about something, as it is no longer so. */
export function endToasts(about: string): void {
  for (const each of toasts.querySelectorAll<HTMLElement>(".toast")) if (each.dataset.about === about) each.remove();
}

/** Says in a toast what went wrong. */
export function troubleToast(error: unknown): void {
  const { title, advice } = explain(error);
  toast(`${title}. ${advice}`, "danger");
}
