import { Meshagent, type Room } from "meshagent-wasm";
import { cliSession } from "meshagent-wasm/node";

import web = require("meshagent-wasm/web");

const room: Promise<Room> = new Meshagent().project("p").rooms.get("a");
const loaded: Promise<void> = web.default();
const token: string | undefined = cliSession()?.token;

export { loaded, room, token };
