import type { Page, Project } from "meshagent-wasm";

export interface Person {
  id: string;
  email?: string | undefined;
  /** First and last name, where the server knows them. */
  name?: string | undefined;
}

/** Fetches page after page of a list that has no iterator. */
export async function* everyPage<T>(
  list: (which: { limit: number; offset: number; continuation_token?: string }) => Promise<Page<T>>,
  limit = 200,
): AsyncGenerator<T> {
  for (let offset = 0, token: string | undefined; ; ) {
    const page = await list({ limit, offset, ...(token && { continuation_token: token }) });
    yield* page.items;
    offset += page.items.length;
    token = page.continuation_token;
    const more = token !== undefined || (page.total === undefined ? page.items.length === limit : offset < page.total);
    if (!more || page.items.length === 0) return;
  }
}

/** Who is who in the project: grants name users by id only. */
export class People {
  #project: Project;
  #api: "today" | "older";
  #known = new Map<string, Person>();
  #loading: Promise<void> | undefined;

  constructor(project: Project, api: "today" | "older") {
    this.#project = project;
    this.#api = api;
  }

  get all(): Person[] {
    return [...this.#known.values()].sort((a, b) => title(a).localeCompare(title(b)));
  }

  get(id: string): Person {
    return this.#known.get(id) ?? { id };
  }

  /** The person with this id or e-mail address. */
  find(text: string): Person | undefined {
    const email = text.toLowerCase();
    return this.#known.get(text) ?? this.all.find((person) => person.email?.toLowerCase() === email);
  }

  /** Fetches everybody, once, and again when one of these ids is new. */
  async load(...ids: string[]): Promise<void> {
    this.#loading ??= this.#fetch();
    await this.#loading;
    const unknown = ids.filter((id) => !this.#known.has(id));
    if (unknown.length === 0) return;
    // Whoever is still unknown after that stays an id.
    for (const id of unknown) this.#known.set(id, { id });
    this.#loading = this.#fetch();
    await this.#loading;
  }

  /** Names are a help only, so a part that fails is left out. */
  async #fetch(): Promise<void> {
    const withAccess = async () => {
      for await (const user of everyPage((which) => this.#project.grants.listUniqueUsers(which))) {
        this.#add({ ...user, id: user.user_id });
      }
    };
    const which = this.#api === "today" ? { page_size: 100, view: "merged" as const } : { page_size: 200 };
    const members = async () => {
      for await (const member of this.#project.members.iterate(which)) this.#add(member);
    };
    // Whom services of today know by roles alone, they name where these are listed.
    await Promise.allSettled(this.#api === "older" ? [withAccess(), members()] : [members()]);
  }

  #add(user: { id: string; email?: string | null; first_name?: string | null; last_name?: string | null }): void {
    const name = [user.first_name, user.last_name].filter(Boolean).join(" ");
    this.#known.set(user.id, { id: user.id, email: user.email ?? undefined, name: name || undefined });
  }
}

/** What to call a person. */
export const title = (person: Person): string => person.name ?? person.email ?? person.id;
