import { AuthenticationError, can, Meshagent, NotFoundError, ParticipantToken, RoomException } from "meshagent-wasm";
import { scenario } from "./scenario.mjs";

const meshagent = { AuthenticationError, can, Meshagent, NotFoundError, ParticipantToken, RoomException };
globalThis.visit = (options) => scenario(meshagent, options);
