import type { Session } from "../../app/session.ts";
import { button } from "../../ui/button.ts";
import { fill, h } from "../../ui/dom.ts";
import { reviewDialog } from "../../ui/json-diff.ts";
import { jsonEditor } from "../../ui/json-editor.ts";
import { mustBeObject } from "../../ui/json-field.ts";
import { toast } from "../../ui/toast.ts";
import type { Kind } from "./kind.ts";

/** What was changed and not saved, by its place: whoever comes back to it finds it. It ends with the session. */
const drafts = new WeakMap<Session, Map<string, unknown>>();

function draftsOf(session: Session): Map<string, unknown> {
  const known = drafts.get(session) ?? new Map<string, unknown>();
  drafts.set(session, known);
  return known;
}

/** The document of an item: one edits it, sees what changes, and saves it. `saved` hears of the key it then has. */
export function documentSection<T>(
  session: Session,
  kind: Kind<T>,
  item: T,
  manage: string | undefined,
  saved: (key: string) => void,
): HTMLElement {
  const { project } = session;
  const unsaved = draftsOf(session);
  const place = `${kind.id}/${kind.key(item)}`;
  const before = kind.document(item);
  const title = `The ${kind.one} “${kind.name(item)}”`;
  const editor = jsonEditor({
    label: "Document",
    value: before,
    rows: rowsOf(before),
    called: kind.called,
    check: mustBeObject,
    changed(value) {
      unsaved.set(place, value);
      show(!same(value, before));
    },
    broken: () => show(true),
  });
  const buttons = h("div", { class: "row end" });
  let changed: boolean | undefined;

  function show(now: boolean): void {
    if (now === changed) return;
    changed = now;
    const nothing = now ? undefined : "Nothing has changed yet.";
    fill(
      buttons,
      button({ label: "Discard changes", blocked: nothing, onclick: discard }),
      button({ label: "Review and save", kind: "primary", blocked: manage ?? nothing, onclick: review }),
    );
  }

  function discard(): void {
    unsaved.delete(place);
    editor.put(before);
    show(false);
    editor.area.focus();
  }

  function review(): void {
    const after = editor.value();
    if (after === undefined) {
      editor.area.focus();
      return;
    }
    let key: string | undefined;
    reviewDialog({
      title: `Save ${kind.name(item)}?`,
      before,
      after,
      submit: "Save",
      async run(signal) {
        try {
          key = await kind.update?.(project, item, after, signal);
          unsaved.delete(place);
        } catch (error) {
          // The editor says it at the place, where the dialog is in the way.
          if (editor.refuse(error)) return undefined;
          throw error;
        }
        return { text: `${title} is saved.`, action: { label: "Undo", run: undo } };
      },
      done: () => (key === undefined ? editor.area.focus() : saved(key)),
    });
  }

  async function undo(): Promise<void> {
    const key = await kind.update?.(project, item, before);
    toast(`${title} is as it was.`);
    if (key !== undefined) saved(key);
  }

  const draft = unsaved.get(place);
  const found = draft !== undefined && !same(draft, before);
  if (found) editor.put(draft);
  show(found);
  return h("section", { class: "stack", "aria-label": "Document" }, editor.element, buttons);
}

/** How many rows a document is shown in. */
export const rowsOf = (document: unknown): number =>
  Math.min(24, Math.max(8, JSON.stringify(document, null, 2).split("\n").length + 1));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
