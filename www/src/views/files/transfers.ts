import { Files } from "../../app/files.ts";
import type { Session } from "../../app/session.ts";
import type { Place } from "./places.ts";

/** The one `Files` of a session, made when it is first needed. */
export function kept(make: (session: Session) => Files): (session: Session) => Files {
  const known = new WeakMap<Session, Files>();
  return (session) => {
    const there = known.get(session);
    if (there) return there;
    const files = make(session);
    known.set(session, files);
    // Whoever closes the tab in the middle of a transfer is asked first.
    addEventListener("beforeunload", (event) => files.busy && event.preventDefault(), { signal: session.signal });
    return files;
  };
}

/** The transfers of all rooms and agents; `transferPath` says what they are called. */
export const sessionTransfers = kept(({ project, signal }) => {
  return new Files(
    {
      upload(at, file, overwrite, options) {
        const [kind, name, path] = placeOf(at);
        return project.files.upload(kind, name, path, file, { overwrite }, options);
      },
      download(at, options) {
        const [kind, name, path] = placeOf(at);
        return project.files.downloadBlob(kind, name, path, options);
      },
    },
    signal,
  );
});

/** A file as the transfers call it: `room/support/reports/q3.txt`. */
export const transferPath = ({ kind, name }: Place, path: string): string =>
  `${kind}/${encodeURIComponent(name)}/${path}`;

function placeOf(at: string): [kind: Place["kind"], name: string, path: string] {
  const [kind = "", name = "", ...path] = at.split("/");
  return [kind as Place["kind"], decodeURIComponent(name), path.join("/")];
}
