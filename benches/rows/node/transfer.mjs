// Large files to and from a server on this machine.
import { randomFillSync } from "node:crypto";
import { alone, alternate, versus } from "../../harness.mjs";
import { memory, watch } from "../../subjects/instances.mjs";

watch();
const { project, sdk } = await import("../../subjects/index.mjs");
const { serve } = await import("../../subjects/server.mjs");

const MEBIBYTE = 1024 * 1024;

export const title = "Files on loopback";

export async function run({ quick }) {
  const size = (quick ? 16 : 256) * MEBIBYTE;
  const bytes = new Uint8Array(size);
  // The generator fills less than 2 GiB at once, and this is far less.
  randomFillSync(bytes);
  const server = await serve();
  try {
    const { storage } = await project(server);
    const official = sdk(server);
    const headers = { authorization: `Bearer ${server.token}` };
    const at = (verb, path) => `${server.url}/projects/${server.projectId}/storage/${verb}?path=${path}`;
    const expect = (count, wanted = size) => {
      if (count !== wanted) throw new Error(`${count} bytes instead of ${wanted}`);
    };
    let seen = 0;
    const onProgress = ({ loaded }) => {
      seen = loaded;
    };
    const watched = (call) => async () => {
      seen = 0;
      const result = await call();
      expect(seen);
      return result;
    };
    const whole = (call) => async () => expect((await call()).byteLength);
    const void_ = (call) => async () => void (await call());

    // What a call of each kind needs once, however small its file is.
    const small = bytes.subarray(0, MEBIBYTE);
    for (const options of [{}, { onProgress }]) {
      await storage.upload("warm.bin", small, options);
      await storage.download("warm.bin", options);
    }
    const before = memory().buffer.byteLength;
    const sending = {
      bare: async () => {
        const reply = await fetch(at("upload", "bare.bin"), { method: "POST", headers, body: bytes });
        if (!reply.ok) throw new Error(String(reply.status));
        await reply.arrayBuffer();
      },
      ours: void_(() => storage.upload("ours.bin", bytes)),
      "ours, onProgress": watched(void_(() => storage.upload("watched.bin", bytes, { onProgress }))),
      official: void_(() => official.upload({ projectId: server.projectId, path: "official.bin", data: bytes })),
    };
    const rounds = quick ? 3 : 11;
    const up = await alternate(sending, { rounds, warmup: 1, collect: true });
    const receiving = {
      bare: whole(async () => (await fetch(at("download", "bare.bin"), { headers })).arrayBuffer()),
      ours: whole(() => storage.download("bare.bin")),
      "ours, onProgress": watched(whole(() => storage.download("bare.bin", { onProgress }))),
      official: whole(() => official.download({ projectId: server.projectId, path: "bare.bin" })),
    };
    const down = await alternate(receiving, { rounds, warmup: 1, collect: true });
    const grown = memory().buffer.byteLength - before;

    const name = `${size / MEBIBYTE} MiB`;
    const lines = [
      [`upload, ${name}`, up],
      [`download, ${name}`, down],
    ].flatMap(([what, samples]) => [
      versus(what, "ms", samples.ours, ["bare fetch", samples.bare], 1.1),
      versus(`${what}, onProgress`, "ms", samples["ours, onProgress"], ["bare fetch", samples.bare], 1.1),
      versus(what, "ms", samples.ours, ["official", samples.official]),
    ]);
    return { lines: [...lines, alone("growth of wasm memory in all these transfers", "bytes", grown, 0)] };
  } finally {
    await server.stop();
  }
}
