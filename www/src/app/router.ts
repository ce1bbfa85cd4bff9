/** Where one is: `#/rooms/support?tab=x` is `{ path: ["rooms", "support"], query }`. */
export interface Route {
  path: string[];
  query: URLSearchParams;
}

export function currentRoute(): Route {
  const [path = "", query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  return { path: path.split("/").filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

/** The address of a place. */
export function href(...path: string[]): string {
  return `#/${path.map(encodeURIComponent).join("/")}`;
}

export function goTo(...path: string[]): void {
  location.hash = href(...path);
}

/** Notes what a view shows in the address, without a new step in the history. */
export function noteQuery(values: Record<string, string>): void {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
  const [path] = location.hash.split("?");
  history.replaceState(null, "", query.size > 0 ? `${path}?${query}` : path);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
