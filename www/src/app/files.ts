import type { Project } from "meshagent-wasm";
import { isAbort } from "./errors.ts";
import { slots } from "./slots.ts";

/** A file on its way. */
export interface Transfer {
  what: "upload" | "download";
  state: "waiting" | "running" | "failed" | "cancelled";
  loaded: number;
  total: number | undefined;
  error?: unknown;
  cancel(): void;
  retry(): void;
}

/** A path that was used in this tab. */
export interface FileEntry {
  path: string;
  /** What has come of it: not yet known while its first transfer runs. */
  last?: { what: Transfer["what"]; size: number; at: number };
  transfer?: Transfer | undefined;
}

type Progress = (now: { loaded: number; total?: number }) => void;

/**
 * The project's files, as far as this tab has met them: the service has no list of them.
 *
 * Transfers belong to the session, not to a view: they go on while one looks at something else.
 */
export class Files extends EventTarget {
  /** By path. */
  entries = new Map<string, FileEntry>();
  #project: Project;
  #key: string;
  /** Two at a time: more would only make each of them slower. */
  #turn = slots(2);

  /** Ends what is on its way when the signal aborts. */
  constructor(project: Project, key: string, signal: AbortSignal) {
    super();
    signal.addEventListener("abort", () => {
      for (const { transfer } of this.entries.values()) transfer?.cancel();
    });
    this.#project = project;
    this.#key = key;
    for (const entry of remembered(key)) this.entries.set(entry.path, entry);
  }

  get busy(): boolean {
    return [...this.entries.values()].some(({ transfer }) => transfer?.state === "running");
  }

  upload(path: string, file: Blob): void {
    this.#start(path, "upload", async (signal, onProgress) => {
      await this.#project.storage.upload(path, file, { signal, onProgress });
      return file.size;
    });
  }

  download(path: string): void {
    this.#start(path, "download", async (signal, onProgress) => {
      const file = await this.#project.storage.downloadBlob(path, { signal, onProgress });
      save(file, path.split("/").at(-1) || "file");
      return file.size;
    });
  }

  forget(path: string): void {
    this.entries.get(path)?.transfer?.cancel();
    this.entries.delete(path);
    this.#changed();
  }

  /** Takes the report of a transfer that went wrong away. */
  dismiss(path: string): void {
    const entry = this.entries.get(path);
    if (entry?.last) {
      entry.transfer = undefined;
      this.#changed();
    } else this.forget(path);
  }

  #start(
    path: string,
    what: Transfer["what"],
    run: (signal: AbortSignal, progress: Progress) => Promise<number>,
  ): void {
    const entry: FileEntry = this.entries.get(path) ?? { path };
    entry.transfer?.cancel();
    const abort = new AbortController();
    const transfer: Transfer = {
      what,
      state: "waiting",
      loaded: 0,
      total: undefined,
      cancel: () => abort.abort(),
      retry: () => this.#start(path, what, run),
    };
    entry.transfer = transfer;
    // The newest comes first.
    this.entries.delete(path);
    this.entries = new Map([[path, entry], ...this.entries]);
    this.#changed();
    void this.#run(entry, transfer, abort.signal, run);
  }

  async #run(
    entry: FileEntry,
    transfer: Transfer,
    signal: AbortSignal,
    run: (signal: AbortSignal, progress: Progress) => Promise<number>,
  ): Promise<void> {
    const changed = () => entry.transfer === transfer && this.#changed();
    try {
      const size = await this.#turn(signal, () => {
        transfer.state = "running";
        changed();
        return run(signal, (now) => {
          Object.assign(transfer, now);
          changed();
        });
      });
      entry.last = { what: transfer.what, size, at: Date.now() };
      if (entry.transfer === transfer) entry.transfer = undefined;
      this.#changed();
    } catch (error) {
      transfer.state = isAbort(error) ? "cancelled" : "failed";
      transfer.error = error;
      changed();
    }
  }

  #changed(): void {
    const known = [...this.entries.values()].flatMap(({ path, last }) => (last ? [{ path, last }] : []));
    sessionStorage.setItem(this.#key, JSON.stringify(known));
    this.dispatchEvent(new Event("change"));
  }
}

function remembered(key: string): FileEntry[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "[]");
  } catch {
    return [];
  }
}

/** Hands a file to the browser to keep. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A size in words. */
export function sizeText(bytes: number): string {
  const unit = bytes < 1e3 ? 0 : bytes < 1e6 ? 1 : bytes < 1e9 ? 2 : 3;
  const number = bytes / 1000 ** unit;
  return `${number.toFixed(unit && number < 10 ? 1 : 0)} ${[bytes === 1 ? "byte" : "bytes", "kB", "MB", "GB"][unit]}`;
}
