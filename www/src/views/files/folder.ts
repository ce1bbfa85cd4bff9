import type { FilePermissions, StorageEntry } from "meshagent-wasm";
import { sizeText } from "../../app/files.ts";
import { noteQuery } from "../../app/router.ts";
import { moment } from "../../app/time.ts";
import { button } from "../../ui/button.ts";
import { type Child, fill, h } from "../../ui/dom.ts";
import { type Chosen, chooseButton, takeDrops } from "../../ui/drop.ts";
import { search, select } from "../../ui/field.ts";
import { icon } from "../../ui/icons.ts";
import { list } from "../../ui/list.ts";
import { empty } from "../../ui/notice.ts";
import { pageHead, type ViewContext } from "../view.ts";
import { deleteDialog, type FolderContext, folderDialog, moveDialog, renameDialog } from "./changes.ts";
import { ORDERS, type Order, plural, sorted } from "./entries.ts";
import { folderHref, inFolder, type Place, placeCrumbs } from "./places.ts";
import { previewDialog } from "./preview.ts";
import { selection } from "./selection.ts";
import { shareDialog } from "./share.ts";
import { transferRows } from "./transfer-rows.ts";
import { sessionTransfers, transferPath } from "./transfers.ts";

/** One folder of a room's or an agent's files. */
export function folderView({ session, route, signal }: ViewContext, place: Place, folder: string): HTMLElement {
  const { project } = session;
  const { kind, name } = place;
  const transfers = sessionTransfers(session);
  let filter = route.query.get("filter") ?? "";
  let order = (route.query.get("order") ?? "name") as Order;
  /** All that is in the folder, until something has changed. */
  let entries: StorageEntry[] | undefined;
  let permissions: FilePermissions | undefined;

  const chosen = selection();
  const again = () => {
    entries = undefined;
    return files.reload();
  };
  const context: FolderContext = { session, place, folder, again };
  const noted = (file = "") => noteQuery({ filter, order: order === "name" ? "" : order, file });

  /** Why one may not do something here; the service itself says so when it has not told what one may. */
  const cannot = (action: string): string | undefined =>
    !permissions || permissions.actions.includes(action)
      ? undefined
      : `You do not have the right to ${WORDS[action] ?? action} files here.`;

  const files = list<StorageEntry>({
    label: `What is in ${folder || name}`,
    size: 100,
    signal,
    async fetch({ offset, limit }, signal) {
      entries ??= await everything(signal);
      const found = sorted(entries, filter, order);
      chosen.keep(found);
      return { items: found.slice(offset, offset + limit), total: found.length };
    },
    loaded: drawHead,
    empty: () =>
      filter
        ? empty("Nothing matches", `Nothing in this folder has “${filter}” in its name.`)
        : empty("Nothing here yet", "Drop files or folders anywhere on this page, or choose some.", ...heads()),
    columns: [
      { title: "Name", kind: "main", cell: nameCell },
      { title: "Size", width: "104px", cell: ({ size }) => (size == null ? faint() : sizeText(size)) },
      { title: "Changed", width: "214px", cell: ({ updated_at }) => when(updated_at) },
      { title: "Actions", kind: "actions", width: "190px", cell: actions },
    ],
  });

  async function everything(signal: AbortSignal): Promise<StorageEntry[]> {
    const rights = project.files.getPermissions(kind, name, folder, { signal }).catch(() => undefined);
    const all = await project.files.iterate(kind, name, { prefix: folder }, { signal }).toArray();
    permissions = await rights;
    return all;
  }

  function nameCell(entry: StorageEntry): Child {
    const path = inFolder(folder, entry.name);
    const link = entry.is_folder
      ? h("a", { href: folderHref(place, path) }, entry.name)
      : h("a", { href: folderHref(place, folder, entry.name), onclick: (event) => opens(event, entry) }, entry.name);
    return h("span", { class: "row file-name" }, chosen.box(entry), icon(entry.is_folder ? "folder" : "file"), link);
  }

  /** A file is shown in a dialog over its folder; with a key held, the browser opens it in another tab. */
  function opens(event: MouseEvent, entry: StorageEntry): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    preview(entry.name);
  }

  function preview(file: string): void {
    noted(file);
    const path = inFolder(folder, file);
    previewDialog({
      session,
      place,
      path,
      cannot,
      download: () => transfers.download(transferPath(place, path)),
      closed: () => !signal.aborted && noted(),
    });
  }

  function actions(entry: StorageEntry): Child {
    const path = inFolder(folder, entry.name);
    const compact = (
      label: string,
      name: Parameters<typeof icon>[0],
      blocked: string | undefined,
      onclick: () => void,
    ) => button({ label: `${label} ${entry.name}`, icon: name, compact: true, blocked, onclick });
    return h(
      "div",
      { class: "row tight end" },
      !entry.is_folder && [
        compact("Download", "download", cannot("read"), () => transfers.download(transferPath(place, path))),
        compact("Share", "link", cannot("presign"), () => shareDialog(session, place, path)),
      ],
      compact("Rename", "edit", cannot("write") ?? cannot("delete"), () => renameDialog(context, entry)),
      compact("Move or copy", "move", cannot("read"), () => moveDialog(context, [entry])),
      compact("Delete", "delete", cannot("delete"), () => deleteDialog(context, [entry])),
    );
  }

  function upload(files: Chosen[]): void {
    for (const { path, file } of files) transfers.upload(transferPath(place, inFolder(folder, path)), file);
  }

  const heads = (kind: "primary" | "plain" = "plain"): Child[] => [
    button({
      label: "New folder",
      icon: "newFolder",
      blocked: cannot("write"),
      onclick: () => folderDialog(context),
    }),
    chooseButton({ label: "Upload files", kind, blocked: cannot("write") }, upload),
  ];
  const buttons = h("div", { class: "row wrap" }, heads("primary"));
  const about = h("p", { class: "muted" }, "Loading…");
  const hint = h("p", { class: "hint" });

  function drawHead(): void {
    fill(buttons, heads("primary"));
    fill(hint, !cannot("write") && "Drop files or folders anywhere on this page to upload them here.");
    const folders = entries?.filter(({ is_folder }) => is_folder).length ?? 0;
    const count = (entries?.length ?? 0) - folders;
    const size = entries?.reduce((sum, { size }) => sum + (size ?? 0), 0) ?? 0;
    const parts = [folders && plural(folders, "folder"), count && `${plural(count, "file")}, ${sizeText(size)}`];
    fill(about, parts.filter(Boolean).join(", ") || "Nothing is in it.");
  }

  const several = chosen.bar((some) => [
    button({
      label: "Download",
      icon: "download",
      blocked:
        cannot("read") ?? (some.some(({ is_folder }) => is_folder) ? "Folders cannot be downloaded." : undefined),
      onclick: () => {
        for (const { name } of some) transfers.download(transferPath(place, inFolder(folder, name)));
      },
    }),
    button({ label: "Move or copy", icon: "move", blocked: cannot("read"), onclick: () => moveDialog(context, some) }),
    button({
      label: "Delete",
      icon: "delete",
      blocked: cannot("delete"),
      onclick: () => deleteDialog(context, some),
    }),
  ]);

  const said = h("p", { class: "sr", role: "status" });
  transfers.addEventListener(
    "stored",
    (event) => {
      const at = (event as CustomEvent<string>).detail;
      const here = transferPath(place, folder ? `${folder}/` : "");
      if (!at.startsWith(here)) return;
      said.textContent = `Uploaded ${at.slice(here.length)}`;
      void again();
    },
    { signal },
  );
  takeDrops({ blocked: () => cannot("write"), take: upload, target: files.element, signal });
  void files.reload();
  const shown = route.query.get("file");
  // When the folder stands behind it.
  if (shown) queueMicrotask(() => !signal.aborted && preview(shown));

  return h(
    "div",
    { class: "view" },
    placeCrumbs(place, folder),
    pageHead(folder.split("/").at(-1) || name, about, buttons),
    h(
      "div",
      { class: "toolbar" },
      search("Search this folder", filter, (text) => {
        filter = text;
        noted();
        void files.reload(true);
      }),
      select(ORDERS, {
        "aria-label": "Order",
        value: order,
        onchange: (event) => {
          order = (event.target as HTMLSelectElement).value as Order;
          noted();
          void files.reload(true);
        },
      }),
      several,
    ),
    said,
    transferRows({ files: transfers, unfinished: true, signal }),
    files.element,
    hint,
  );
}

const WORDS: Record<string, string> = { write: "change", presign: "share" };

const faint = () => h("span", { class: "faint" }, "—");

function when(time: string | null | undefined): Child {
  if (!time) return faint();
  const date = new Date(time);
  return h("time", { datetime: time, class: "muted" }, moment(date));
}
