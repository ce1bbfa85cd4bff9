// A server that answers every request with a room, after so many milliseconds, two or more: `node slow.mjs DELAY NAME`.
import { createServer } from "node:http";
import { roomReply } from "./grants.mjs";

const [delay, name] = process.argv.slice(2);
const body = JSON.stringify({ ...JSON.parse(new TextDecoder().decode(roomReply)), name });

const server = createServer((_, reply) => {
  const due = performance.now() + Number(delay);
  // A timer is up to two milliseconds late; the rest of the time is spent looking at the clock.
  const answer = () => {
    if (performance.now() < due) return setImmediate(answer);
    reply.writeHead(200, { "content-type": "application/json" }).end(body);
  };
  setTimeout(answer, Number(delay) - 2);
});
// Connections stay open for as long as somebody measures.
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
process.on("disconnect", () => process.exit());
