import * as meshagent from "meshagent-wasm";
import { expect, test } from "vitest";
import { expected, scenario } from "./scenario.mjs";

test("all", async () => {
  expect(await scenario(meshagent, JSON.parse(process.env.SCENARIO))).toEqual(expected);
}, 120_000);
