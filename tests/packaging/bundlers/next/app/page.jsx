import * as meshagent from "meshagent-wasm";
import { scenario } from "../scenario.mjs";

export default async function Page({ searchParams }) {
  const { options } = await searchParams;
  return <pre>{JSON.stringify(await scenario(meshagent, JSON.parse(options)))}</pre>;
}
