import { isAbort } from "../app/errors.ts";
import { button, setBusy } from "./button.ts";
import { type Child, fill, h, uid } from "./dom.ts";
import { trouble } from "./notice.ts";
import { placeToasts, type Said, toast } from "./toast.ts";

export interface Dialog {
  element: HTMLDialogElement;
  close(): void;
}

export interface ShowDialogOptions {
  wide?: boolean;
  /** A click beside it does not close it: what it shows is shown once. */
  keep?: boolean;
}

/** A dialog that only shows something. */
export function showDialog(title: string, body: Child, { wide = false, keep = false }: ShowDialogOptions = {}): Dialog {
  const close = () => element.close();
  const element = frame(title, wide, close, [
    h("div", { class: "dialog-body stack" }, body),
    h("footer", null, button({ label: "Done", kind: "primary", onclick: close })),
  ]);
  if (!keep) element.addEventListener("click", (event) => event.target === element && close());
  return { element, close };
}

export interface FormDialogOptions {
  title: string;
  /** A line under the title. */
  about?: string | undefined;
  body: Child;
  /** The words on the button that acts. */
  submit: string;
  danger?: boolean;
  /** Why it cannot act. */
  blocked?: string | undefined;
  wide?: boolean;
  /** Further controls at the left of the footer. */
  aside?: Child;
  /** Acts. What the promise says is shown as a toast; an error is shown in the dialog, which then stays open. */
  run(signal: AbortSignal): Promise<string | Said | undefined>;
  /** Called after it has worked. */
  done?: () => void;
}

/** Thrown by `run` when the form says what is wrong with it already. */
export class Incomplete extends Error {}

/** A dialog with a form: it shows that it runs, what came of it, and what went wrong. */
export function formDialog(options: FormDialogOptions): Dialog {
  let running: AbortController | undefined;
  const problem = h("div");
  const submit = button({
    label: options.submit,
    kind: options.danger ? "danger" : "primary",
    submit: true,
    blocked: options.blocked,
  });
  const close = () => element.close();
  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void run();
      },
    },
    h("div", { class: "dialog-body stack" }, options.body, problem),
    h(
      "footer",
      null,
      options.aside && h("div", { class: "aside" }, options.aside),
      button({ label: "Cancel", onclick: close }),
      submit,
    ),
  );
  const element = frame(options.title, options.wide, close, [form], options.about);
  // Leaving stops what runs.
  element.addEventListener("close", () => running?.abort());

  async function run(): Promise<void> {
    if (running || options.blocked) return;
    running = new AbortController();
    setBusy(submit, true);
    fill(problem);
    try {
      const said = await options.run(running.signal);
      close();
      if (said) toast(said);
      options.done?.();
    } catch (error) {
      if (error instanceof Incomplete) form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      else if (!isAbort(error)) {
        fill(problem, trouble(error));
        problem.scrollIntoView({ block: "nearest" });
      }
    } finally {
      setBusy(submit, false);
      running = undefined;
    }
  }
  return { element, close };
}

/** Closes whatever is open, as somebody has gone elsewhere. */
export function closeDialogs(): void {
  for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  for (const menu of document.querySelectorAll<HTMLElement>("[popover]:popover-open")) menu.hidePopover();
}

function frame(
  title: string,
  wide: boolean | undefined,
  close: () => void,
  content: Child,
  about?: string,
): HTMLDialogElement {
  const heading = uid("dialog");
  const element: HTMLDialogElement = h(
    "dialog",
    { class: wide ? "wide" : undefined, "aria-labelledby": heading, onclose: gone },
    // As a `header` it would be another banner of the page.
    h(
      "div",
      { class: "dialog-head" },
      h(
        "div",
        { class: "stack tight grow" },
        h("h2", { id: heading }, title),
        about && h("p", { class: "muted" }, about),
      ),
      button({ label: "Close", icon: "close", compact: true, onclick: close }),
    ),
    content,
  );
  function gone(): void {
    placeToasts();
    element.remove();
  }
  document.body.append(element);
  element.showModal();
  element.querySelector<HTMLElement>("[autofocus]")?.focus();
  return element;
}
