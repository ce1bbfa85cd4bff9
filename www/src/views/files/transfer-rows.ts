import { ConflictError } from "meshagent-wasm";
import { explain } from "../../app/errors.ts";
import { type FileEntry, type Files, sizeText, type Transfer } from "../../app/files.ts";
import { button, copyButton } from "../../ui/button.ts";
import { fill, h } from "../../ui/dom.ts";
import { icon } from "../../ui/icons.ts";

const DONE = { upload: "Uploaded", download: "Downloaded" };

export interface TransferRowsOptions {
  files: Files;
  /** Shown when there are no rows. */
  nothing?: HTMLElement;
  /** Only what is on its way or went wrong: a list shows the rest. */
  unfinished?: boolean;
  signal: AbortSignal;
}

/** The files of this tab, each with how its transfer goes and what can be done with it. */
export function transferRows({ files, nothing, unfinished = false, signal }: TransferRowsOptions): HTMLElement {
  const rows = new Map<string, { element: HTMLElement; update(): void }>();
  const items = h("ul", { class: "card files", "aria-label": unfinished ? "Transfers" : "Paths used in this tab" });
  const element = h("div");

  /** What is there stays as it is: a row keeps the focus while others come and go. */
  function draw(): void {
    const paths = [...files.entries.values()].filter(({ transfer }) => transfer || !unfinished).map(({ path }) => path);
    for (const path of rows.keys()) if (!paths.includes(path)) rows.delete(path);
    const wanted = paths.map((path) => {
      const row = rows.get(path) ?? fileRow(files, path);
      rows.set(path, row);
      row.update();
      return row.element;
    });
    if (wanted.some((row, index) => items.children[index] !== row) || items.children.length !== wanted.length) {
      fill(items, wanted);
    }
    const shown = wanted.length > 0 ? items : nothing;
    if (shown?.parentElement !== element) fill(element, shown);
  }

  files.addEventListener("change", draw, { signal });
  draw();
  return element;
}

function fileRow(files: Files, path: string) {
  const bar = h("progress", { max: 1, "aria-label": `Progress of ${path}` });
  const state = h("small", { role: "status" });
  const actions = h("div", { class: "row tight" });
  const sign = h("span", { class: "file-sign" });
  const element = h(
    "li",
    { class: "file" },
    sign,
    h("div", { class: "grow file-text" }, h("strong", { class: "clip", title: path }, path), state),
    actions,
    bar,
  );
  let drawn: string | undefined;

  const compact = (label: string, name: Parameters<typeof icon>[0], onclick: () => void) =>
    button({ label: `${label} ${path}`, icon: name, compact: true, onclick });
  const again = ({ error, replace, retry }: Transfer) => [
    error instanceof ConflictError && replace
      ? compact("Replace", "upload", replace)
      : compact("Retry", "retry", retry),
    compact("Dismiss", "close", () => files.dismiss(path)),
  ];
  const whatCanBeDone = ({ transfer }: FileEntry) => {
    if (!transfer) {
      return [
        compact("Download", "download", () => files.download(path)),
        copyButton(() => path, `Copy the path ${path}`, true),
        compact("Forget", "close", () => files.forget(path)),
      ];
    }
    const over = transfer.state === "failed" || transfer.state === "cancelled";
    return over ? again(transfer) : [compact("Cancel", "close", () => transfer.cancel())];
  };

  return {
    element,
    update(): void {
      const entry = files.entries.get(path);
      if (!entry) return;
      const { transfer } = entry;
      const now = transfer?.state ?? "done";
      state.textContent = said(entry);
      bar.hidden = now !== "waiting" && now !== "running";
      if (transfer?.total) bar.value = transfer.loaded / transfer.total;
      else bar.removeAttribute("value");
      if (drawn === now) return;
      const focused = element.contains(document.activeElement);
      drawn = now;
      element.dataset.state = now;
      fill(sign, icon(now === "failed" ? "alert" : (transfer?.what ?? "file")));
      fill(actions, whatCanBeDone(entry));
      if (focused) actions.querySelector("button")?.focus();
    },
  };
}

function said({ transfer, last }: FileEntry): string {
  if (!transfer) {
    if (!last) return "";
    const time = new Date(last.at).toLocaleTimeString([], { timeStyle: "short" });
    return `${DONE[last.what]}, ${sizeText(last.size)}, ${time}`;
  }
  const { state, loaded, total, error } = transfer;
  if (state === "waiting") return "Waits for its turn…";
  if (state === "cancelled") return "Cancelled";
  if (state === "failed") {
    const { title, advice } = explain(error);
    return `${title}. ${advice}`;
  }
  if (total) return `${sizeText(loaded)} of ${sizeText(total)}`;
  return loaded > 0 ? sizeText(loaded) : "Starting…";
}
