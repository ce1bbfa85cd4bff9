import type { FileMetadata } from "meshagent-wasm";
import { sizeText } from "../../app/files.ts";
import type { Session } from "../../app/session.ts";
import { moment } from "../../app/time.ts";
import { button } from "../../ui/button.ts";
import { showDialog } from "../../ui/dialog.ts";
import { type Child, fill, h } from "../../ui/dom.ts";
import { trouble } from "../../ui/notice.ts";
import type { Place } from "./places.ts";
import { shareDialog } from "./share.ts";

/** The largest text and picture that are shown, in bytes. */
const LARGEST = { text: 1_000_000, picture: 20_000_000 };

const PICTURES = /^image\/(?:png|jpeg|gif|webp|avif|svg\+xml|bmp|x-icon)$/;
const PICTURE_NAMES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  svg: "image/svg+xml",
};
const TEXTS = /^(?:text\/|application\/(?:json|xml|yaml|x-yaml|toml|javascript|sql|x-sh)|[^;]+\+(?:json|xml))/;
const TEXT_NAMES =
  /\.(?:txt|md|json|jsonl|ya?ml|toml|csv|tsv|log|xml|html?|css|m?[jt]sx?|py|rs|go|sh|sql|ini|conf|env)$/i;

export interface PreviewOptions {
  session: Session;
  place: Place;
  path: string;
  /** Why one may not do something with it. */
  cannot(action: "read" | "presign"): string | undefined;
  download(): void;
  closed(): void;
}

/** Shows a file: its picture or its text, and what is known of it. */
export function previewDialog({ session, place, path, cannot, download, closed }: PreviewOptions): void {
  const { kind, name } = place;
  const { files } = session.project;
  const file = path.split("/").at(-1) ?? path;
  const abort = new AbortController();
  const { signal } = abort;
  const body = h("div", { class: "stack preview", "aria-live": "polite" });
  const dialog = showDialog(file, body, { wide: true });
  dialog.element.addEventListener("close", () => {
    abort.abort();
    closed();
  });

  async function load(): Promise<void> {
    fill(body, h("p", { class: "waiting" }, "Fetching the file…"));
    try {
      const known = await files.stat(kind, name, path, { signal });
      const content = await shownContent(known);
      fill(body, content, facts(known));
    } catch (error) {
      if (!signal.aborted) fill(body, trouble(error, load));
    }
  }

  async function shownContent({ size, content_type = "" }: FileMetadata): Promise<Child> {
    const picture = pictureType(content_type, file);
    const text = !picture && (TEXTS.test(content_type) || TEXT_NAMES.test(file));
    if (!picture && !text) return nothing("There is no preview of files of this kind.");
    const largest = picture ? LARGEST.picture : LARGEST.text;
    if (size > largest) return nothing(`Only up to ${sizeText(largest)} are shown here.`);
    const blob = await files.downloadBlob(kind, name, path, { signal });
    if (picture) return pictureOf(new Blob([blob], { type: picture }), file);
    try {
      const words = new TextDecoder("utf-8", { fatal: true }).decode(await blob.arrayBuffer());
      return h("pre", { tabindex: "0", role: "region", "aria-label": `Text of ${file}` }, h("code", null, words));
    } catch {
      return nothing("This is not text, whatever its name says.");
    }
  }

  const facts = ({ size, content_type, last_modified }: FileMetadata): Child =>
    h(
      "div",
      { class: "row wrap" },
      h(
        "p",
        { class: "muted grow" },
        [sizeText(size), content_type, last_modified && `changed ${moment(new Date(last_modified))}`]
          .filter(Boolean)
          .join(" · "),
      ),
      button({
        label: "Share",
        icon: "link",
        blocked: cannot("presign"),
        onclick: () => shareDialog(session, place, path),
      }),
      button({ label: "Download", icon: "download", blocked: cannot("read"), onclick: download }),
    );

  void load();
}

const nothing = (why: string): HTMLElement => h("p", { class: "muted nothing-to-see" }, why);

/** The type of a picture that browsers show, by what the service says or else by the name. */
function pictureType(type: string, name: string): string | undefined {
  const plain = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (PICTURES.test(plain)) return plain;
  return plain && plain !== "application/octet-stream" ? undefined : PICTURE_NAMES[ending(name)];
}

const ending = (name: string): string => name.split(".").at(-1)?.toLowerCase() ?? "";

/** A picture as a data: address, which the page's Content Security Policy allows already. */
async function pictureOf(picture: Blob, name: string): Promise<HTMLElement> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });
  const image = h("img", { src: address, alt: name });
  // Its size is known before it is shown: nothing moves then.
  await image.decode().catch(() => {});
  return image.naturalWidth > 0 ? h("div", { class: "picture" }, image) : nothing("This picture cannot be read.");
}
