// The calls that every runtime, browser and bundle makes, and what they must give.

const SIZE = 2 ** 20;

/** Whether progress was told, grew, and ended at the whole. */
const complete = (told) =>
  told.every(({ loaded }, at) => loaded >= (told[at - 1]?.loaded ?? 0)) && told.at(-1)?.loaded === SIZE;

const collected = async (items) => {
  const list = [];
  for await (const item of items) list.push(item);
  return list;
};

/** Makes the calls with an entry of the package; `name` keeps runs apart that use the same project. */
export async function scenario(meshagent, { name, ...options }) {
  const { AuthenticationError, can, Meshagent, NotFoundError, ParticipantToken, RoomException } = meshagent;
  const client = new Meshagent(options);
  const { rooms, storage } = client.project();
  const short = ({ name: long }) => long.slice(name.length);
  const kind = (error) => [error.name, error.status ?? null, error instanceof RoomException, error instanceof Error];

  for (const number of [1, 2, 3]) await rooms.create({ name: `${name}-${number}`, metadata: { number } });
  const page = await rooms.list({ limit: 2, filter: name });
  const iterated = await collected(rooms.iterate({ page_size: 2, filter: name }));

  const path = `${name}/ü & ?.bin`;
  const data = new Uint8Array(SIZE).map((_, at) => at % 251);
  const same = (bytes) => bytes.length === SIZE && bytes.every((byte, at) => byte === data[at]);
  const [up, down] = [[], []];
  await storage.upload(path, new Blob([data]), { onProgress: (progress) => up.push(progress) });
  const bytes = await storage.download(path, { onProgress: (progress) => down.push(progress) });
  const blob = await storage.downloadBlob(path);
  const stream = new Response(await storage.downloadStream(path));
  const own = new Meshagent({ ...options, fetch: (url, init) => fetch(url, init) }).project();
  const told = [];
  await own.storage.upload(`${path}-own`, data, { onProgress: (progress) => told.push(progress) });
  await storage.upload(`${path}-streamed`, new Blob([data]).stream());

  const abort = new AbortController();
  const aborting = { signal: abort.signal, onProgress: () => abort.abort("enough") };
  const missing = await rooms.get(`${name}-0`).catch((error) => error);
  const stranger = new Meshagent({ ...options, token: "nobody" }).project();
  const refused = await stranger.rooms.list().catch((error) => error);
  const jwt = await new ParticipantToken({ name: "ann" }).toJwt({ secret: "secret" });
  const verified = await ParticipantToken.fromJwt(jwt, { secret: "secret" });
  return {
    page: [page.items.map(short), page.total],
    iterated: iterated.map(short).sort(),
    upload: complete(up),
    download: complete(down) && same(bytes),
    blob: same(new Uint8Array(await blob.arrayBuffer())),
    stream: same(new Uint8Array(await stream.arrayBuffer())),
    own: complete(told) && same(await storage.download(`${path}-own`)),
    streamed: same(await storage.download(`${path}-streamed`)),
    aborted: await storage.download(path, aborting).catch((reason) => reason),
    early: await rooms.list(null, { signal: AbortSignal.abort("early") }).catch((reason) => reason),
    missing: [missing instanceof NotFoundError, ...kind(missing)],
    refused: [refused instanceof AuthenticationError, ...kind(refused)],
    invalid: kind(await rooms.get("").catch((error) => error)),
    verified: verified.name,
    allowed: can({ storage: {} }, "storage.read", { path: "/a" }),
  };
}

/** What the scenario gives. */
export const expected = {
  page: [["-1", "-2"], 3],
  iterated: ["-1", "-2", "-3"],
  upload: true,
  download: true,
  blob: true,
  stream: true,
  own: true,
  streamed: true,
  aborted: "enough",
  early: "early",
  missing: [true, "NotFoundError", 404, true, true],
  refused: [true, "AuthenticationError", 401, true, true],
  invalid: ["ArgumentError", null, true, true],
  verified: "ann",
  allowed: true,
};
