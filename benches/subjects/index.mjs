// Who is measured: the package as npm installs it, and the official SDK.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The project in which the package is installed. */
export const app = process.env.APP;

/** The file that `import "meshagent-wasm"` names in that project. */
export const entry = app && createRequire(join(app, "app.js")).resolve("meshagent-wasm");

/** Imports the package. */
export const load = () => import(pathToFileURL(entry));

/** The official SDK. Its files for `import` are CommonJS in a folder of ES modules, so only `require` can load it. */
export const official = () => createRequire(import.meta.url)("@meshagent/meshagent");

/** The same service for everybody; no request gets there where fetch is a stub. */
export const service = { url: "http://stub.test", projectId: "proj_123", token: "stub-token" };

/** A project of the package's client. */
export async function ours({ url, projectId, token } = service, options = {}) {
  const { Meshagent } = await load();
  return new Meshagent({ baseUrl: url, token, projectId, ...options }).project();
}

/** A client of the official SDK. */
export const theirs = ({ url, token } = service) => new (official().Meshagent)({ baseUrl: url, token });
