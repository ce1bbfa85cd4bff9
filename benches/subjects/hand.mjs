import { headersOf } from "./clients.mjs";

/**
 * What a careful client does by hand around fetch for one call, `rooms.get`: token, address, time limit, abort. It
 * retries nothing and checks nothing.
 */
export const byHand = (service) => async (name) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 60_000);
  try {
    const address = `${service.url}/accounts/projects/${service.projectId}/rooms/${encodeURIComponent(name)}`;
    const response = await fetch(address, { headers: headersOf(service), signal: controller.signal });
    if (!response.ok) throw new Error(String(response.status));
    return await response.json();
  } finally {
    clearTimeout(timer);
  }
};
