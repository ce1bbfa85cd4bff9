import type { ApiScope } from "meshagent-wasm";
import { h } from "../ui/dom.ts";
import { field } from "../ui/field.ts";

/** The folders of read-only storage: the one thing about it that nobody can guess. */
export function foldersField(changed: (scope: ApiScope) => void) {
  const area = h("textarea", { rows: 2, class: "mono", spellcheck: "false", oninput: read });
  const folders = field("Folders they may read", area, "One a line. / alone is everything.");

  function read(): void {
    const paths = area.value.split("\n").flatMap((line) => line.trim() || []);
    folders.problem(paths.length > 0 ? undefined : "Name at least one folder.");
    tell(paths);
    changed({ storage: { paths: paths.map((path) => ({ path, read_only: true })) } });
  }

  /** A path is a prefix, which surprises whoever forgets the slash. */
  function tell(paths: string[]): void {
    const open = paths.find((path) => !path.endsWith("/"));
    folders.hint(
      open
        ? `“${open}” also covers whatever else begins so, such as “${open}-old”. End a folder with /.`
        : "One a line. / alone is everything.",
    );
  }

  return {
    element: folders.element,
    /** Shows the folders of a scope. */
    put(scope: ApiScope): void {
      const paths = (scope.storage?.paths ?? []).map(({ path }) => path);
      area.value = paths.join("\n");
      folders.problem();
      tell(paths);
    },
    /** Whether a folder is named; when not, it says so. */
    complete(): boolean {
      if (area.value.trim()) return true;
      folders.problem("Name at least one folder.");
      return false;
    },
  };
}
