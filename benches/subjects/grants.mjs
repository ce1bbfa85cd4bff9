// Room grants as the service sends them, about 520 bytes each.

const id = (number, kind) => `${kind}0000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

const grant = (number) => ({
  room: {
    id: id(Math.floor(number / 100), "a"),
    name: `support-${String(Math.floor(number / 100)).padStart(5, "0")}`,
    metadata: { tier: number % 3, region: "eu-west-1" },
    annotations: { team: "platform", contact: "ops@example.com" },
  },
  user_id: id(number, "b"),
  permissions: {
    messaging: { broadcast: true, list: true, send: true },
    queues: { send: ["jobs"], receive: ["results"], list: false },
    storage: {
      paths: [
        { path: "/data/", read_only: true },
        { path: "/reports/", read_only: false },
      ],
    },
    agents: { use_agents: true, use_tools: true },
  },
});

const encode = (text) => new TextEncoder().encode(text);

/** The text of grants, with commas between them. */
const texts = (count) => Array.from({ length: count }, (_, number) => JSON.stringify(grant(number))).join(",");

/** The bytes of a reply that lists so many grants. */
export const grantsReply = (count) => encode(`{"room_grants":[${texts(count)}],"total":${count}}`);

/** Puts a global fetch in place that answers every request with these bytes. */
export function stubFetch(bytes) {
  globalThis.fetch = async () =>
    new Response(bytes, { headers: { "content-type": "application/json; charset=utf-8" } });
}

/** The bytes of a room's reply. */
export const roomReply = encode(JSON.stringify(grant(1).room));

/**
 * Puts a global fetch in place that serves a list of grants page by page, to a `Request` or an address. No two pages
 * hold the same: the first item of each says its offset. `begun` is told when a page is asked for; `delay` is how long
 * it takes, in milliseconds.
 */
export function stubPages(total, size, { begun = () => {}, delay = 0 } = {}) {
  const items = texts(size);
  globalThis.fetch = async (request) => {
    const offset = Number(new URL(request.url ?? request).searchParams.get("offset"));
    begun(offset / size);
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    const page = offset < total ? items.replace("{", `{"offset":${offset},`) : "";
    const body = `{"room_grants":[${page}],"total":${total}}`;
    return new Response(body, { headers: { "content-type": "application/json" } });
  };
}
