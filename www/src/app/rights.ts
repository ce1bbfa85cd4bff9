import type { ProjectRole } from "meshagent-wasm";

/** What the page does that not everybody may. */
export const DEEDS = [
  ["create rooms", "Create rooms"],
  ["manage rooms", "Rename, change and delete rooms"],
  ["manage access", "Give, change and take away access to rooms"],
  ["upload files", "Upload files"],
  ["manage members", "Add and remove members and change their rights"],
  ["manage clients", "Create, change and delete OAuth clients"],
] as const;

export type Deed = (typeof DEEDS)[number][0];

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
