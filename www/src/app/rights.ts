import type { ProjectRole } from "meshagent-wasm";

/** What the page does that not everybody may. */
export type Deed =
  | "create rooms"
  | "manage rooms"
  | "manage access"
  | "upload files"
  | "manage members"
  | "manage clients";

/** Why a role may not do something; nothing when it may, or when the server does not tell and has to judge itself. */
export function blocked(role: ProjectRole | undefined, deed: Deed): string | undefined {
  if (!role || role.role === "admin") return undefined;
  const only = (who: string) => `Only ${who} can ${deed}; you are signed in as a ${role.role}.`;
  switch (deed) {
    case "manage members":
    case "manage clients":
      return only("admins");
    case "create rooms":
      return role.can_create_rooms || role.role === "developer"
        ? undefined
        : only("admins, developers and members with that right");
    default:
      return role.role === "developer" ? undefined : only("admins and developers");
  }
}
