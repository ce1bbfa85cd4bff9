// The clients that are measured, made in the same way in Node.js and in pages.

/** The same service for everybody; no request gets there where fetch is a stub. */
export const service = { url: "http://stub.test", projectId: "proj_123", token: "stub-token" };

/** A project of the package's client. It is given no `fetch`: it finds the global one, as an app's client does. */
export const ourProject = (Meshagent, { url, projectId, token } = service) =>
  new Meshagent({ baseUrl: url, token, projectId }).project();

/** A client of the official SDK. */
export const officialClient = (Meshagent, { url, token } = service) => new Meshagent({ baseUrl: url, token });

/** The headers of a request made without a client. */
export const headersOf = ({ token }) => ({ accept: "application/json", authorization: `Bearer ${token}` });
