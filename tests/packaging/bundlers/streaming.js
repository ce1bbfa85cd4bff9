import init, {
  AuthenticationError,
  can,
  Meshagent,
  NotFoundError,
  ParticipantToken,
  RoomException,
} from "meshagent-wasm/web";
import { scenario } from "./scenario.mjs";

const meshagent = { AuthenticationError, can, Meshagent, NotFoundError, ParticipantToken, RoomException };
globalThis.visit = async (options) => {
  await init();
  return scenario(meshagent, options);
};
