import { ApiScope } from "meshagent-wasm";
import { h } from "../ui/dom.ts";
import { GRANTS, type GrantName } from "./fields.ts";

/** The kinds of access that have a name of their own. */
export type Level = "full" | "agent" | "user" | "reader" | "custom" | "none";

export const LEVELS: Record<Level, { label: string; about: string }> = {
  full: { label: "Full", about: "Everything, with the room's configuration and tunnels" },
  agent: { label: "Agent", about: "Everything an agent needs: no configuration, no tunnels" },
  user: { label: "User", about: "What an agent may, without language models" },
  reader: { label: "Read-only storage", about: "Only reads files, in the folders you name" },
  custom: { label: "Custom", about: "What you choose, surface by surface" },
  none: { label: "None", about: "Nothing at all" },
};

/** The grants that a scope holds: absent and `null` are the same. */
export const granted = (scope: ApiScope): [name: string, grant: object][] =>
  Object.entries(scope).filter((entry): entry is [string, object] => entry[1] !== null && entry[1] !== undefined);

const wideOpen = (scope: ApiScope): string =>
  granted(scope).every(([, grant]) => Object.keys(grant).length === 0)
    ? granted(scope)
        .map(([name]) => name)
        .sort()
        .join(" ")
    : "";

const PRESETS = new Map<string, Level>([
  [wideOpen(ApiScope.full()), "full"],
  [wideOpen(ApiScope.agentDefault()), "agent"],
  [wideOpen(ApiScope.agentDefault({ tunnels: true })), "agent"],
  [wideOpen(ApiScope.userDefault()), "user"],
]);

/** Which name a scope deserves. */
export function levelOf(scope: ApiScope | undefined): Level {
  const grants = granted(scope ?? {});
  if (grants.length === 0) return "none";
  const preset = PRESETS.get(wideOpen(scope ?? {}));
  if (preset) return preset;
  const paths = scope?.storage?.paths;
  const reads =
    Object.keys(scope?.storage ?? {}).length === 1 && paths?.length && paths.every((each) => each.read_only === true);
  return grants.length === 1 && reads ? "reader" : "custom";
}

/** A scope to begin with. */
export function preset(level: Level): ApiScope {
  switch (level) {
    case "full":
      return ApiScope.full();
    case "agent":
      return ApiScope.agentDefault();
    case "user":
      return ApiScope.userDefault();
    case "reader":
      return { storage: { paths: [{ path: "/data/", read_only: true }] } };
    case "custom":
      return { messaging: {} };
    case "none":
      return {};
  }
}

/** The level in colour and in words. */
export function levelChip(scope: ApiScope | undefined): HTMLElement {
  const level = levelOf(scope);
  return h("span", { class: "level", "data-level": level }, LEVELS[level].label);
}

/** The level in as few words as fit a cell; for read-only storage, what is read matters more than that it is read. */
export function shortly(scope: ApiScope | undefined): string {
  const level = levelOf(scope);
  if (level !== "reader") return LEVELS[level].label;
  return `Reads ${scope?.storage?.paths?.map(({ path }) => path || "/").join(", ")}`;
}

/** In words what a scope allows: the surfaces, and which of them are limited. */
export function summary(scope: ApiScope | undefined): string {
  const level = levelOf(scope);
  if (level === "reader") return `Reads ${scope?.storage?.paths?.map(({ path }) => path || "everything").join(", ")}`;
  if (level !== "custom") return LEVELS[level].about;
  return granted(scope ?? {})
    .map(([name, grant]) => {
      const label = GRANTS[name as GrantName]?.label ?? name;
      return Object.keys(grant).length > 0 ? `${label} (limited)` : label;
    })
    .join(", ");
}
