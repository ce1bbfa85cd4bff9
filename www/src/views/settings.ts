import { blocked } from "../app/rights.ts";
import { href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { formDialog } from "../ui/dialog.ts";
import { fill, h } from "../ui/dom.ts";
import { jsonDiff, reviewDialog } from "../ui/json-diff.ts";
import { jsonEditor } from "../ui/json-editor.ts";
import { mustBeObject } from "../ui/json-field.ts";
import { note, trouble } from "../ui/notice.ts";
import type { Said } from "../ui/toast.ts";
import { DOCUMENTS, type SettingsDocument } from "./settings-documents.ts";
import { pageHead, type ViewContext } from "./view.ts";

type Document = Record<string, unknown>;

/** What was changed and is not saved yet, by the name of the document: it outlives the view. */
const draftsOf = new WeakMap<Session, Map<string, Document>>();

function drafts(session: Session): Map<string, Document> {
  const known = draftsOf.get(session);
  if (known) return known;
  const made = new Map<string, Document>();
  draftsOf.set(session, made);
  addEventListener("beforeunload", (event) => made.size > 0 && event.preventDefault(), { signal: session.signal });
  return made;
}

/** The settings of the project: a document at a time, `#/settings/router`. */
export default function settingsView({ session, route, signal }: ViewContext): HTMLElement {
  const [first] = DOCUMENTS;
  const about = DOCUMENTS.find(({ name }) => name === route.path[1]) ?? first;
  const content = h("div", { class: "stack" });
  if (about) openDocument(session, about, content, signal);
  return h(
    "div",
    { class: "view" },
    pageHead("Settings", "Documents that say how the service works for this project."),
    h(
      "div",
      { class: "settings" },
      h(
        "nav",
        { class: "documents", "aria-label": "Settings documents" },
        DOCUMENTS.map((each) =>
          h(
            "a",
            { href: href("settings", each.name), "aria-current": each === about ? "page" : undefined },
            h("span", null, each.title),
            drafts(session).has(each.name) && h("span", { class: "chip warn" }, "not saved"),
          ),
        ),
      ),
      content,
    ),
  );
}

function openDocument(session: Session, about: SettingsDocument, content: HTMLElement, signal: AbortSignal): void {
  const { name } = about;
  const documents = session.project.settingsDocuments;
  const fetchIt = async (): Promise<Document | undefined> => (await documents.get(name, { signal })) ?? undefined;

  async function load(): Promise<void> {
    fill(content, h("div", { class: "card stack" }, h("p", { class: "waiting" }, "Fetching the document…")));
    try {
      const saved = await fetchIt();
      fill(content, documentEditor(session, about, saved, { fetchIt, load }));
    } catch (error) {
      if (!signal.aborted) fill(content, trouble(error, load));
    }
  }

  void load();
}

interface Loading {
  fetchIt(): Promise<Document | undefined>;
  load(): Promise<void>;
}

function documentEditor(
  session: Session,
  { name, title, about, example }: SettingsDocument,
  saved: Document | undefined,
  { fetchIt, load }: Loading,
): HTMLElement {
  const documents = session.project.settingsDocuments;
  const unsaved = drafts(session);
  const manage = blocked(session.rights, "change settings");
  const status = h("div", { class: "row", role: "status" });
  const editor = jsonEditor({
    label: "The document",
    value: unsaved.get(name) ?? saved ?? {},
    rows: 18,
    check: mustBeObject,
    changed(value) {
      if (same(value, saved ?? {})) unsaved.delete(name);
      else unsaved.set(name, value as Document);
      show();
    },
    broken: show,
  });

  function show(): void {
    fill(
      status,
      saved ? h("span", { class: "chip ok" }, "set") : h("span", { class: "chip" }, "the service's defaults"),
      unsaved.has(name) && h("span", { class: "chip warn" }, "not saved"),
    );
    discard.hidden = editor.area.value === pristine;
  }

  /** Shows what changes against what the service has by now. */
  async function review(): Promise<void> {
    const value = editor.value() as Document | undefined;
    if (!value) return editor.area.focus();
    const before = await fetchIt();
    reviewDialog({
      title: `Save “${title}”`,
      before,
      after: value,
      submit: "Save",
      note:
        !same(before, saved) &&
        note(
          "warn",
          h("p", null, "Somebody has changed the document since you opened it. This is what saving changes now."),
        ),
      async run(signal) {
        await documents.set(name, value, { signal });
        unsaved.delete(name);
        return said(`“${title}” is saved.`, before);
      },
      done: load,
    });
  }

  function clear(): void {
    formDialog({
      title: `Back to the defaults of “${title}”?`,
      body: [
        h("p", null, "The document is deleted, and the service does what it does without one."),
        jsonDiff(saved, undefined),
      ],
      submit: "Delete the document",
      danger: true,
      wide: true,
      async run(signal) {
        await documents.delete(name, { signal });
        unsaved.delete(name);
        return said(`“${title}” is back to the defaults.`, saved);
      },
      done: load,
    });
  }

  const said = (text: string, before: Document | undefined): Said => ({
    text,
    about: `settings ${name}`,
    action: {
      label: "Undo",
      async run() {
        if (before) await documents.set(name, before);
        else await documents.delete(name);
        await load();
      },
    },
  });

  const discard = button({
    label: "Discard changes",
    onclick() {
      unsaved.delete(name);
      editor.put(saved ?? {});
      show();
      editor.area.focus();
    },
  });
  const pristine = JSON.stringify(saved ?? {}, null, 2);
  show();
  return h(
    "section",
    { class: "card stack", "aria-label": title },
    h("header", { class: "section-head" }, h("h2", null, title), status),
    h("p", { class: "muted" }, about),
    manage && note("info", h("p", null, manage)),
    editor.element,
    h(
      "div",
      { class: "row wrap" },
      button({ label: "Review and save", kind: "primary", blocked: manage, onclick: review }),
      discard,
      !saved && button({ label: "Start from an example", onclick: () => editor.type(example) }),
      saved && button({ label: "Back to the defaults", icon: "delete", blocked: manage, onclick: clear }),
    ),
  );
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
