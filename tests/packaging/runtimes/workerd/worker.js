import * as meshagent from "meshagent-wasm";
import { scenario } from "./scenario.mjs";

export default {
  async fetch(request) {
    return Response.json(await scenario(meshagent, await request.json()));
  },
};
