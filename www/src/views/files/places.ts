import { href } from "../../app/router.ts";
import type { Session } from "../../app/session.ts";
import { crumbs } from "../../ui/crumbs.ts";
import type { Child } from "../../ui/dom.ts";
import { type IconName, icon } from "../../ui/icons.ts";

/** A room or an agent, as one that has files. */
export interface Place {
  kind: "room" | "agent";
  name: string;
}

export const PLACE_ICONS: Record<Place["kind"] | "project", IconName> = {
  room: "rooms",
  agent: "agent",
  project: "folder",
};

/** The address of a folder, and in it of a file that is shown. */
export function folderHref({ kind, name }: Place, folder: string, file?: string): string {
  const address = href("files", kind, name, ...folder.split("/").filter(Boolean));
  return file === undefined ? address : `${address}?${new URLSearchParams({ file })}`;
}

/** A path in a folder; the root is the empty one. */
export const inFolder = (folder: string, name: string): string => (folder ? `${folder}/${name}` : name);

/** The folder that a path is in. */
export const folderOf = (path: string): string => path.split("/").slice(0, -1).join("/");

/** All rooms and agents, by name. */
export async function everyPlace({ project }: Session, signal: AbortSignal): Promise<Place[]> {
  const places: Place[] = [];
  for await (const { name } of project.rooms.iterate({}, { signal })) places.push({ kind: "room", name });
  for await (const { name } of project.agents.iterate({}, { signal })) places.push({ kind: "agent", name });
  return places;
}

/** Where one is: the place, and the folders down to the one that is shown. */
export function placeCrumbs({ kind, name }: Place, folder: string): HTMLElement {
  const parts = folder.split("/").filter(Boolean);
  const steps: [label: Child, address: string][] = [
    ["Files", href("files")],
    [[icon(PLACE_ICONS[kind]), name], folderHref({ kind, name }, "")],
    ...parts.map((part, index): [string, string] => [
      part,
      folderHref({ kind, name }, parts.slice(0, index + 1).join("/")),
    ]),
  ];
  return crumbs(steps);
}
