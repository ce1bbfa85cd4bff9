import type { Project } from "meshagent-wasm";
import { explain, isAbort } from "../app/errors.ts";
import { button } from "../ui/button.ts";
import { fill, h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";

export interface Transfer {
  element: HTMLElement;
  /** Whether it is over, well or not. */
  finished: Promise<void>;
}

export interface TransferOptions {
  /** What is transferred, as its title. */
  name: string;
  what: "upload" | "download";
  run(signal: AbortSignal, progress: (now: { loaded: number; total?: number }) => void): Promise<string>;
}

/** A line that shows how a transfer goes; it can be cancelled and tried again. */
export function transfer({ name, what, run }: TransferOptions): Transfer {
  const bar = h("progress", { max: 1, "aria-label": `${name}: ${what}` });
  const state = h("small", { role: "status" });
  const actions = h("div", { class: "row tight" });
  const element = h(
    "li",
    { class: "transfer" },
    icon(what),
    h("div", { class: "stack tight grow" }, h("strong", { class: "clip", title: name }, name), bar, state),
    actions,
  );

  async function start(): Promise<void> {
    const abort = new AbortController();
    element.dataset.state = "running";
    bar.removeAttribute("value");
    state.textContent = "Starting…";
    fill(actions, button({ label: `Cancel ${name}`, icon: "close", compact: true, onclick: () => abort.abort() }));
    const again = button({ label: `Retry ${name}`, icon: "retry", compact: true, onclick: () => void start() });
    const away = button({ label: `Dismiss ${name}`, icon: "close", compact: true, onclick: () => element.remove() });
    try {
      const done = await run(abort.signal, ({ loaded, total }) => {
        if (total) bar.value = loaded / total;
        state.textContent = total ? `${size(loaded)} of ${size(total)}` : size(loaded);
      });
      bar.value = 1;
      element.dataset.state = "done";
      state.textContent = done;
      fill(actions, away);
    } catch (error) {
      const { title, advice } = explain(error);
      element.dataset.state = "failed";
      bar.value = 0;
      state.textContent = isAbort(error) ? "Cancelled." : `${title}. ${advice}`;
      fill(actions, again, away);
    }
  }

  return { element, finished: start() };
}

/** Uploads a file, two at a time. */
export function uploader(project: Project, done: (path: string) => void): (path: string, file: Blob) => HTMLElement {
  const running: Promise<void>[] = [];
  return (path, file) => {
    const turn = running.at(-2);
    const { element, finished } = transfer({
      name: path,
      what: "upload",
      async run(signal, onProgress) {
        await Promise.race([turn, aborted(signal)]);
        await project.storage.upload(path, file, { signal, onProgress });
        done(path);
        return `Uploaded, ${size(file.size)}.`;
      },
    });
    running.push(finished);
    return element;
  };
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

export function size(bytes: number): string {
  const unit = bytes < 1e3 ? 0 : bytes < 1e6 ? 1 : bytes < 1e9 ? 2 : 3;
  return `${(bytes / 1000 ** unit).toFixed(unit && bytes / 1000 ** unit < 10 ? 1 : 0)} ${["bytes", "kB", "MB", "GB"][unit]}`;
}
