// What Node.js and npm's undici bring, where their types are there.
import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { Meshagent } from "meshagent-wasm";
import { cliSession } from "meshagent-wasm/node";
import * as undici from "undici";

const dispatcher = new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 });
new Meshagent({ fetch: undici.fetch });
new Meshagent({ fetch: (url, init) => undici.fetch(url, { ...init, dispatcher }) });
new Meshagent({ headers: new undici.Headers() });

const { storage } = new Meshagent(cliSession()).project();
await storage.upload("a", createReadStream("a"));
await storage.upload("a", Readable.toWeb(createReadStream("a")));
await storage.upload("a", Readable.from([Buffer.from("a")]));
await storage.upload("a", Buffer.from("a"));
new Meshagent({ ...cliSession({ home: undefined, baseUrl: undefined, env: undefined }), timeout: 1 });
