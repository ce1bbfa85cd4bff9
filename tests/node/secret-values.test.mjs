// Values of secrets over real HTTP: given as text or bytes, read as either.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pkg, serve } from "../helpers/index.mjs";

const { secretBytes, secretText } = pkg;
const local = await serve();
const { userSecrets } = local.client();

test("a value is given as text or bytes, and read as either", async () => {
  const { id } = await userSecrets.create({ project_id: local.projectId, name: "password" });
  for (const value of ["hunter2 ü", new TextEncoder().encode("hunter2 ü")]) {
    const version = await userSecrets.createVersion(id, { value });
    const read = await userSecrets.accessVersion(id, version.id);
    assert.equal(secretText(read), "hunter2 ü");
    assert.deepEqual(secretBytes(read), new TextEncoder().encode("hunter2 ü"));
  }
  const whole = await userSecrets.get(id, { include_value: true });
  assert.equal(secretText(whole), "hunter2 ü");
});

test("what is no value is refused", async () => {
  assert.throws(() => secretText({}), { name: "ArgumentError", path: "value_base64" });
  assert.throws(() => secretText({ value_base64: "/w==" }), /expected UTF-8 text/);
  assert.deepEqual(secretBytes({ value_base64: "/w==" }), new Uint8Array([255]));
  await assert.rejects(userSecrets.createVersion("s", { value: new Map() }), { path: "version.value" });
  await assert.rejects(userSecrets.createVersion("s", { note: new Uint8Array(1), value: "a" }), {
    path: "version.note",
  });
});
