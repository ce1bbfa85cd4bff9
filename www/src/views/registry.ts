import type { Api } from "../app/session.ts";
import type { IconName } from "../ui/icons.ts";
import type { View } from "./view.ts";

/** A view of the page. */
export interface ViewEntry {
  /** The first part of its address: `#/rooms`. */
  id: string;
  title: string;
  icon: IconName;
  /** Fetches its code, whose default export makes the view. */
  load(): Promise<{ default: View }>;
  /** The only generation of the service that has what the view shows; without it, both have. */
  api?: Api;
  /** The buttons of the view that the command palette offers, by their names: it goes there and presses them. */
  actions?: string[];
}

/** All views, in the groups of the navigation. A new view is one more line here. */
const GROUPS: [title: string, views: ViewEntry[]][] = [
  [
    "Rooms",
    [
      { id: "rooms", title: "Rooms", icon: "rooms", load: () => import("./rooms.ts"), actions: ["Create room"] },
      { id: "access", title: "Access", icon: "matrix", load: () => import("./access.ts") },
    ],
  ],
  [
    "People",
    [
      { id: "members", title: "Members", icon: "users", load: () => import("./members.ts"), actions: ["Add member"] },
      {
        id: "groups",
        title: "Groups",
        icon: "groups",
        load: () => import("./groups.ts"),
        api: "today",
        actions: ["Create group"],
      },
      {
        id: "accounts",
        title: "Service accounts",
        icon: "serviceAccounts",
        load: () => import("./accounts.ts"),
        api: "today",
        actions: ["Create service account"],
      },
      {
        id: "clients",
        title: "OAuth clients",
        icon: "clients",
        load: () => import("./clients.ts"),
        actions: ["Create client"],
      },
      { id: "tokens", title: "Tokens", icon: "tokens", load: () => import("./tokens.ts") },
    ],
  ],
  [
    "Activity",
    [
      { id: "sessions", title: "Sessions", icon: "sessions", load: () => import("./sessions.ts"), api: "today" },
      { id: "usage", title: "Usage and cost", icon: "usage", load: () => import("./usage.ts"), api: "today" },
      {
        id: "billing",
        title: "Billing",
        icon: "billing",
        load: () => import("./billing.ts"),
        api: "today",
        actions: ["Buy credits"],
      },
    ],
  ],
  [
    "Services",
    [
      {
        id: "runs",
        title: "What runs",
        icon: "services",
        load: () => import("./runs/index.ts"),
        api: "today",
        actions: ["Create service"],
      },
    ],
  ],
  [
    "Data",
    [
      { id: "files", title: "Files", icon: "folder", load: () => import("./files/index.ts") },
      {
        id: "secrets",
        title: "Secrets",
        icon: "secret",
        load: () => import("./secrets.ts"),
        api: "today",
        actions: ["Create secret"],
      },
      { id: "settings", title: "Settings", icon: "settings", load: () => import("./settings.ts"), api: "today" },
    ],
  ],
];

/** A group of the navigation. */
export interface ViewGroup {
  title: string;
  views: ViewEntry[];
}

/** The views of a generation of the service, in groups that are not empty. */
export function viewGroups(api: Api): ViewGroup[] {
  const groups = GROUPS.map(([title, views]) => ({ title, views: views.filter((view) => (view.api ?? api) === api) }));
  return groups.filter(({ views }) => views.length > 0);
}

/** Where to go from an address that the page once had: bookmarks and links go on working. */
export const moved = (id: string): string[] | undefined => (id === "storage" ? ["files", "project"] : undefined);

/** The view of an address, of whatever generation. */
export const findView = (id: string): ViewEntry | undefined =>
  GROUPS.flatMap(([, views]) => views).find((view) => view.id === id);
