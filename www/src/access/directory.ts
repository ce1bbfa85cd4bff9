import type { AccessSubject, Project } from "meshagent-wasm";
import { isAbort } from "../app/errors.ts";
import { slots } from "../app/slots.ts";
import { EVERYONE, keyOf, titleOfSubject } from "./subjects.ts";

/** How many groups are asked for their members at a time: few, as what is in sight comes first. */
const AT_A_TIME = 2;

/** Which column a kind of subject stands in. */
const ORDER = ["user", "group", "service_account", "agent", "userset", "everyone"];

/** Whom roles can be given to, and who is in which group. */
export class Directory {
  #subjects = new Map<string, AccessSubject>();
  /** By the key of a subject, the keys of the groups that it is in itself. */
  #groups = new Map<string, Set<string>>();
  #within = new Map<string, string[]>();
  /** The roles on the project, by the key of the subject. */
  readonly projectRoles = new Map<string, string[]>();
  /** Settles when it is known who is in which group, which takes a request for each of them. */
  memberships: Promise<void> = Promise.resolve();
  /** What could not be fetched, and why. */
  readonly missing: { what: string; error: unknown }[] = [];

  /** Fetches everybody; a part that fails is left out and noted. */
  static async load(project: Project, signal: AbortSignal): Promise<Directory> {
    const directory = new Directory();
    directory.add(EVERYONE);
    const options = { signal };
    const parts: [what: string, fetch: () => Promise<void>][] = [
      [
        "members",
        async () => {
          for await (const member of project.members.iterate({ page_size: 100, view: "merged" }, options)) {
            directory.add({ type: "user", ...member, name: undefined });
            directory.projectRoles.set(`user/${member.id}`, member.direct_roles ?? []);
          }
        },
      ],
      ["groups", () => directory.#loadGroups(project, signal)],
      [
        "service accounts",
        async () => {
          for await (const { id, name } of project.serviceAccounts.iterate({ page_size: 100 }, options)) {
            directory.add({ type: "service_account", id, name });
          }
        },
      ],
    ];
    await Promise.all(
      parts.map(async ([what, fetch]) => {
        try {
          await fetch();
        } catch (error) {
          if (isAbort(error)) throw error;
          directory.missing.push({ what, error });
        }
      }),
    );
    return directory;
  }

  async #loadGroups(project: Project, signal: AbortSignal): Promise<void> {
    const groups = await project.groups.iterate({ page_size: 100 }, { signal }).toArray();
    for (const { id, name } of groups) this.add({ type: "group", id, name });
    const turn = slots(AT_A_TIME);
    const fetchMembers = async (group: string) => {
      for await (const { subject } of project.groups.iterateMembers(group, { page_size: 100 }, { signal })) {
        this.add(subject);
        const within = this.#groups.get(keyOf(subject)) ?? new Set();
        this.#groups.set(keyOf(subject), within.add(`group/${group}`));
      }
    };
    this.memberships = Promise.allSettled(groups.map(({ id }) => turn(signal, () => fetchMembers(id)))).then((all) => {
      const error = all.find((each) => each.status === "rejected")?.reason;
      if (error && !isAbort(error)) this.missing.push({ what: "members of some groups", error });
      this.#within.clear();
    });
  }

  /** Notes a subject; true when it is new. */
  add(subject: AccessSubject): boolean {
    const key = keyOf(subject);
    if (this.#subjects.has(key)) return false;
    this.#subjects.set(key, subject);
    return true;
  }

  get(key: string): AccessSubject | undefined {
    return this.#subjects.get(key);
  }

  /** Everybody: people first, then groups and the rest, each kind by name. */
  get all(): AccessSubject[] {
    const rank = ({ type }: AccessSubject) => ORDER.indexOf(type);
    return [...this.#subjects.values()].sort(
      (a, b) => rank(a) - rank(b) || titleOfSubject(a).localeCompare(titleOfSubject(b)),
    );
  }

  /** The keys of what a subject belongs to, the nearest first: groups, groups of groups, everyone. */
  within(key: string): string[] {
    const known = this.#within.get(key);
    if (known) return known;
    const found = new Set(this.#groups.get(key));
    for (const group of found) for (const outer of this.#groups.get(group) ?? []) found.add(outer);
    found.delete(key);
    if (key.startsWith("user/") && this.projectRoles.has(key)) found.add("userset/member");
    if (key.startsWith("service_account/")) found.add("userset/service_account");
    if (key !== keyOf(EVERYONE)) found.add(keyOf(EVERYONE));
    const within = [...found];
    this.#within.set(key, within);
    return within;
  }
}
