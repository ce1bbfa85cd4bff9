// Who is measured in Node.js: the package as npm installs it, and the official SDK.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { officialClient, ourProject } from "./clients.mjs";

/** The project in which the package is installed. */
export const app = process.env.APP;

/** The file that `import "meshagent-wasm"` names in that project. */
export const entry = app && createRequire(join(app, "app.js")).resolve("meshagent-wasm");

/** The package. */
export const ours = () => import(pathToFileURL(entry));

/** The official SDK. Its files for `import` are CommonJS in a folder of ES modules, so only `require` can load it. */
export const official = () => createRequire(import.meta.url)("@meshagent/meshagent");

/** A project of the package's client. */
export const project = async (service) => ourProject((await ours()).Meshagent, service);

/** A client of the official SDK. */
export const sdk = (service) => officialClient(official().Meshagent, service);
