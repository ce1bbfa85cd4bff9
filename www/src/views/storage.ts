import { Files } from "../app/files.ts";
import { blocked } from "../app/rights.ts";
import type { Session } from "../app/session.ts";
import { button } from "../ui/button.ts";
import { h } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { icon } from "../ui/icons.ts";
import { empty } from "../ui/notice.ts";
import { toast } from "../ui/toast.ts";
import { fileRows } from "./file-rows.ts";
import { pageHead, type ViewContext } from "./view.ts";

const filesOf = new WeakMap<Session, Files>();

/** The files of a session, whose transfers outlive the view. */
function sessionFiles(session: Session): Files {
  const known = filesOf.get(session);
  if (known) return known;
  const files = new Files(session.project, `meshagent-admin-files ${session.projectId}`, session.signal);
  filesOf.set(session, files);
  // Whoever closes the tab in the middle of a transfer is asked first.
  addEventListener("beforeunload", (event) => files.busy && event.preventDefault(), { signal: session.signal });
  return files;
}

/** The project's files: uploading, and downloading by path, as the service has no list of them. */
export default function storageView({ session, signal }: ViewContext): HTMLElement {
  const files = sessionFiles(session);
  const nothing = h(
    "div",
    { class: "card" },
    empty(
      "No files yet",
      "The service has no list of its files. What you upload or download in this tab is remembered here.",
    ),
  );
  return h(
    "div",
    { class: "view" },
    pageHead("Storage", "Files of the project, shared by all of its rooms."),
    dropZone(files, blocked(session.rights, "upload files"), signal),
    h(
      "section",
      { class: "stack files-section", "aria-label": "Files" },
      h("header", { class: "section-head wrap" }, h("h2", null, "Files of this tab"), downloadForm(files)),
      fileRows(files, nothing, signal),
    ),
  );
}

/** Takes files that are dropped anywhere on the page, or chosen. */
function dropZone(files: Files, forbidden: string | undefined, signal: AbortSignal): HTMLElement {
  const folder = field("Folder", input({ class: "mono", placeholder: "reports/" }));
  const picker = h("input", {
    type: "file",
    multiple: true,
    class: "sr",
    tabindex: "-1",
    "aria-label": "Files to upload",
    onchange: () => {
      send([...(picker.files ?? [])]);
      picker.value = "";
    },
  });
  const element = h(
    "section",
    { class: "drop", "aria-label": "Upload" },
    h(
      "div",
      { class: "drop-target" },
      icon("upload"),
      h(
        "div",
        { class: "stack tight grow" },
        h("strong", null, "Drop files here"),
        h("small", null, "Anywhere on this page, several at once."),
      ),
    ),
    folder.element,
    button({ label: "Choose files", kind: "primary", blocked: forbidden, onclick: () => picker.click() }),
    picker,
  );

  const over = (is: boolean) => element.classList.toggle("over", is);
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
    (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      over(false);
      send([...(event.dataTransfer?.files ?? [])]);
    },
    { signal },
  );

  function send(chosen: File[]): void {
    if (forbidden) {
      toast(forbidden, "danger");
      return;
    }
    const before = folder.control.value.trim().replace(/^\/+|\/*$/g, "");
    for (const file of chosen) files.upload(before ? `${before}/${file.name}` : file.name, file);
  }
  return element;
}

function downloadForm(files: Files): HTMLElement {
  const path = input({
    class: "mono",
    placeholder: "Path, such as reports/q3.txt",
    "aria-label": "Path",
    required: true,
  });
  return h(
    "form",
    {
      class: "row download",
      "aria-label": "Download a file",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        const wanted = path.value.trim();
        path.setAttribute("aria-invalid", String(!wanted));
        if (wanted) files.download(wanted);
        else path.focus();
      },
    },
    path,
    button({ label: "Download", icon: "download", submit: true }),
  );
}
