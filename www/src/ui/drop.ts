import { button } from "./button.ts";
import { type Child, h } from "./dom.ts";
import { toast } from "./toast.ts";

/** A file to upload; one of a folder has the folder's path before its name. */
export interface Chosen {
  path: string;
  file: File;
}

export interface DropOptions {
  /** Why nothing can be uploaded. */
  blocked(): string | undefined;
  take(files: Chosen[]): void;
  /** Shown as a place to drop files on while some are dragged over the page. */
  target: Element;
  signal: AbortSignal;
}

/** Takes files and folders that are dropped anywhere on the page. */
export function takeDrops({ blocked, take, target, signal }: DropOptions): void {
  const over = (is: boolean) => target.classList.toggle("over", is);
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files");
  addEventListener(
    "dragover",
    (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      over(true);
    },
    { signal },
  );
  addEventListener("dragleave", (event) => event.relatedTarget === null && over(false), { signal });
  addEventListener(
    "drop",
    async (event) => {
      if (!carriesFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      over(false);
      const reason = blocked();
      if (reason) toast(reason, "danger");
      else take(await dropped(event.dataTransfer));
    },
    { signal },
  );
}

/** A button that has files chosen. */
export function chooseButton(
  options: { label: string; kind?: "primary" | "plain"; blocked: string | undefined },
  take: (files: Chosen[]) => void,
): Child {
  const picker = h("input", {
    type: "file",
    multiple: true,
    class: "sr",
    tabindex: "-1",
    "aria-label": "Files to upload",
    onchange: () => {
      take([...(picker.files ?? [])].map((file) => ({ path: file.name, file })));
      picker.value = "";
    },
  });
  return [button({ icon: "upload", ...options, onclick: () => picker.click() }), picker];
}

async function dropped(transfer: DataTransfer): Promise<Chosen[]> {
  // All of it has to be taken before anything is waited for: then the event's data is gone.
  const items = [...transfer.items].filter(({ kind }) => kind === "file");
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const chosen = await Promise.all(
    found.map(({ entry, file }) => {
      if (entry?.isDirectory) return filesIn(entry as FileSystemDirectoryEntry, "");
      return file ? [{ path: file.name, file }] : [];
    }),
  );
  return chosen.flat();
}

/** The files of a folder and of the folders in it. */
async function filesIn(folder: FileSystemDirectoryEntry, before: string): Promise<Chosen[]> {
  const path = `${before}${folder.name}/`;
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // A reader gives a part at a time, and nothing when it is at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    entries.push(...some);
  }
  const chosen = entries.map(async (entry): Promise<Chosen[]> => {
    if (entry.isDirectory) return filesIn(entry as FileSystemDirectoryEntry, path);
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: `${path}${file.name}`, file }];
  });
  return (await Promise.all(chosen)).flat();
}
