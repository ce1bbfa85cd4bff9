// What must not compile. Each `@ts-expect-error` is an error of its own where the next line has none.
import {
  type ApiKey,
  ApiScope,
  can,
  createPkce,
  encodeApiKey,
  Meshagent,
  NotFoundError,
  type Page,
  ParticipantToken,
  Project,
  type ProjectRoomGrant,
  parseApiKey,
  type RequestOptions,
  type Room,
  RoomException,
  RoomGrants,
  type TokenError,
} from "meshagent-wasm";
import { cliSession } from "meshagent-wasm/node";
import init from "meshagent-wasm/web";

// ── Client ────────────────────────────────────────────────────────────────────
// @ts-expect-error The address is text.
new Meshagent({ baseUrl: new URL("https://api.example.com") });
// @ts-expect-error A token is text or a function that returns it.
new Meshagent({ token: 7 });
// @ts-expect-error The function returns text.
new Meshagent({ token: async () => 7 });
// @ts-expect-error A call asks without a reason.
new Meshagent({ token: ({ reason }) => reason });
// @ts-expect-error Milliseconds are a number.
new Meshagent({ timeout: "60s" });
// @ts-expect-error Client options are camelCase.
new Meshagent({ base_url: "https://api.example.com" });
// @ts-expect-error No such option.
new Meshagent({ apiKey: "ma-" });
// @ts-expect-error A fetch returns a Response.
new Meshagent({ fetch: async () => "ok" });
// @ts-expect-error A reply has a status.
new Meshagent({ fetch: async () => ({ headers: {}, arrayBuffer: async () => new ArrayBuffer(0) }) });
// @ts-expect-error Without a body there is nothing to read.
new Meshagent({ fetch: (_, init) => fetch(init.body.toString()) });
// @ts-expect-error The address is text.
new Meshagent({ fetch: (url: URL) => fetch(url) });
// @ts-expect-error Headers are text.
new Meshagent({ headers: { "x-a": 1 } });
// @ts-expect-error Only two places.
new Meshagent({ storagePrefix: "elsewhere" });
// @ts-expect-error The host of files is text.
new Meshagent({ filesUrl: new URL("https://files.example.com") });
// @ts-expect-error Options are an object.
new Meshagent("https://api.example.com");
// @ts-expect-error Projects come from a client.
new Project();
// @ts-expect-error Resources come from a project.
new RoomGrants();

// @ts-expect-error The internals are not public.
export { _Pages } from "meshagent-wasm";
// @ts-expect-error The loader of the default entry is not public.
export { initSync } from "meshagent-wasm";
// @ts-expect-error The default entry needs no loading, so it has no default export.
export { default } from "meshagent-wasm";

const meshagent = new Meshagent();
const project = meshagent.project();
// @ts-expect-error An id is text.
meshagent.project(7);
// @ts-expect-error It cannot be changed.
meshagent.baseUrl = "https://api.example.com";
// @ts-expect-error It cannot be changed.
project.id = "another";

// ── Grants ────────────────────────────────────────────────────────────────────
const room_id = "room_456";
const user_id = "user_789";
// @ts-expect-error Permissions are required.
project.grants.create({ room_id, user_id });
// @ts-expect-error Data objects carry the API's own names.
project.grants.create({ roomId: room_id, userId: user_id, permissions: {} });
// @ts-expect-error By e-mail address there is another method.
project.grants.create({ room_id, email: "ann@example.com", permissions: {} });
// @ts-expect-error Of null nobody knows whether it means all or nothing.
project.grants.create({ room_id, user_id, permissions: null });
// @ts-expect-error A list of text.
project.grants.create({ room_id, user_id, permissions: { queues: { send: "jobs" } } });
// @ts-expect-error The API's own name is read_only.
project.grants.create({ room_id, user_id, permissions: { storage: { paths: [{ path: "/a", readOnly: true }] } } });
// @ts-expect-error A path grant has a path.
project.grants.create({ room_id, user_id, permissions: { storage: { paths: [{ read_only: true }] } } });
// @ts-expect-error A surface is an object.
project.grants.create({ room_id, user_id, permissions: { llm: true } });
// @ts-expect-error Two ids.
project.grants.get(room_id);
// @ts-expect-error Ids are text.
project.grants.delete(room_id, 7);
// @ts-expect-error A logger has a method `debug`.
new Meshagent({ logger: { log: () => {} } });
// @ts-expect-error How long it takes is not known when it begins.
new Meshagent({ onStart: ({ ms }) => ms });
// @ts-expect-error A path is a list, so that its segments can be escaped.
meshagent.request({ path: "accounts/projects" });
// @ts-expect-error There is no such method.
meshagent.request({ method: "TRACE", path: ["a"] });
// @ts-expect-error A query has plain values.
meshagent.request({ path: ["a"], query: { ids: ["b"] } });
// @ts-expect-error Nobody has checked what comes back.
(await meshagent.request({ path: ["a"] })).items;
// @ts-expect-error Options are members of the request.
meshagent.request({ path: ["a"] }, { timeout: 1 });
// @ts-expect-error Whose grant it is has to be said.
project.grants.put({ room_id, permissions: {} });
// @ts-expect-error A scope is an object.
ApiScope.presetOf("full");
// @ts-expect-error A time has a unit.
new ParticipantToken({ name: "ann" }).toJwt({ expiresIn: "soon" });
// @ts-expect-error A number.
project.grants.iterate().toArray({ limit: "10" });
// @ts-expect-error The reply comes as a promise.
project.grants.get(room_id, user_id).withResponse().response;
// @ts-expect-error A list that is gone through has many replies.
project.grants.iterate().withResponse();
// @ts-expect-error True or false.
project.grants.delete(room_id, user_id, { idempotent: "yes" });
// @ts-expect-error A number.
project.grants.list({ limit: "50" });
// @ts-expect-error The name is order_by.
project.grants.list({ orderBy: "room_name" });
// @ts-expect-error An iteration has a page_size.
project.grants.iterate({ limit: 50 });
// @ts-expect-error An iteration is no promise.
project.grants.iterate().then(() => {});
// @ts-expect-error An iteration is asynchronous.
for (const each of project.grants.iterate()) each.user_id;

const page: Page<ProjectRoomGrant> = await project.grants.list();
// @ts-expect-error A page has items.
page.room_grants;
// @ts-expect-error The total may be missing.
const total: number = page.total;
const grant = await project.grants.get(room_id, user_id);
// @ts-expect-error A surface may be missing.
grant.permissions.storage.paths;
// @ts-expect-error The room is an object.
const roomId: string = grant.room;
// @ts-expect-error Nothing comes back.
(await project.grants.create({ room_id, user_id, permissions: {} })).user_id;

// ── Rooms ─────────────────────────────────────────────────────────────────────
// @ts-expect-error Only rooms and agents have files.
project.files.stat("user", "support", "a");
// @ts-expect-error Data objects carry the API's own names.
project.files.upload("room", "support", "a", "content", { contentType: "text/plain" });
// @ts-expect-error Options of a transfer come after how to store the file.
project.files.upload("room", "support", "a", "content", { onProgress: () => {} });
// @ts-expect-error A room has a name.
project.rooms.create({ if_not_exists: true });
// @ts-expect-error Metadata is an object.
project.rooms.create({ name: "support", metadata: "tier 1" });
// @ts-expect-error Annotations are text.
project.rooms.create({ name: "support", annotations: { tier: 1 } });
// @ts-expect-error The name is required, also when it stays.
project.rooms.update("id", { metadata: {} });
// @ts-expect-error An id and what changes.
project.rooms.update({ name: "helpdesk" });
const room: Room = await project.rooms.get("support");
// @ts-expect-error It may be missing.
const enabled: boolean = room.enabled;
// @ts-expect-error Metadata may hold anything.
const tier: number = room.metadata.tier;

// ── Options of a call ─────────────────────────────────────────────────────────
// @ts-expect-error A signal, not its controller.
project.rooms.list(null, { signal: new AbortController() });
// @ts-expect-error No such option.
project.rooms.list(null, { retries: 1 });
// @ts-expect-error The token is the client's.
const withToken: RequestOptions = { token: "t" };
// @ts-expect-error Progress is told of transfers only.
project.rooms.list(null, { onProgress: () => {} });

// ── Members, storage, OAuth clients ───────────────────────────────────────────
// @ts-expect-error All four rights, so that none is kept by accident.
project.members.update(user_id, { is_admin: true });
// @ts-expect-error A boolean.
project.members.add({ user_id, is_admin: "yes" });
// @ts-expect-error Members are counted.
project.members.list({ limit: 10 });
// @ts-expect-error There is something to upload.
project.storage.upload("a.txt");
// @ts-expect-error Not an object.
project.storage.upload("a.txt", { a: 1 });
// @ts-expect-error Not numbers.
project.storage.upload("a.txt", [1, 2, 3]);
declare const pieces: AsyncIterable<string>;
// @ts-expect-error Pieces of text are no bytes.
project.storage.upload("a.txt", pieces);
// @ts-expect-error Bytes, not text.
const text: string = await project.storage.download("a.txt");
project.storage.upload("a.txt", "a", {
  onProgress: ({ total }) => {
    // @ts-expect-error The total may be unknown.
    total.toFixed();
  },
});
// @ts-expect-error The lists are required.
project.oauthClients.create({ scope: "openid" });
// @ts-expect-error A list of text.
project.oauthClients.update("c", { redirect_uris: "https://app.example.com" });
// @ts-expect-error The secret is only in the reply to create.
const secret: string = (await project.oauthClients.get("c")).client_secret;
// @ts-expect-error What kind of exchange it is.
meshagent.exchangeOAuthToken({ refresh_token: "r" });
// @ts-expect-error A kind of exchange is text.
meshagent.exchangeOAuthToken({ grant_type: 1 });
// @ts-expect-error Nobody signs in without a place to come back to.
meshagent.authorizeUrl({ client_id: "c" }, await createPkce());
// @ts-expect-error What protects a login is made asynchronously.
meshagent.authorizeUrl({ client_id: "c", redirect_uri: "r" }, createPkce());

// ── Scopes and tokens ─────────────────────────────────────────────────────────
// @ts-expect-error No such action.
can({}, "storage.delete", { path: "/a" });
// @ts-expect-error A table is one of a database.
can({}, "sqlite.read", { table: "t" });
// @ts-expect-error A scope is no list.
can([], "storage.read", { path: "/a" });
// @ts-expect-error A preset is not made with new.
new ApiScope();
// @ts-expect-error An option of the preset is an object.
ApiScope.agentDefault(true);
// @ts-expect-error A participant has a name.
new ParticipantToken({});
// @ts-expect-error A token is signed asynchronously.
const jwt: string = new ParticipantToken({ name: "ann" }).toJwt();
// @ts-expect-error Verification is asynchronous.
ParticipantToken.fromJwt("a.b.c", { secret: "s" }).name;
// @ts-expect-error A key is text.
parseApiKey(7);
// @ts-expect-error A key has three parts.
encodeApiKey({ id: "i", secret: "s" });
// @ts-expect-error The name is projectId.
const key: ApiKey = { id: "i", project_id: "p", secret: "s" };

// ── Errors ────────────────────────────────────────────────────────────────────
const error = new NotFoundError("made by hand");
// @ts-expect-error It cannot be changed.
error.status = 404;
// @ts-expect-error No such detail.
new NotFoundError("gone", { statusCode: 404 });
// @ts-expect-error A status is a number.
new NotFoundError("gone", { status: "404" });
// @ts-expect-error Headers, not text.
new NotFoundError("gone", { headers: "x-a: 1" });
// @ts-expect-error An error has a name and a message.
RoomException.fromJSON({ status: 404 });
// @ts-expect-error Not every error has a reason.
new RoomException("x").reason;
declare const tokenError: TokenError;
// @ts-expect-error There is no such reason.
tokenError.reason === "unknown";
// @ts-expect-error The service's own name, not the status.
error.code === 404;

// ── Other entries ─────────────────────────────────────────────────────────────
// @ts-expect-error There may be no session.
cliSession().token;
// @ts-expect-error Nothing to load from.
init(null);
// @ts-expect-error Loading is asynchronous.
init().memory;
