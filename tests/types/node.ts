// What Node.js and npm's undici bring, where their types are there.
import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { Meshagent } from "meshagent-wasm";
import { cliSession, downloadFile, uploadFile } from "meshagent-wasm/node";
import * as undici from "undici";

const dispatcher = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 });
new Meshagent({ fetch: undici.fetch });
new Meshagent({ fetch: (url, init) => undici.fetch(url, { ...init, dispatcher }) });
new Meshagent({ headers: new undici.Headers() });

const { storage, files } = new Meshagent(cliSession()).project();
await storage.upload("a", createReadStream("a"));
await storage.upload("a", Readable.toWeb(createReadStream("a")));
await storage.upload("a", Readable.from([Buffer.from("a")]));
await storage.upload("a", Buffer.from("a"));
new Meshagent({ ...cliSession({ home: undefined, baseUrl: undefined, env: undefined }), timeout: 1 });
await uploadFile(storage, "a", "local", { onProgress: ({ total }) => total?.toFixed() });
await uploadFile({ files, kind: "room", name: "support" }, "a", "local", { contentType: "text/plain" });
await downloadFile({ files, kind: "agent", name: "helper" }, "a", "local", { signal: AbortSignal.timeout(1) });
// @ts-expect-error The place on the disk is text.
await downloadFile(storage, "a", new Blob());
// @ts-expect-error A room or an agent has files.
await uploadFile({ files, kind: "user", name: "ann" }, "a", "local");
