/** What there is to say of a role on a room. */
export interface RoomRole {
  name: string;
  label: string;
  about: string;
}

/** The roles on a room that include one another, the highest first. */
export const ROOM_ROLES: RoomRole[] = [
  { name: "admin", label: "Admin", about: "Everything, and who may do what in the room" },
  { name: "developer", label: "Developer", about: "Everything but who may do what" },
  { name: "operator", label: "Operator", about: "Works in the room: messages, files, agents" },
  { name: "viewer", label: "Viewer", about: "Reads along, changes nothing" },
  { name: "guest", label: "Guest", about: "Talks and writes, sees no files" },
];

/** What else can be given on a room, each by itself. */
export const FURTHER_ROLES = [
  "site_user",
  "list",
  "files_list",
  "files_read",
  "files_write",
  "files_delete",
  "files_presign",
];

/** The roles on the project that reach into its rooms. */
const REACHING = ["admin", "developer", "room_manager", "room_inventory", "session_inventory"];

/** The roles of a list that reach from the project into its rooms. */
export const reaching = (roles: string[]): string[] => roles.filter((role) => REACHING.includes(role));

const rank = (role: string): number => {
  const at = ROOM_ROLES.findIndex(({ name }) => name === role);
  return at < 0 ? ROOM_ROLES.length : at;
};

/** Roles, the highest first, each once. */
export const ranked = (roles: Iterable<string>): string[] =>
  [...new Set(roles)].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));

/** What to call a role. */
export function labelOf(role: string): string {
  const known = ROOM_ROLES.find(({ name }) => name === role);
  const words = role.replaceAll("_", " ");
  return known?.label ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** Some roles as they stand in a sentence. */
export const inWords = (roles: string[]): string => ranked(roles).map(labelOf).join(", ");

/** Whether two lists hold the same roles. */
export const same = (a: string[], b: string[]): boolean => ranked(a).join() === ranked(b).join();
