import { button } from "./button.ts";

const KEY = "meshagent-admin-theme";
const root = document.documentElement;

const system = matchMedia("(prefers-color-scheme: dark)");

const dark = (): boolean => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

/** Shows the theme that was chosen in this tab; without a choice, the system's. */
export function restoreTheme(): void {
  const chosen = sessionStorage.getItem(KEY);
  if (chosen) root.dataset.theme = chosen;
}

/** Calls back whenever the page becomes light or dark, until the signal aborts: a canvas has to be drawn anew. */
export function onTheme(signal: AbortSignal, changed: () => void): void {
  system.addEventListener("change", changed, { signal });
  const chosen = new MutationObserver(changed);
  chosen.observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  signal.addEventListener("abort", () => chosen.disconnect(), { once: true });
}

/** Chooses between light and dark; it follows the system until the signal aborts. */
export function themeButton(signal: AbortSignal): HTMLButtonElement {
  const make = () =>
    button({
      label: dark() ? "Light theme" : "Dark theme",
      icon: dark() ? "light" : "dark",
      compact: true,
      onclick: toggle,
    });
  let element = make();
  function toggle(): void {
    root.dataset.theme = dark() ? "light" : "dark";
    sessionStorage.setItem(KEY, root.dataset.theme);
    draw();
    element.focus();
  }
  function draw(): void {
    const next = make();
    element.replaceWith(next);
    element = next;
  }
  system.addEventListener("change", draw, { signal });
  return element;
}
