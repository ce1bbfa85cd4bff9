import type { ProjectRole, ResourceAccessSummary } from "meshagent-wasm";

interface DeedFacts {
  label: string;
  /** The role on the project that allows it, as services of today have it. */
  role: string;
  /** Who may do it on an older service; such a service knows nothing of deeds without this. */
  older?: "admin" | "developer" | "creator";
}

/** What the page does that not everybody may. */
const DEEDS = {
  "create rooms": { label: "Create rooms", role: "room_creator", older: "creator" },
  "manage rooms": { label: "Rename, change and delete rooms", role: "room_manager", older: "developer" },
  "manage access": { label: "Give, change and take away access to rooms", role: "room_manager", older: "developer" },
  "upload files": { label: "Upload files", role: "developer", older: "developer" },
  "manage members": { label: "Add and remove members and change their rights", role: "admin", older: "admin" },
  "manage groups": { label: "Create, change and delete groups", role: "group_manager" },
  "manage clients": {
    label: "Create, change and delete OAuth clients",
    role: "oauth_client_manager",
    older: "admin",
  },
  "manage service accounts": {
    label: "Create, change and delete service accounts and their secrets",
    role: "service_account_manager",
  },
  "manage API keys": { label: "Create and revoke API keys", role: "api_key_manager" },
  "change settings": { label: "Change the settings of the project", role: "admin" },
  "create services": { label: "Create services", role: "service_creator" },
  "manage services": { label: "Change and delete services", role: "service_manager" },
  "create agents": { label: "Create agents", role: "agent_creator" },
  "create routes": { label: "Create routes", role: "route_creator" },
  "manage routes": { label: "Change and delete routes", role: "route_manager" },
  "create domains": { label: "Add domains", role: "custom_domain_creator" },
  "create mailboxes": { label: "Create mailboxes", role: "mailbox_creator" },
  "manage mailboxes": { label: "Change and delete mailboxes", role: "mailbox_manager" },
  "create tasks": { label: "Create tasks", role: "scheduled_task_creator" },
  "manage tasks": { label: "Change and delete tasks", role: "scheduled_task_manager" },
  "create feeds": { label: "Create feeds", role: "feed_creator" },
  "subscribe rooms": { label: "Subscribe rooms to feeds", role: "feed_subscription_creator" },
  "end subscriptions": { label: "End the subscriptions of rooms", role: "feed_subscription_manager" },
  "create repositories": { label: "Create repositories", role: "repository_creator" },
  "make registry tokens": { label: "Make tokens for repositories", role: "repository_manager" },
  "see sessions": { label: "See sessions and what they did", role: "session_inventory" },
  "end sessions": { label: "End sessions", role: "room_manager" },
  "see usage": { label: "See what everybody has used", role: "usage_reporter" },
  "manage billing": { label: "See and change how the project is paid for", role: "billing_manager" },
} satisfies Record<string, DeedFacts>;

export type Deed = keyof typeof DEEDS;

/** What the caller may do in the project. */
export interface Rights {
  /** What to call the caller: `admin`, `developer` or `member`. */
  role: string;
  /** Why the caller may not do something; what is not here is allowed. */
  reasons: Partial<Record<Deed, string>>;
}

const NAMES = Object.keys(DEEDS) as Deed[];

/** The roles to ask a service of today about. */
export const DEED_ROLES: string[] = [...new Set(Object.values(DEEDS).map(({ role }) => role))];

/** What the caller may do on a service of today, which was asked about `DEED_ROLES`. */
export function rightsOfAccess({ effective_roles, capabilities }: ResourceAccessSummary): Rights {
  const role = ["admin", "developer"].find((name) => effective_roles.includes(name)) ?? "member";
  return rights(role, (deed) => {
    const needed = DEEDS[deed].role;
    if (capabilities[needed] === true) return undefined;
    if (needed === "admin") return "admins";
    return needed === "developer" ? "admins and developers" : `admins and those with the role ${needed}`;
  });
}

/** What the caller may do on an older service. */
export function rightsOfRole(caller: ProjectRole): Rights {
  const developer = caller.role === "developer";
  return rights(caller.role, (deed) => {
    const older = (DEEDS[deed] as DeedFacts).older;
    if (!older || caller.role === "admin") return undefined;
    if (older === "admin") return "admins";
    if (older === "developer") return developer ? undefined : "admins and developers";
    return caller.can_create_rooms || developer ? undefined : "admins, developers and members with that right";
  });
}

function rights(role: string, only: (deed: Deed) => string | undefined): Rights {
  const reasons: Rights["reasons"] = {};
  for (const deed of NAMES) {
    const who = only(deed);
    if (who) reasons[deed] = `Only ${who} can ${deed}; you are signed in as a ${role}.`;
  }
  return { role, reasons };
}

/** Why one may not do something; nothing when one may, or when the server does not tell and has to judge itself. */
export const blocked = (rights: Rights | undefined, deed: Deed): string | undefined => rights?.reasons[deed];

/** What there is to do with a service of this generation, in words. */
export const deeds = (api: "today" | "older"): [deed: Deed, label: string][] =>
  NAMES.filter((deed) => api === "today" || (DEEDS[deed] as DeedFacts).older).map((deed) => [deed, DEEDS[deed].label]);
