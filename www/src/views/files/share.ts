import type { PresignedFileUrl } from "meshagent-wasm";
import type { Session } from "../../app/session.ts";
import { moment } from "../../app/time.ts";
import { formDialog, showDialog } from "../../ui/dialog.ts";
import { h } from "../../ui/dom.ts";
import { field, select } from "../../ui/field.ts";
import { note } from "../../ui/notice.ts";
import { shown } from "../../ui/shown.ts";
import type { Place } from "./places.ts";

const LASTS: [seconds: string, label: string][] = [
  ["3600", "One hour"],
  ["86400", "One day"],
  ["604800", "One week"],
];

/** Makes a link with which whoever has it may read a file for a while. */
export function shareDialog({ project }: Session, { kind, name }: Place, path: string): void {
  const lasts = field("For how long", select(LASTS, { value: "86400" }));
  let made: PresignedFileUrl | undefined;
  formDialog({
    title: `Share ${path.split("/").at(-1)}`,
    body: [
      h("p", null, "Whoever has the link can read the file until then, without signing in. It cannot be taken back."),
      lasts.element,
    ],
    submit: "Make a link",
    async run(signal) {
      made = await project.files.presign(kind, name, { path, expires_in: Number(lasts.control.value) }, { signal });
      return undefined;
    },
    done: () => made && linkDialog(path, made),
  });
}

function linkDialog(path: string, { url, expires_at }: PresignedFileUrl): void {
  showDialog(
    `A link to ${path.split("/").at(-1)}`,
    [
      shown("Link", url),
      note("info", h("p", null, "It works until ", h("strong", null, moment(new Date(expires_at))), ".")),
    ],
    { keep: true },
  );
}
