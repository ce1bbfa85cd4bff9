import { latest } from "../app/latest.ts";
import { whenOnline } from "../app/online.ts";
import { type Child, fill, h } from "./dom.ts";
import { trouble } from "./notice.ts";

export interface FetchedOptions<T> {
  /** What comes, as `Loading …` says it. */
  what: string;
  fetch(signal: AbortSignal): Promise<T>;
  /** Shows it; an element that it gives again is not taken out and put back. */
  draw(value: T): Child;
  /** Ends it with its view. */
  signal: AbortSignal;
}

export interface Fetched {
  element: HTMLElement;
  /** Fetches it anew and shows that. */
  reload(): Promise<void>;
  /** Fetches it anew, quietly: it is drawn only when it is not as it was, and what fails is left as it was. */
  refresh(): Promise<void>;
}

/** A part of a view that is fetched: it waits, it is there, or it says what went wrong and tries again. */
export function fetched<T>({ what, fetch, draw, signal }: FetchedOptions<T>): Fetched {
  const run = latest(signal);
  const waiting = h("p", { class: "waiting" }, `Loading ${what}…`);
  const element = h("div", { class: "fetched stack", "aria-busy": "true" }, waiting);
  let failed = false;
  /** What is there, as text to compare. */
  let there: string | undefined;

  /** What is there already stays where it is, and the keyboard in it. */
  function put(drawn: Child): void {
    if (!(drawn instanceof Node && drawn.parentNode === element)) fill(element, drawn);
  }

  const go = (quietly: boolean) =>
    run(async (signal) => {
      if (!quietly) element.setAttribute("aria-busy", "true");
      try {
        const value = await fetch(signal);
        if (signal.aborted) return;
        const text = JSON.stringify(value);
        if (!quietly || text !== there) put(draw(value));
        there = text;
        failed = false;
      } catch (error) {
        if (signal.aborted) return;
        if (!quietly || there === undefined) {
          failed = true;
          there = undefined;
          fill(element, trouble(error, reload));
        }
      }
      element.setAttribute("aria-busy", "false");
    });
  const reload = () => go(false);
  whenOnline(signal, () => failed && reload());
  return { element, reload, refresh: () => go(true) };
}
