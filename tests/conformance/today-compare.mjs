// When a request or a result is as the contract of today's API says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { differences } from "./compare.mjs";

const models = Object.values(
  JSON.parse(readFileSync(new URL("../contract/models.json", import.meta.url), "utf8")).models,
);

/** Bodies that are the caller's own data as a whole, and places inside such data: there `null` is a value. */
const OWN_BODIES = ["settingsDocuments.set", "feeds.publish", "feeds.publishBatch"];
const INSIDE_OWN = /(^|\.)(annotations|payload|message_schema|values)\./;

/** A body is as it was recorded, where a member that the SDK sends as `null` may be missing. */
export function sameBody({ op, body }, sent, recorded) {
  // In a service it has members of its own.
  const ownMetadata = body.fields.some(({ name, type }) => name === "metadata" && type === "map<json>");
  const own = (place) =>
    OWN_BODIES.includes(op) || INSIDE_OWN.test(place) || (ownMetadata && place.startsWith("metadata."));
  const parts = Object.entries(differences(sent, recorded)).filter(
    ([place, [ours, theirs]]) => own(place) || ours !== undefined || theirs !== null,
  );
  assert.deepEqual(Object.fromEntries(parts), {}, "[sent, recorded]");
}

/** A query is as it was recorded; what is JSON in it may be spaced in another way. */
export function sameQuery(sent, recorded) {
  const read = ({ annotations, ...others }) => (annotations ? [JSON.parse(annotations), others] : others);
  assert.deepEqual(read(sent), read(recorded));
}

/** What a method's result must be for the recorded reply. */
function expectedResult({ op, reply, recorded }) {
  const content = recorded.reply.body;
  if (content.base64 !== undefined) return new Uint8Array(Buffer.from(content.base64, "base64"));
  const { json } = content;
  if (reply.kind.endsWith("ignored") || isDeepStrictEqual(json, { ok: true })) return undefined;
  if (reply.listKey) {
    const { [reply.listKey]: items, ...others } = json;
    return { items: op === "members.list" ? items.map(memberAsOurs) : items, ...others };
  }
  return reply.envelope ? (json[reply.envelope] ?? json) : json;
}

/** A member of today's form as the package shows it: the user's own members beside the roles. */
export const memberAsOurs = ({ user, ...others }) => ({ ...user, ...others });

/** A result is as the recorded reply says, where a member that is missing there may have its default. */
export function sameResult(operation, result) {
  const { op } = operation;
  const parts = Object.entries(differences(result, expectedResult(operation))).filter(
    ([place, [ours, theirs]]) => theirs !== undefined || !isDefault(op, place.split(".").at(-1), ours),
  );
  assert.deepEqual(Object.fromEntries(parts), {}, "[result, reply]");
}

/** The members of this name in the models of an operation. */
const fieldsOf = (op, name) =>
  models
    .filter(({ usedBy }) => usedBy.includes(op))
    .flatMap(({ fields }) => fields.filter((field) => field.name === name));

/** Whether one of an operation's models has a member of this name. */
export const isKnown = (op, name) => fieldsOf(op, name).length > 0;

/** Whether a member of this name in one of an operation's models has this default. */
export const isDefault = (op, name, value) =>
  fieldsOf(op, name).some((field) => field.default !== null && isDeepStrictEqual(field.default, value));
