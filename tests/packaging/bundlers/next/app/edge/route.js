import * as meshagent from "meshagent-wasm";
import { scenario } from "../../scenario.mjs";

// Where code may not compile bytes.
export const runtime = "edge";

export async function POST(request) {
  return Response.json(await scenario(meshagent, await request.json()));
}
