import type { Page } from "meshagent-wasm";
import { href, noteQuery } from "../../app/router.ts";
import { crumbs } from "../../ui/crumbs.ts";
import { h } from "../../ui/dom.ts";
import { search } from "../../ui/field.ts";
import { icon } from "../../ui/icons.ts";
import { list } from "../../ui/list.ts";
import { empty } from "../../ui/notice.ts";
import { pageHead, type ViewContext } from "../view.ts";
import { folderView } from "./folder.ts";
import { everyPlace, folderHref, PLACE_ICONS, type Place } from "./places.ts";
import { projectFilesView } from "./project.ts";

/** The files of rooms and agents, and the project's own: `#/files/room/support/reports`, `#/files/project`. */
export default function filesView(context: ViewContext): HTMLElement {
  const [, kind, name, ...folder] = context.route.path;
  // Older services have the project's files alone.
  if (context.session.api === "older") return projectFilesView(context);
  if (kind === "project") {
    const steps = crumbs([
      ["Files", href("files")],
      ["Project storage", href("files", "project")],
    ]);
    return projectFilesView(context, steps);
  }
  if ((kind === "room" || kind === "agent") && name) return folderView(context, { kind, name }, folder.join("/"));
  return placesView(context);
}

/** Everything that has files. */
function placesView({ session, route, signal }: ViewContext): HTMLElement {
  let filter = route.query.get("filter") ?? "";
  let places: Promise<Place[]> | undefined;
  const all = list<Place | "project">({
    label: "What has files",
    signal,
    async fetch({ offset, limit }, signal): Promise<Page<Place | "project">> {
      places ??= everyPlace(session, signal);
      const found = (await places.catch(forget)).filter(({ name }) => name.includes(filter.toLowerCase()));
      const shown = filter ? found : ["project" as const, ...found];
      return { items: shown.slice(offset, offset + limit), total: shown.length };
    },
    empty: () => empty("Nothing matches", `No room or agent has “${filter}” in its name.`),
    columns: [
      {
        title: "Where",
        kind: "main",
        width: "50%",
        cell: (place) =>
          h(
            "span",
            { class: "row" },
            icon(PLACE_ICONS[place === "project" ? place : place.kind]),
            place === "project"
              ? h("a", { href: href("files", "project") }, "Project storage")
              : h("a", { href: folderHref(place, "") }, place.name),
          ),
      },
      { title: "What it is", cell: (place) => h("span", { class: "muted" }, ABOUT[kindOf(place)]) },
    ],
  });

  /** What failed is asked for again the next time. */
  function forget(error: unknown): never {
    places = undefined;
    throw error;
  }

  void all.reload();
  return h(
    "div",
    { class: "view" },
    pageHead("Files", "What rooms and agents keep, and the storage that all of the project's rooms share."),
    h(
      "div",
      { class: "toolbar" },
      search("Search by name", filter, (text) => {
        filter = text;
        noteQuery({ filter });
        void all.reload(true);
      }),
    ),
    all.element,
  );
}

const kindOf = (place: Place | "project") => (place === "project" ? place : place.kind);
const ABOUT = {
  room: "Files of a room",
  agent: "Files of an agent",
  project: "Shared by all rooms; found again by path only",
};
