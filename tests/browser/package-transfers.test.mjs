// Uploads and downloads of the package in Chromium.
import assert from "node:assert/strict";
import { api, onPage } from "../helpers/page.mjs";

const MiB = 2 ** 20;

for (const resource of ["storage", "files"]) {
  onPage(`64 MiB go up and come down by ${resource}, with progress, and arrive whole`, {}, async (run, page) => {
    if (resource === "files") await api.room("huge");
    // At a speed at which there is something to tell on the way, however fast the machine is.
    const network = await page.context().newCDPSession(page);
    const throughput = 128 * MiB;
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      uploadThroughput: throughput,
      downloadThroughput: throughput,
    });
    const seen = await run(
      async ({ resource, size, MiB }) => {
        const { [resource]: methods } = new meshagent.Meshagent(options).project();
        const isFiles = resource === "files";
        const at = isFiles ? ["room", "huge", "large.bin"] : ["large.bin"];
        const upload = (data, onProgress) => methods.upload(...at, data, ...(isFiles ? [{}] : []), { onProgress });
        const wasmBytes = () =>
          window.wasmSeen.instances
            .flatMap(({ exports }) => Object.values(exports))
            .filter((value) => value instanceof WebAssembly.Memory)
            .reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
        const piece = crypto.getRandomValues(new Uint8Array(65_536));
        const file = new Blob(Array(size / piece.length).fill(piece));
        const hash = async (data) => new Uint8Array(await crypto.subtle.digest("SHA-256", data)).join();
        const telling = () => {
          const told = [];
          return [told, (progress) => told.push(progress)];
        };
        const grows = (told) => told.every(({ loaded }, at) => loaded >= (told[at - 1]?.loaded ?? 0));
        const partly = (told) => told.some(({ loaded, total }) => loaded > 0 && loaded < total);
        const summary = (told) => ({ partly: partly(told), grows: grows(told), last: told.at(-1) });
        // What the first transfer of a page needs is not what a large one costs.
        await upload(new Blob([piece]), () => {});
        await methods.download(...at, { onProgress: () => {} });
        const before = wasmBytes();
        const [up, onUpload] = telling();
        await upload(file, onUpload);
        const [down, onDownload] = telling();
        const bytes = await methods.download(...at, { onProgress: onDownload });
        const [blobbed, onBlob] = telling();
        const blob = await methods.downloadBlob(...at, { onProgress: onBlob });
        const [streamed, onStream] = telling();
        const stream = await methods.downloadStream(...at, { onProgress: onStream });
        const whole = await new Response(stream).arrayBuffer();
        const hashes = [await file.arrayBuffer(), bytes, await blob.arrayBuffer(), whole].map(hash);
        return {
          mib: bytes.length / MiB,
          same: new Set(await Promise.all(hashes)).size,
          wasm: [before > 0, wasmBytes() - before],
          up: summary(up),
          down: summary(down),
          blobbed: summary(blobbed),
          streamed: summary(streamed),
        };
      },
      { resource, size: 64 * MiB, MiB },
    );
    assert.deepEqual([seen.mib, seen.same], [64, 1]);
    assert.deepEqual(seen.wasm, [true, 0], "the WebAssembly memory has not grown");
    for (const name of ["up", "down", "blobbed", "streamed"]) {
      const last = { loaded: 64 * MiB, total: 64 * MiB };
      assert.deepEqual(seen[name], { partly: true, grows: true, last }, name);
    }
  });
}

onPage("every kind of data goes up, with and without a listener", {}, async (run) => {
  const seen = await run(async () => {
    const { storage } = new meshagent.Meshagent(options).project();
    const backing = new Uint8Array([9, 1, 2, 3, 9]);
    const kinds = {
      bytes: () => new Uint8Array([1, 2, 3]),
      view: () => backing.subarray(1, 4),
      buffer: () => backing.slice(1, 4).buffer,
      text: () => "\u0001\u0002\u0003",
      blob: () => new Blob([backing.subarray(1, 4)], { type: "text/plain" }),
      file: () => new File([backing.subarray(1, 4)], "a.txt", { type: "text/plain" }),
      stream: () => new Blob([backing.subarray(1, 4)]).stream(),
    };
    const stored = {};
    for (const [name, make] of Object.entries(kinds)) {
      for (const onProgress of [undefined, () => {}]) {
        const path = `kinds/${name} ü+&#%/${Boolean(onProgress)}`;
        await storage.upload(path, make(), { onProgress });
        stored[path] = (await storage.download(path)).join();
      }
    }
    return stored;
  });
  assert.equal(Object.keys(seen).length, 14);
  assert.deepEqual(new Set(Object.values(seen)), new Set(["1,2,3"]));
  const uploads = (await api.requests()).filter((request) => request.method === "POST");
  assert.ok(uploads.length > 0);
  for (const { headers } of uploads) assert.equal(headers["content-type"], "application/octet-stream");
});

onPage(
  "an abort stops an upload that tells its progress, and errors of uploads are errors",
  { expected: true },
  async (run) => {
    await api.reset({ match: { method: "POST" }, silent: true, leave_body: true });
    await run((size) => {
      const { storage } = new meshagent.Meshagent(options).project();
      const abort = new AbortController();
      const progress = { signal: abort.signal, onProgress: () => {} };
      window.outcome = storage
        .upload("aborted.bin", new Blob([new Uint8Array(size)]), progress)
        .catch((reason) => reason);
      window.abort = abort;
    }, 64 * MiB);
    await api.until((request) => request.method === "POST");
    assert.equal(
      await run(() => {
        window.abort.abort("enough");
        return window.outcome;
      }),
      "enough",
    );
    const refused = await run(async () => {
      const { storage } = new meshagent.Meshagent({ ...options, token: "nobody" }).project();
      const error = await storage.upload("a", "x", { onProgress: () => {} }).catch((error) => error);
      return [error.name, error.status, error.headers.get("x-request-id").length];
    });
    assert.deepEqual(refused, ["AuthenticationError", 401, 36]);
  },
);
