import { isAbort } from "./errors.ts";
import { save } from "./save.ts";
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
  /** Uploads again in place of the file that is there. */
  replace: (() => void) | undefined;
}

/** A path that was used in this tab. */
export interface FileEntry {
  path: string;
  /** What has come of it: not yet known while its first transfer runs. */
  last?: { what: Transfer["what"]; size: number; at: number };
  transfer?: Transfer | undefined;
}

type Run = (options: TransferOptions) => Promise<number>;
type Progress = (now: { loaded: number; total?: number }) => void;

interface TransferOptions {
  signal: AbortSignal;
  onProgress: Progress;
}

/** Where files are kept. */
export interface FileStore {
  /** Rejects with a `ConflictError` when there is a file and it may not be replaced. */
  upload(path: string, file: Blob, replace: boolean, options: TransferOptions): Promise<unknown>;
  download(path: string, options: TransferOptions): Promise<Blob>;
  /** Under which key the tab remembers what has come of transfers, of a store that has no list of its files. */
  remembered?: string;
}

/**
 * The transfers of one store, newest first.
 *
 * They belong to the session, not to a view: they go on while one looks at something else. An upload that has arrived is
 * told of in an event `stored`, a `CustomEvent` with the path.
 */
export class Files extends EventTarget {
  /** By path. */
  entries = new Map<string, FileEntry>();
  #store: FileStore;
  /** Two at a time: more would only make each of them slower. */
  #turn = slots(2);

  /** Ends what is on its way when the signal aborts. */
  constructor(store: FileStore, signal: AbortSignal) {
    super();
    signal.addEventListener("abort", () => {
      for (const { transfer } of this.entries.values()) transfer?.cancel();
    });
    this.#store = store;
    for (const entry of remembered(store.remembered)) this.entries.set(entry.path, entry);
  }

  get busy(): boolean {
    return [...this.entries.values()].some(({ transfer }) => transfer?.state === "running");
  }

  upload(path: string, file: Blob, replace = false): void {
    const run: Run = async (options) => {
      await this.#store.upload(path, file, replace, options);
      this.dispatchEvent(new CustomEvent("stored", { detail: path }));
      return file.size;
    };
    this.#start(path, "upload", run, () => this.upload(path, file, true));
  }

  download(path: string): void {
    this.#start(path, "download", async (options) => {
      const file = await this.#store.download(path, options);
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

  #start(path: string, what: Transfer["what"], run: Run, replace?: () => void): void {
    const entry: FileEntry = this.entries.get(path) ?? { path };
    entry.transfer?.cancel();
    const abort = new AbortController();
    const transfer: Transfer = {
      what,
      state: "waiting",
      loaded: 0,
      total: undefined,
      cancel: () => abort.abort(),
      retry: () => this.#start(path, what, run, replace),
      replace,
    };
    entry.transfer = transfer;
    // The newest comes first.
    this.entries.delete(path);
    this.entries = new Map([[path, entry], ...this.entries]);
    this.#changed();
    void this.#run(entry, transfer, abort.signal, run);
  }

  async #run(entry: FileEntry, transfer: Transfer, signal: AbortSignal, run: Run): Promise<void> {
    const changed = () => entry.transfer === transfer && this.#changed();
    try {
      const size = await this.#turn(signal, () => {
        transfer.state = "running";
        changed();
        const onProgress: Progress = (now) => {
          Object.assign(transfer, now);
          changed();
        };
        return run({ signal, onProgress });
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
    const { remembered } = this.#store;
    if (remembered) {
      const known = [...this.entries.values()].flatMap(({ path, last }) => (last ? [{ path, last }] : []));
      sessionStorage.setItem(remembered, JSON.stringify(known));
    }
    this.dispatchEvent(new Event("change"));
  }
}

function remembered(key: string | undefined): FileEntry[] {
  try {
    return JSON.parse((key && sessionStorage.getItem(key)) || "[]");
  } catch {
    return [];
  }
}

/** A size in words. */
export function sizeText(bytes: number): string {
  const unit = bytes < 1e3 ? 0 : bytes < 1e6 ? 1 : bytes < 1e9 ? 2 : 3;
  const number = bytes / 1000 ** unit;
  return `${number.toFixed(unit && number < 10 ? 1 : 0)} ${[bytes === 1 ? "byte" : "bytes", "kB", "MB", "GB"][unit]}`;
}
