import { type ChangeObject, diffLines } from "diff";
import { formDialog } from "./dialog.ts";
import { type Child, h } from "./dom.ts";

/** How many unchanged lines stay around a change. */
const AROUND = 3;

/** What changes from one JSON value to another, line by line; `undefined` stands for nothing at all. */
export function jsonDiff(before: unknown, after: unknown): HTMLElement {
  const parts = diffLines(lines(before), lines(after));
  const counted = (of: (part: ChangeObject<string>) => boolean) =>
    parts.filter(of).reduce((sum, { count }) => sum + count, 0);
  const [added, removed] = [counted((part) => part.added), counted((part) => part.removed)];
  return h(
    "div",
    { class: "stack tight" },
    h(
      "p",
      { class: "muted" },
      added + removed === 0 ? "Nothing changes." : `${plural(added, "line")} added, ${plural(removed, "line")} removed`,
    ),
    h(
      "div",
      { class: "diff", tabindex: "0", role: "region", "aria-label": "Changes" },
      parts.map((part, index) => shownPart(part, index === 0, index === parts.length - 1)),
    ),
  );
}

const lines = (value: unknown): string => (value === undefined ? "" : `${JSON.stringify(value, null, 2)}\n`);

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function shownPart({ value, added, removed }: ChangeObject<string>, first: boolean, last: boolean): Child {
  const all = value.replace(/\n$/, "").split("\n");
  if (added) return all.map((text) => line("+", h("ins", null, text)));
  if (removed) return all.map((text) => line("−", h("del", null, text)));
  const head = first ? 0 : AROUND;
  const tail = last ? 0 : AROUND;
  const left = all.length - head - tail;
  const same = (some: string[]) => some.map((text) => line("", h("span", null, text)));
  if (left < 2) return same(all);
  const gap = h("div", { class: "diff-gap" }, `${left} unchanged lines`);
  return [same(all.slice(0, head)), gap, same(tail > 0 ? all.slice(-tail) : [])];
}

const line = (sign: string, content: HTMLElement): HTMLElement =>
  h("div", { class: "diff-line" }, h("span", { class: "diff-sign", "aria-hidden": "true" }, sign), content);

export interface ReviewOptions {
  title: string;
  before: unknown;
  after: unknown;
  /** The words on the button that saves. */
  submit: string;
  run: Parameters<typeof formDialog>[0]["run"];
  done?: () => void;
  /** Something worth knowing before saving. */
  note?: Child;
}

/** Shows what a change is before it is saved. */
export function reviewDialog({ before, after, note, ...options }: ReviewOptions): void {
  formDialog({ ...options, wide: true, body: [note, jsonDiff(before, after)] });
}
