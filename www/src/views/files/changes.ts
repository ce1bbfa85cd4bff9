import { ConflictError, type FilesTarget, type StorageEntry } from "meshagent-wasm";
import type { Session } from "../../app/session.ts";
import { button } from "../../ui/button.ts";
import { formDialog, Incomplete } from "../../ui/dialog.ts";
import { h } from "../../ui/dom.ts";
import { checkbox, type Field, field, input, select, ticked } from "../../ui/field.ts";
import { note } from "../../ui/notice.ts";
import type { Said } from "../../ui/toast.ts";
import { entriesName } from "./entries.ts";
import { everyPlace, inFolder, type Place } from "./places.ts";

/** The folder that is shown. */
export interface FolderContext {
  session: Session;
  place: Place;
  folder: string;
  /** Fetches it anew. */
  again(): unknown;
}

export function folderDialog({ session, place, folder, again }: FolderContext): void {
  const name = nameField("");
  formDialog({
    title: "New folder",
    body: name.element,
    submit: "Make the folder",
    async run(signal) {
      const named = readName(name);
      await session.project.files.mkdir(place.kind, place.name, inFolder(folder, named), { signal });
      return `The folder “${named}” is there.`;
    },
    done: again,
  });
}

export function renameDialog(context: FolderContext, entry: StorageEntry): void {
  const { place, folder, again } = context;
  const name = nameField(entry.name);
  formDialog({
    title: `Rename ${entry.name}`,
    body: name.element,
    submit: "Rename",
    async run(signal) {
      const named = readName(name);
      if (named === entry.name) return undefined;
      const [before, after] = [inFolder(folder, entry.name), inFolder(folder, named)];
      await transfer(context, "move", { place, path: before }, { place, path: after }, false, signal);
      return {
        text: `“${entry.name}” is now “${named}”.`,
        action: {
          label: "Undo",
          async run() {
            await transfer(context, "move", { place, path: after }, { place, path: before }, false);
            again();
          },
        },
      };
    },
    done: again,
  });
}

/** Moves or copies entries to another folder, which may be another room's or agent's. */
export function moveDialog(context: FolderContext, entries: StorageEntry[]): void {
  const { session, place, folder, again } = context;
  /** Which of the two buttons was pressed. */
  let action: "move" | "copy" = "move";
  const copy = () => {
    action = "copy";
    dialog.element.querySelector("form")?.requestSubmit();
  };
  const where = select([[optionOf(place), place.name]], { value: optionOf(place) });
  void everyPlace(session, session.signal).then(
    (places) => {
      const others = places.filter((each) => optionOf(each) !== optionOf(place));
      where.append(...others.map((each) => h("option", { value: optionOf(each) }, `${each.name} (${each.kind})`)));
    },
    // The place itself is there to choose.
    () => {},
  );
  const target = field("Room or agent", where);
  const path = field(
    "Folder",
    input({ class: "mono", value: folder, placeholder: "reports/2026" }),
    "A folder that is not there yet is made. Empty is the top.",
  );
  const replace = checkbox("Replace files that are there already", false);

  const dialog = formDialog({
    title: `Move or copy ${entriesName(entries)}`,
    body: [target.element, path.element, replace],
    submit: "Move",
    aside: button({ label: "Copy", onclick: copy }),
    async run(signal): Promise<Said | string> {
      const does = action;
      action = "move";
      const to = placeOf(where.value);
      const into = path.control.value.trim().replace(/^\/+|\/+$/g, "");
      const here = optionOf(to) === optionOf(place);
      const inside = entries.some(({ name }) => `${into}/`.startsWith(`${inFolder(folder, name)}/`));
      const problem = here && (into === folder ? "It is there already: name another folder." : inside && INSIDE);
      path.problem(problem || undefined);
      if (problem) throw new Incomplete();
      const steps = entries.map(({ name }) => ({
        from: { place, path: inFolder(folder, name) },
        to: { place: to, path: inFolder(into, name) },
      }));
      try {
        for (const step of steps) await transfer(context, does, step.from, step.to, ticked(replace), signal);
      } finally {
        // Some may have gone before one failed.
        again();
      }
      const text = `${entriesName(entries)} ${does === "move" ? "moved" : "copied"} to ${to.name}/${into}`;
      if (does === "copy" || ticked(replace)) return text;
      const undo = async () => {
        for (const step of steps) await transfer(context, "move", step.to, step.from, false);
        again();
      };
      return { text, action: { label: "Undo", run: undo } };
    },
    done: again,
  });
}

export function deleteDialog({ session, place, folder, again }: FolderContext, entries: StorageEntry[]): void {
  const folders = entries.some(({ is_folder }) => is_folder);
  const all = checkbox("Delete all that is in it too", false);
  const problem = h("p", { class: "problem", role: "alert" });
  formDialog({
    title: `Delete ${entriesName(entries)}?`,
    body: [
      note("warn", h("p", null, "This cannot be undone.")),
      entries.length > 1 &&
        h(
          "ul",
          { class: "names" },
          entries.map(({ name }) => h("li", { class: "clip" }, name)),
        ),
      folders && [all, problem],
    ],
    submit: "Delete",
    danger: true,
    async run(signal) {
      try {
        for (const { name, is_folder } of entries) {
          const how = is_folder && ticked(all) ? { recursive: true } : {};
          await session.project.files.delete(place.kind, place.name, inFolder(folder, name), how, { signal });
        }
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        problem.textContent = "The folder is not empty: tick the box, or empty it first.";
        throw new Incomplete();
      } finally {
        again();
      }
      return `${entriesName(entries)} deleted.`;
    },
    done: again,
  });
}

const INSIDE = "A folder cannot go into itself.";

interface At {
  place: Place;
  path: string;
}

function transfer(
  { session }: FolderContext,
  action: "move" | "copy",
  from: At,
  to: At,
  overwrite: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const target: FilesTarget = { project_id: session.projectId, ...from.place };
  const how = { source: { target, path: from.path }, overwrite };
  return session.project.files[action](to.place.kind, to.place.name, to.path, how, { signal });
}

function nameField(value: string): Field<HTMLInputElement> {
  return field("Name", input({ value, autofocus: true, required: true }));
}

function readName(name: Field<HTMLInputElement>): string {
  const text = name.control.value.trim();
  const problem = !text
    ? "It needs a name."
    : text.includes("/") || text === "." || text === ".."
      ? "A name has no slash, and is not only dots."
      : undefined;
  name.problem(problem);
  if (problem) throw new Incomplete();
  return text;
}

const optionOf = ({ kind, name }: Place): string => `${kind}/${name}`;

function placeOf(option: string): Place {
  const [kind = "", ...name] = option.split("/");
  return { kind: kind as Place["kind"], name: name.join("/") };
}
