import { NotFoundError } from "meshagent-wasm";
import { whenOnline } from "../../app/online.ts";
import { blocked } from "../../app/rights.ts";
import { goTo, href } from "../../app/router.ts";
import type { Session } from "../../app/session.ts";
import { button } from "../../ui/button.ts";
import { crumbs } from "../../ui/crumbs.ts";
import { type Child, fill, h } from "../../ui/dom.ts";
import { empty, trouble } from "../../ui/notice.ts";
import { details } from "../aside.ts";
import { pageHead, type ViewContext } from "../view.ts";
import { deleteItem } from "./delete.ts";
import { documentSection } from "./document.ts";
import type { Kind } from "./kind.ts";

/** One of what runs: its document, what is known of it, and what belongs to it. */
export function itemView<T>(context: ViewContext, kind: Kind<T>, key: string): HTMLElement {
  const { session, signal } = context;
  const view = h("div", { class: "view" });
  const way = (name: string) =>
    crumbs([
      ["What runs", href("runs")],
      [kind.title, href("runs", kind.id)],
      [name, href("runs", kind.id, key)],
    ]);
  let failed = false;

  async function load(): Promise<void> {
    fill(view, way(key), pageHead(key, "Loading…"));
    await show();
  }

  /** Shows the item as it is now, in place of what is shown of it. */
  async function show(): Promise<void> {
    failed = false;
    try {
      const item = await kind.get(session.project, key, signal);
      if (item === undefined) return gone();
      const reasons = await mayNot(session, kind, item, signal);
      fill(view, way(kind.name(item)), itemParts(context, kind, item, reasons, saved));
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof NotFoundError) return gone();
      failed = true;
      fill(view, way(key), pageHead(key, ""), trouble(error, load));
    }
  }

  /** After a change the keyboard stays in the document. */
  async function saved(now: string): Promise<void> {
    if (signal.aborted) return;
    if (now !== key) return goTo("runs", kind.id, now);
    await show();
    view.querySelector("textarea")?.focus();
  }

  function gone(): void {
    const back = button({ label: `Go to the ${kind.title.toLowerCase()}`, onclick: () => goTo("runs", kind.id) });
    const nothing = empty(`There is no ${kind.one} “${key}”`, "It may have been renamed or deleted.", back);
    fill(view, way(key), pageHead(key, ""), h("div", { class: "card" }, nothing));
  }

  whenOnline(signal, () => failed && load());
  void load();
  return view;
}

/** Why one may not do something with an item. */
interface Reasons {
  /** To change or delete it. */
  manage?: string | undefined;
  use?: string | undefined;
}

/** Its own policy decides where an item has one, else one's role in the project. */
async function mayNot<T>({ project, rights }: Session, kind: Kind<T>, item: T, signal: AbortSignal): Promise<Reasons> {
  if (kind.manages) return { manage: blocked(rights, kind.manages) };
  if (!kind.policy) return {};
  const { relation, words } = kind.uses ?? { relation: "can_use", words: "use it" };
  const question = {
    subject: { type: "user", id: "me" },
    resource: kind.policy(item),
    relations: ["can_manage", relation],
  };
  try {
    const { capabilities } = await project.access.getEffective(question, { signal });
    const reason = (name: string, words: string) =>
      capabilities[name] === false ? `You have no role on this ${kind.one} that lets you ${words}.` : undefined;
    return { manage: reason("can_manage", "change or delete it"), use: reason(relation, words) };
  } catch {
    signal.throwIfAborted();
    // A service that does not tell judges each request by itself.
    return {};
  }
}

function itemParts<T>(
  context: ViewContext,
  kind: Kind<T>,
  item: T,
  { manage, use }: Reasons,
  saved: (key: string) => void,
): Child[] {
  const { session } = context;
  return [
    pageHead(
      kind.name(item),
      kind.about,
      kind.actions?.(context, item, use),
      button({
        label: "Delete",
        icon: "delete",
        blocked: manage,
        onclick: () => deleteItem(session, kind, item, () => goTo("runs", kind.id)),
      }),
    ),
    h(
      "div",
      { class: "columns" },
      h(
        "div",
        { class: "stack item-parts" },
        kind.update && documentSection(session, kind, item, manage, saved),
        kind.sections?.(context, item),
      ),
      details(kind.facts(item)),
    ),
  ];
}
