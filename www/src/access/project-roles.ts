import { labelOf } from "./roles.ts";

/** The roles that most members need, with what they are for. Every member has the role `member`. */
export const MAIN_ROLES: [role: string, label: string, about: string][] = [
  ["admin", "Admin", "May do everything in the project"],
  ["developer", "Developer", "Manages rooms, agents, services, feeds and files"],
];

/** What has a role for creating, for seeing all and for managing. */
export const AREAS: [area: string, label: string][] = [
  ["room", "Rooms"],
  ["session", "Sessions"],
  ["agent", "Agents"],
  ["service", "Services"],
  ["service_account", "Service accounts"],
  ["api_key", "API keys"],
  ["oauth_client", "OAuth clients"],
  ["repository", "Repositories"],
  ["feed", "Feeds"],
  ["feed_subscription", "Feed subscriptions"],
  ["llm_logger", "LLM loggers"],
  ["mailbox", "Mailboxes"],
  ["route", "Routes"],
  ["custom_domain", "Domains"],
  ["scheduled_task", "Scheduled tasks"],
];

export const VERBS: [verb: string, label: string][] = [
  ["creator", "Create"],
  ["inventory", "See all"],
  ["manager", "Manage"],
];

/** Whether there is such a role: sessions come by themselves, so nobody creates or manages them. */
export const hasVerb = (area: string, verb: string): boolean => area !== "session" || verb === "inventory";

/** The roles that stand alone. */
export const SINGLE_ROLES: [role: string, label: string][] = [
  ["participant_token_creator", "Mints participant tokens"],
  ["llm_proxy_user", "Uses models"],
  ["llm_quota_manager", "Sets quotas of models"],
  ["usage_reporter", "Sees usage"],
  ["billing_manager", "Manages billing"],
  ["group_manager", "Manages groups"],
  ["user_profile_editor", "Edits profiles"],
];

const KNOWN: [string, string][] = [
  ...MAIN_ROLES.map(([role, label]): [string, string] => [role, label]),
  ...SINGLE_ROLES,
];

/** A project role in a few words. */
export function projectRoleWords(role: string): string {
  const known = KNOWN.find(([name]) => name === role);
  return known ? known[1] : labelOf(role);
}
