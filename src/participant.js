// Participant tokens, API keys and scopes. A token is its payload, JSON text; what it takes to make, change, sign or verify
// one is the crate's.
import { _inUse, RoomException } from "./boundary.js";

// By the numbers that the crate has for its steps.
const [NEW, FROM_JSON, DECODE, UNSIGNED, SIGNED, SPLIT, FINISH, ROOM, ROLE, API, GRANT, PORTS, ...others] =
  Array(18).keys();
const [AGENT, USER, FULL, CAN, PARSE_KEY, ENCODE_KEY] = others;

let crate;
/** Takes the crate's side of all this. */
export const _install = (steps) => {
  crate = steps;
};
const take = (...step) => crate.take(...step);

const held = Symbol("payload");
const use = (token) => _inUse(token?.[held], ParticipantToken);
const claims = (token) => JSON.parse(use(token).payload);
const scopes = (token, name) =>
  claims(token)
    .grants.filter((grant) => grant.name === name)
    .map(({ scope }) => scope);
const otherRoles = (token) => scopes(token, "role").filter((role) => role !== "user");

const hold = (token, payload) => Object.defineProperty(token, held, { value: { payload }, writable: true });
const made = (payload) => hold(Object.create(ParticipantToken.prototype), payload);

const change = (token, step, given, more) => {
  const own = use(token);
  own.payload = take(step, given, more, own);
};

/** HMAC-SHA-256 by the engine, whose comparison takes the same time whatever it finds. */
const hmac = async (secret, text, signature) => {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) {
    const no = "there is no crypto.subtle to sign with: browsers have it on https pages and localhost only";
    throw new RoomException(no);
  }
  const bytes = (text) => new TextEncoder().encode(text);
  const how = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", bytes(secret), how, false, ["sign", "verify"]);
  return signature ? subtle.verify("HMAC", key, signature, bytes(text)) : subtle.sign("HMAC", key, bytes(text));
};

export class ParticipantToken {
  constructor(options) {
    hold(this, take(NEW, options));
  }
  static fromJSON(payload) {
    return made(take(FROM_JSON, payload));
  }
  static decode(jwt) {
    return made(take(DECODE, jwt));
  }
  static async fromJwt(jwt, options) {
    const genuine = await hmac(...take(SPLIT, jwt, options));
    return made(take(FINISH, jwt, genuine));
  }
  async toJwt(options) {
    const [secret, text] = take(UNSIGNED, options, undefined, use(this));
    return take(SIGNED, text, await hmac(secret, text));
  }
  toJSON() {
    return claims(this);
  }
  get name() {
    return claims(this).name;
  }
  get projectId() {
    return claims(this).sub;
  }
  get apiKeyId() {
    return claims(this).kid;
  }
  get version() {
    return claims(this).version;
  }
  get grants() {
    return claims(this).grants;
  }
  get extra() {
    const { name, grants, sub, kid, version, ...extra } = claims(this);
    return extra;
  }
  get expiresAt() {
    const { exp } = claims(this);
    return exp === undefined ? exp : new Date(typeof exp === "number" ? exp * 1000 : Number.NaN);
  }
  get role() {
    const [role = "user"] = otherRoles(this);
    return typeof role === "string" ? role : JSON.stringify(role);
  }
  get isUser() {
    return !otherRoles(this).length;
  }
  get isAgent() {
    return scopes(this, "role").includes("agent");
  }
  get apiGrant() {
    return scopes(this, "api")[0];
  }
  addRoomGrant(name) {
    change(this, ROOM, name);
  }
  addRoleGrant(role) {
    change(this, ROLE, role);
  }
  addApiGrant(scope) {
    change(this, API, scope);
  }
  addGrant(name, scope) {
    change(this, GRANT, name, scope);
  }
  addTunnelPortsGrant(ports) {
    change(this, PORTS, ports);
  }
  free() {
    this[held] = undefined;
  }
}
// Some engines have no Symbol.dispose yet.
if (Symbol.dispose) ParticipantToken.prototype[Symbol.dispose] = ParticipantToken.prototype.free;

const preset = (...step) => JSON.parse(take(...step));

export const ApiScope = {
  agentDefault: (options) => preset(AGENT, options),
  userDefault: () => preset(USER),
  full: () => preset(FULL),
};

export const can = (...given) => take(CAN, ...given);

export const parseApiKey = (key) => {
  const [id, projectId, secret] = take(PARSE_KEY, key);
  return { id, projectId, secret };
};

export const encodeApiKey = (key) => take(ENCODE_KEY, key);

/** A date's milliseconds since 1970, or NaN. What only looks like a date throws when it is asked. */
export const _time = (date) => {
  try {
    return Date.prototype.getTime.call(date);
  } catch {
    return Number.NaN;
  }
};
