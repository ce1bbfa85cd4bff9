import {
  type AccessResource,
  type AccessSubject,
  PermissionDeniedError,
  type Project,
  type RoleGrant,
} from "meshagent-wasm";
import { ranked } from "./roles.ts";
import { EVERYONE, keyOf, reference } from "./subjects.ts";

/** Somebody who was given roles, and the groups that this subject is in. */
interface Node {
  subject: AccessSubject;
  /** What was given to this subject itself. */
  grants: RoleGrant[];
  /** Whether the caller may not see what that is. */
  hidden?: boolean;
  /** The keys of what it belongs to. */
  within: string[];
}

/** A subject with all that it belongs to: groups, groups of groups, sets of the project, everyone. */
export interface Reach {
  root: string;
  nodes: Map<string, Node>;
}

/** One way in which roles come to a subject. */
export interface Way {
  /** From the subject itself, through what it belongs to, to whom the roles were given. */
  path: AccessSubject[];
  /** On what they were given: the room, or the whole project. */
  on: "room" | "project";
  roles: string[];
}

/** Roles on something. */
export interface Held {
  resource: AccessResource;
  roles: string[];
}

/** What somebody would lose, and what they would still have there. */
export interface Loss extends Held {
  kept: string[];
}

/** Asks the service for everything that was given to a subject and to what it belongs to. */
export async function reachOf(project: Project, subject: AccessSubject, signal: AbortSignal): Promise<Reach> {
  const nodes = new Map<string, Node>();

  async function add(subject: AccessSubject): Promise<void> {
    if (nodes.has(keyOf(subject))) return;
    const node: Node = { subject, grants: [], within: [] };
    nodes.set(keyOf(subject), node);
    const items = await bindingsOf(node);
    // The reply knows the subject by its names.
    node.subject = { ...subject, ...items[0]?.subject };
    node.grants = items;
    const groups = items.filter(isMembership).map(({ resource }) => asSubject(resource));
    node.within = groups.map(keyOf);
    await Promise.all(groups.map(add));
  }

  /** Whoever may ask about themselves may not always ask about a group. */
  async function bindingsOf(node: Node): Promise<RoleGrant[]> {
    try {
      return (await project.access.listBindings({ subject: reference(node.subject) }, { signal })).items;
    } catch (error) {
      if (!(error instanceof PermissionDeniedError) || node.subject === subject) throw error;
      node.hidden = true;
      return [];
    }
  }

  await add(subject);
  const root = nodes.get(keyOf(subject));
  const sets = setsOf(subject, nodes);
  await Promise.all(sets.map(add));
  root?.within.push(...sets.map(keyOf));
  return { root: keyOf(subject), nodes };
}

/** Whether a grant is a place in a group, and not a right over it. */
export const isMembership = ({ resource, direct_roles }: RoleGrant): boolean =>
  resource.type === "group" && direct_roles.some((role) => role === "member" || role === "manager");

const asSubject = ({ id, name }: AccessResource): AccessSubject => ({ type: "group", id, name });

/** The parts of the project that a subject is counted among without having been put there. */
function setsOf({ type }: AccessSubject, nodes: Map<string, Node>): AccessSubject[] {
  const roles = [...nodes.values()].flatMap(({ grants }) =>
    grants.filter(({ resource }) => resource.type === "project").flatMap(({ direct_roles }) => direct_roles),
  );
  const among: AccessSubject["relation"][] = [];
  if (type === "agent" || type === "service_account") among.push(type);
  if (type === "user" && roles.length > 0) among.push("member");
  if (roles.includes("admin") || roles.includes("developer")) among.push("developer");
  return [EVERYONE, ...among.map((relation) => ({ type: "userset", object_type: "project" as const, relation }))];
}

/** All ways in which roles on a room come to the subject: from the room before the project, the shortest first. */
export function waysTo({ root, nodes }: Reach, room: string, reaching: (roles: string[]) => string[]): Way[] {
  const ways: Way[] = [];
  function go(key: string, path: AccessSubject[], seen: string[]): void {
    const node = nodes.get(key);
    if (!node || seen.includes(key)) return;
    const here = [...path, node.subject];
    for (const { resource, direct_roles } of node.grants) {
      if (resource.type === "room" && resource.id === room) ways.push({ path: here, on: "room", roles: direct_roles });
      const roles = resource.type === "project" ? reaching(direct_roles) : [];
      if (roles.length > 0) ways.push({ path: here, on: "project", roles });
    }
    for (const next of node.within) go(next, here, [...seen, key]);
  }
  go(root, [], []);
  return ways.sort((a, b) => Number(a.on === "project") - Number(b.on === "project") || a.path.length - b.path.length);
}

/** What the subject would lose if it were no longer in a group, beside the place in it. */
export function lossWithout(reach: Reach, group: AccessSubject): Loss[] {
  const [before, after] = [heldBy(reach), heldBy(reach, keyOf(group))];
  const losses: Loss[] = [];
  for (const [key, { resource, roles }] of before) {
    if (key === keyOf(group)) continue;
    const kept = after.get(key)?.roles ?? [];
    const lost = roles.filter((role) => !kept.includes(role));
    if (lost.length > 0) losses.push({ resource, roles: ranked(lost), kept: ranked(kept) });
  }
  return losses;
}

/** All that the subject holds, by resource; `without` is a group that it is not counted in. */
function heldBy({ root, nodes }: Reach, without?: string): Map<string, Held> {
  const held = new Map<string, Held>();
  const reached = new Set([root]);
  for (const key of reached) {
    const node = nodes.get(key);
    for (const next of node?.within ?? []) if (key !== root || next !== without) reached.add(next);
    for (const { resource, direct_roles } of node?.grants ?? []) {
      const id = `${resource.type}/${resource.id}`;
      const roles = [...(held.get(id)?.roles ?? []), ...direct_roles];
      held.set(id, { resource, roles });
    }
  }
  return held;
}
