import { NotFoundError } from "meshagent-wasm";
import { whenOnline } from "../app/online.ts";
import { goTo, href } from "../app/router.ts";
import { button } from "../ui/button.ts";
import { crumbs } from "../ui/crumbs.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { empty, trouble } from "../ui/notice.ts";
import { pageHead } from "./view.ts";

export interface OneOptions<T> {
  /** The list that it is of: its first part of the address, and its title. */
  place: [id: string, title: string];
  /** What kind of thing it is, in words. */
  kind: string;
  /** What the address calls it. */
  name: string;
  signal: AbortSignal;
  fetch(signal: AbortSignal): Promise<T>;
  /** What to call it once it is known. */
  title?(item: T): string;
  /** The view of it; `reload` fetches it anew. */
  show(item: T, reload: () => Promise<void>): Child[];
}

/** The view of one thing, with its loading and error states. */
export function oneView<T>({ place: [id, title], kind, name, signal, ...options }: OneOptions<T>): HTMLElement {
  const view = h("div", { class: "view" });
  const way = (here: string) =>
    crumbs([
      [title, href(id)],
      [here, ""],
    ]);
  let failed = false;

  async function load(): Promise<void> {
    failed = false;
    if (!view.hasChildNodes()) fill(view, way(name), pageHead(name, "Loading…"));
    try {
      const item = await options.fetch(signal);
      fill(view, way(options.title?.(item) ?? name), options.show(item, load));
    } catch (error) {
      if (signal.aborted) return;
      failed = true;
      const back = button({
        label: `Go to the ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
        onclick: () => goTo(id),
      });
      const notice =
        error instanceof NotFoundError
          ? h(
              "div",
              { class: "card" },
              empty(`There is no ${kind} “${name}”`, "It may have been renamed or deleted.", back),
            )
          : trouble(error, load);
      fill(view, way(name), pageHead(name, ""), notice);
    }
  }

  whenOnline(signal, () => failed && load());
  void load();
  return view;
}
