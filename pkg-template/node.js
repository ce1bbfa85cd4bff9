// What only Node.js can do: files of the disk, and those in which the `meshagent` command line keeps its login.
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { RoomException } from "./core.js";

export { downloadFile, uploadFile } from "./files.js";

const DEFAULT_URL = "https://api.meshagent.com";

/** A URL as it is compared: without blanks around it and slashes behind it; nothing when it is blank. */
const trimmed = (url) => url?.trim().replace(/\/+$/, "") || undefined;

/** A JSON file and its path, or nothing when there is no such file. */
function read(...path) {
  const file = join(...path);
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw new RoomException(`cannot read ${file}: ${error.code}`);
  }
  try {
    // Editors of some systems put a byte order mark in front.
    return new Fields(file, "the file", JSON.parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    // The parser's own message quotes the text, and with it perhaps a token.
    throw error instanceof RoomException ? error : new RoomException(`${file} is not valid JSON`);
  }
}

/** The members of one object in a file; each is checked when it is asked for. */
class Fields {
  constructor(file, place, value) {
    this.file = file;
    this.place = place;
    this.value = value;
    if (typeof value !== "object" || value === null || Array.isArray(value)) this.fail("an object");
  }

  fail(expected, place = this.place) {
    throw new RoomException(`${this.file}: ${place} is not ${expected}`);
  }

  /** A member's value, or nothing when it is absent or null. */
  get(name) {
    return Object.hasOwn(this.value, name) ? (this.value[name] ?? undefined) : undefined;
  }

  /** A text, or nothing. */
  text(name) {
    const value = this.get(name);
    if (value !== undefined && typeof value !== "string") this.fail("text", name);
    return value;
  }

  /** An object, or nothing. */
  object(name) {
    const value = this.get(name);
    return value === undefined ? undefined : new Fields(this.file, name, value);
  }

  /** A whole number, digits as text included, or nothing. */
  integer(name) {
    const value = this.get(name);
    const number = typeof value === "string" && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
    if (number !== undefined && !Number.isSafeInteger(number)) this.fail("a whole number", name);
    return number;
  }
}

/** The profile that `settings.json` has for the wanted URL. */
function profile(settings, wanted) {
  const users = settings.object("users");
  const active = settings.object("active_profiles");
  if (active && wanted) {
    const url = Object.keys(active.value).find((key) => trimmed(key) === wanted);
    const key = url === undefined ? undefined : active.text(url);
    return key === undefined ? undefined : users?.object(key);
  }
  const id = settings.text("active_user_id");
  const names = users ? Object.keys(users.value) : [];
  return (
    (id === undefined ? undefined : users?.object(id)) ??
    users?.object("__local__") ??
    (names.length === 1 ? users.object(names[0]) : undefined)
  );
}

/** The session's and the project's fields, and the URL they belong to. */
function stored(folder, wanted) {
  const settings = read(folder, "settings.json");
  if (!settings) {
    const session = read(folder, "session.json");
    return session && { session, project: read(folder, "project.json"), url: DEFAULT_URL };
  }
  const user = profile(settings, wanted);
  return (
    user && {
      session: user.object("session"),
      project: user.object("project"),
      url: trimmed(user.text("api_url")) ?? DEFAULT_URL,
    }
  );
}

/** The home directory; nothing where the system knows none, as for a user id without an account. */
function homeFolder() {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

export function cliSession({ home = homeFolder(), baseUrl, env = process.env } = {}) {
  // An empty one would stand for the current folder, which may be anybody's.
  if (!home) return undefined;
  const wanted = trimmed(baseUrl) ?? trimmed(env.MESHAGENT_API_URL);
  const { session, project, url } = stored(join(home, ".meshagent"), wanted) ?? {};
  const token = session?.text("access_token");
  // A token goes only to the service it came from.
  if (!token || (wanted && wanted !== url)) return undefined;

  const seconds = session.integer("expires_at");
  const expiresAt = seconds ? new Date(seconds * 1000) : undefined;
  if (expiresAt && expiresAt <= new Date()) {
    throw new RoomException(
      `the command line's session expired at ${expiresAt.toISOString()}: log in again with the \`meshagent\` command line`,
    );
  }
  const projectId = project?.text("active_project");
  return { token, baseUrl: url, ...(expiresAt && { expiresAt }), ...(projectId && { projectId }) };
}
