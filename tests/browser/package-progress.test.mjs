// Progress of packed replies of another origin in Chromium, where a page sees their length and not how they are packed.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { api, onPage } from "../helpers/page.mjs";

onPage("progress is never beyond its total, whatever a reply is packed with", {}, async (run) => {
  const plain = "plain text, that packs well ".repeat(50_000);
  const packed = { body_base64: gzipSync(plain).toString("base64"), headers: { "content-encoding": "gzip" } };
  const asItIs = { body_base64: Buffer.from(plain).toString("base64"), headers: { "content-encoding": "identity" } };
  const match = { path: "/download" };
  await api.reset({ ...packed, match, times: 3 }, { ...asItIs, match, times: 3 });
  const seen = await run(async () => {
    const { storage } = new meshagent.Meshagent(options).project();
    const seen = [];
    for (const form of ["download", "downloadBlob", "downloadStream", "download", "downloadBlob", "downloadStream"]) {
      const told = [];
      const got = await storage[form]("a", { onProgress: (progress) => told.push(progress) });
      seen.push([told, await new Response(got).text()]);
    }
    return seen;
  });
  assert.equal(seen.length, 6);
  for (const [told, text] of seen) {
    assert.equal(text, plain);
    for (const [at, { loaded, total }] of told.entries()) {
      assert.ok(loaded >= (told[at - 1]?.loaded ?? 0), "it grows");
      assert.ok(total === undefined || loaded <= total, `${loaded} of ${total}`);
    }
    assert.deepEqual(told.at(-1), { loaded: plain.length, total: plain.length });
  }
  for (const [told] of seen.slice(3)) {
    assert.deepEqual([...new Set(told.map(({ total }) => total))], [plain.length], "a total that is right is kept");
  }
});
