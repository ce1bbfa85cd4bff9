import { blocked } from "../app/rights.ts";
import { button } from "../ui/button.ts";
import { fill, h } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { icon } from "../ui/icons.ts";
import { empty, toast } from "../ui/notice.ts";
import { size, transfer, uploader } from "./uploads.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** The project's files: uploading, and downloading by path, as the service has no list of them. */
export function storageView({ session }: ViewContext): HTMLElement {
  const { project, projectId, role } = session;
  const uploading = blocked(role, "upload files");
  const paths = rememberedPaths(projectId);
  const transfers = h("ul", { class: "transfers", "aria-label": "Transfers" });
  const known = h("div");
  const upload = uploader(project, (path) => keep(path));

  const folder = field(
    "Folder",
    input({ value: "", placeholder: "reports/" }),
    "Goes before the names of the files you upload.",
  );
  const picker = h("input", {
    type: "file",
    multiple: true,
    class: "sr",
    "aria-label": "Files to upload",
    onchange: () => {
      send([...(picker.files ?? [])]);
      picker.value = "";
    },
  });
  const drop: HTMLElement = h(
    "div",
    {
      class: "drop",
      ondragover: (event) => {
        event.preventDefault();
        drop.classList.add("over");
      },
      ondragleave: () => drop.classList.remove("over"),
      ondrop: (event) => {
        event.preventDefault();
        drop.classList.remove("over");
        send([...(event.dataTransfer?.files ?? [])]);
      },
    },
    icon("upload"),
    h("p", null, "Drop files here"),
    button({ label: "Choose files", blocked: uploading, onclick: () => picker.click() }),
    picker,
  );

  function send(files: File[]): void {
    if (uploading) {
      toast(uploading, "danger");
      return;
    }
    const before = folder.control.value.trim().replace(/^\/+|\/*$/g, "");
    for (const file of files) transfers.prepend(upload(before ? `${before}/${file.name}` : file.name, file));
  }

  const path = field("Path", input({ placeholder: "reports/q3 plan.txt", required: true }));
  const form = h(
    "form",
    {
      class: "row download",
      "aria-label": "Download a file",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        const wanted = path.control.value.trim();
        path.problem(wanted ? undefined : "Say which file.");
        if (wanted) download(wanted);
      },
    },
    path.element,
    button({ label: "Download", icon: "download", submit: true }),
  );

  function download(wanted: string): void {
    const { element } = transfer({
      name: wanted,
      what: "download",
      async run(signal, onProgress) {
        const file = await project.storage.downloadBlob(wanted, { signal, onProgress });
        keep(wanted);
        save(file, wanted.split("/").at(-1) || "file");
        return `Downloaded, ${size(file.size)}.`;
      },
    });
    transfers.prepend(element);
  }

  function keep(used: string): void {
    paths.add(used);
    sessionStorage.setItem(storageKey(projectId), JSON.stringify([...paths]));
    drawKnown();
  }

  function drawKnown(): void {
    const rows = [...paths]
      .sort()
      .map((each) =>
        h(
          "li",
          null,
          icon("file"),
          h("code", { class: "clip grow", title: each }, each),
          button({ label: `Download ${each}`, icon: "download", compact: true, onclick: () => download(each) }),
        ),
      );
    fill(
      known,
      rows.length > 0
        ? h("ul", { class: "card files", "aria-label": "Paths used in this tab" }, rows)
        : h(
            "div",
            { class: "card" },
            empty(
              "No paths yet",
              "The service has no list of files. The paths that you use in this tab are remembered here.",
            ),
          ),
    );
  }

  drawKnown();
  return h(
    "div",
    { class: "view" },
    pageHead("Storage", "Files of the project, shared by all of its rooms."),
    h(
      "div",
      { class: "halves" },
      h("section", { class: "stack", "aria-label": "Upload" }, h("h2", null, "Upload"), folder.element, drop),
      h("section", { class: "stack", "aria-label": "Download" }, h("h2", null, "Download"), form, known),
    ),
    transfers,
  );
}

const storageKey = (project: string): string => `meshagent-admin-paths ${project}`;

function rememberedPaths(project: string): Set<string> {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(storageKey(project)) ?? "[]"));
  } catch {
    return new Set();
  }
}

/** Hands a file to the browser to keep. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
