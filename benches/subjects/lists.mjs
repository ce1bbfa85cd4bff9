// One page of grants, from the reply's bytes to objects, by each contender in turn; in Node.js and in pages.
import { alternate, batch } from "../harness.mjs";
import { headersOf, officialClient, ourProject, service } from "./clients.mjs";
import { grantsReply, stubFetch } from "./grants.mjs";

const bare = async () => {
  const reply = await fetch(`${service.url}/accounts/projects/${service.projectId}/room-grants`, {
    headers: headersOf(service),
  });
  return (await reply.json()).room_grants;
};

/** What each contender does for a list of so many grants, all of it through the global fetch. */
export const listing = (count) => ({
  ours: ({ Meshagent }) => {
    const { grants } = ourProject(Meshagent);
    return async () => (await grants.list({ limit: count })).items;
  },
  bare: () => bare,
  official: ({ Meshagent }) => {
    const sdk = officialClient(Meshagent);
    return () => sdk.listRoomGrants(service.projectId, { limit: count });
  },
});

/** The call of a contender, which fails unless it gives all grants. */
export const checked = (call, count) => async () => {
  const items = await call();
  if (items.length !== count) throw new Error(`${items.length} grants instead of ${count}`);
};

/** Puts the list in place of the network, makes all contenders and times their calls. */
export async function timeLists(makers, { count, batch: size, ...plan }) {
  stubFetch(grantsReply(count));
  const contenders = {};
  for (const [name, make] of Object.entries(makers)) contenders[name] = batch(size, checked(await make(), count));
  return alternate(contenders, { ...plan, collect: true });
}

/** Three lists, from small to large, and how to measure each: a batch takes some 10 to 100 ms. */
export const plans = ({ quick }) => [
  { count: 100, batch: 20, rounds: quick ? 10 : 60, warmup: 20 },
  { count: 1_000, batch: 4, rounds: quick ? 10 : 60, warmup: 20 },
  { count: 10_000, batch: 2, rounds: quick ? 5 : 12, warmup: 10 },
];
