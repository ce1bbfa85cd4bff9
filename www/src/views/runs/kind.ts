import type { Page, Project } from "meshagent-wasm";
import type { Deed } from "../../app/rights.ts";
import { anyHas } from "../../app/search.ts";
import type { Child } from "../../ui/dom.ts";
import type { IconName } from "../../ui/icons.ts";
import type { Column, Which } from "../../ui/list.ts";
import type { ViewContext } from "../view.ts";

/** One kind of what runs in a project: what the one view of them all has to know about it. */
export interface Kind<T> {
  /** In the address: `#/runs/services`. */
  id: string;
  title: string;
  /** One of them, in a sentence: `service`. */
  one: string;
  icon: IconName;
  about: string;
  /** What one needs a first one for. */
  purpose: string;
  /** The columns beside the name. */
  columns: Column<T>[];

  list(project: Project, which: Which & { filter: string }, signal: AbortSignal): Promise<Page<T>>;
  /** Nothing, or a `NotFoundError`, when there is none. */
  get(project: Project, key: string, signal: AbortSignal): Promise<T | undefined>;
  /** What names it in the address. */
  key(item: T): string;
  /** What names it to people. */
  name(item: T): string;
  /** What is known of it beside its document. */
  facts(item: T): [name: string, value: Child][];
  /** Sections under its document, such as the runs of a task. */
  sections?(context: ViewContext, item: T): Child;
  /** Buttons at its head; `use` is why one may not do what `uses` says. */
  actions?(context: ViewContext, item: T, use: string | undefined): Child;

  /** What people write to make one or to change it. */
  document(item: T): unknown;
  /** A document to start with; `room` is the name of a room. */
  example(room: string): unknown;
  /** How the package calls the document when it names the place of an error. */
  called: string[];
  /** Whether one is made in a room. */
  inRoom?: boolean;
  /** Makes one and returns its key. */
  create(project: Project, document: unknown, room: string, signal: AbortSignal): Promise<string>;
  /** Puts a document in the place of the one it has, and returns its key from then on. Without it, none can be changed. */
  update?(project: Project, item: T, document: unknown, signal?: AbortSignal): Promise<string>;
  delete(project: Project, item: T, signal?: AbortSignal): Promise<unknown>;
  /** Makes one that was deleted again, so that nothing is lost. */
  restore?(project: Project, item: T): Promise<unknown>;
  /** What is lost with one that is deleted, where it cannot be restored. */
  lost?: string;

  /** What one must be allowed to create one. */
  creates: Deed;
  /** What one must be allowed to change or delete one. */
  manages?: Deed;
  /** Each one has a policy of its own, which decides: the resource's type in it, and the id. */
  policy?(item: T): { type: string; id: string };
  /** The relation in its policy that lets one use it, and what that is in words. */
  uses?: { relation: string; words: string };
}

/** A page of a list that goes on by token. */
export async function byToken<T>(
  { limit, offset, continuation_token, filter }: Which & { filter?: string },
  fetch: (which: { page_size: number; continuation_token?: string; filter?: string }) => Promise<Page<T>>,
): Promise<Page<T>> {
  const page = await fetch({
    page_size: limit,
    ...(continuation_token && { continuation_token }),
    ...(filter && { filter }),
  });
  // Without a token there is nothing more, however full the page is.
  return page.continuation_token ? page : { ...page, total: page.total ?? offset + page.items.length };
}

/** A page of a list that the service cannot search: all of it is fetched and searched here. */
export function searched<T>(
  all: T[],
  { limit, offset, filter }: Which & { filter: string },
  name: (item: T) => string,
) {
  const found = all.filter((item) => anyHas(filter, name(item)));
  return { items: found.slice(offset, offset + limit), total: found.length };
}

/** The first of a list that is the wanted one. Whoever may see one of a list may not be allowed to ask for it by name. */
export async function first<T>(items: AsyncIterable<T>, wanted: (item: T) => boolean): Promise<T | undefined> {
  for await (const item of items) if (wanted(item)) return item;
  return undefined;
}
