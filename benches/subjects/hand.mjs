/**
 * What a careful client does by hand around fetch for one call, `rooms.get`: token, address, time limit, abort. It
 * retries nothing and checks nothing.
 */
export const byHand =
  (fetch, { url, projectId, token }) =>
  async (name) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 60_000);
    try {
      const headers = { accept: "application/json", authorization: `Bearer ${token}` };
      const address = `${url}/accounts/projects/${projectId}/rooms/${encodeURIComponent(name)}`;
      const response = await fetch(address, { method: "GET", headers, signal: controller.signal });
      if (!response.ok) throw new Error(String(response.status));
      return await response.json();
    } finally {
      clearTimeout(timer);
    }
  };
