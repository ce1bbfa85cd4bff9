import { Files } from "../../app/files.ts";
import { blocked } from "../../app/rights.ts";
import type { Session } from "../../app/session.ts";
import { button } from "../../ui/button.ts";
import { type Child, h } from "../../ui/dom.ts";
import { type Chosen, chooseButton, takeDrops } from "../../ui/drop.ts";
import { field, input } from "../../ui/field.ts";
import { icon } from "../../ui/icons.ts";
import { empty } from "../../ui/notice.ts";
import { pageHead, type ViewContext } from "../view.ts";
import { transferRows } from "./transfer-rows.ts";
import { kept } from "./transfers.ts";

/** The files of a session, which the tab remembers. */
const projectFiles = kept(({ project, projectId, signal }: Session) => {
  return new Files(
    {
      // A path's file is replaced without asking: the service does not say whether there is one.
      upload: (path, file, _replace, options) => project.storage.upload(path, file, options),
      download: (path, options) => project.storage.downloadBlob(path, options),
      remembered: `meshagent-admin-files ${projectId}`,
    },
    signal,
  );
});

/** The project's own files: uploading, and downloading by path, as the service has no list of them. */
export function projectFilesView({ session, signal }: ViewContext, crumbs?: Child): HTMLElement {
  const files = projectFiles(session);
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
    crumbs,
    pageHead("Project storage", "Files of the project, shared by all of its rooms."),
    dropZone(files, blocked(session.rights, "upload files"), signal),
    h(
      "section",
      { class: "stack files-section", "aria-label": "Files" },
      h("header", { class: "section-head wrap" }, h("h2", null, "Files of this tab"), downloadForm(files)),
      transferRows({ files, nothing, signal }),
    ),
  );
}

/** Takes files that are dropped anywhere on the page, or chosen. */
function dropZone(files: Files, forbidden: string | undefined, signal: AbortSignal): HTMLElement {
  const folder = field("Folder", input({ class: "mono", placeholder: "reports/" }));
  const take = (chosen: Chosen[]) => {
    const before = folder.control.value.trim().replace(/^\/+|\/*$/g, "");
    for (const { path, file } of chosen) files.upload(before ? `${before}/${path}` : path, file);
  };
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
    chooseButton({ label: "Choose files", kind: "primary", blocked: forbidden }, take),
  );
  takeDrops({ blocked: () => forbidden, take, target: element, signal });
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
