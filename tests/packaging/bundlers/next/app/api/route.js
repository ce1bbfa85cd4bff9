import * as meshagent from "meshagent-wasm";
import { scenario } from "../../scenario.mjs";

export async function POST(request) {
  return Response.json(await scenario(meshagent, await request.json()));
}
