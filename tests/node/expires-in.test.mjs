// Tokens that expire so and so long from now.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, rejection } from "../helpers/index.mjs";

const { ArgumentError, ParticipantToken } = pkg;
const secret = "s";
const token = (more) => new ParticipantToken({ name: "ann", ...more });
const now = () => Math.floor(Date.now() / 1000);

for (const [expiresIn, seconds] of [
  ["90s", 90],
  ["15m", 900],
  ["1h", 3600],
  ["7d", 604_800],
  [3600, 3600],
  [1, 1],
]) {
  test(`a token that expires in ${expiresIn}`, async () => {
    const before = now();
    const jwt = await token().toJwt({ secret, expiresIn });
    const { exp } = ParticipantToken.decode(jwt).toJSON();
    assert.ok(exp >= before + seconds && exp <= now() + seconds, `${exp} is not ${seconds} after ${before}`);
    const { name, expiresAt } = await ParticipantToken.fromJwt(jwt, { secret });
    assert.deepEqual([name, expiresAt.getTime()], ["ann", exp * 1000]);
  });
}

test("it takes the place of an older claim", async () => {
  const jwt = await token({ extra: { exp: 7 } }).toJwt({ secret, expiresIn: "1h" });
  assert.ok(ParticipantToken.decode(jwt).expiresAt > new Date());
});

test("other times are refused by name", async () => {
  for (const expiresIn of [
    "",
    "soon",
    "1",
    "-1h",
    "1.5h",
    "0s",
    "1w",
    0,
    -1,
    0.5,
    Number.NaN,
    {},
    true,
    10n,
    new Date(),
  ]) {
    const error = await rejection(token().toJwt({ secret, expiresIn }));
    assert.equal(error.constructor, ArgumentError, String(error));
    assert.equal(error.path, "expiresIn");
  }
  const both = await rejection(token().toJwt({ secret, expiresIn: "1h", expiration: new Date() }));
  assert.match(both.message, /^expiresIn: expected nothing beside `expiration`/);
});
