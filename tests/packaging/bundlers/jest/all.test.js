const meshagent = require("meshagent-wasm");
const { expected, scenario } = require("./scenario");

test("all", async () => {
  expect(await scenario(meshagent, JSON.parse(process.env.SCENARIO))).toEqual(expected);
}, 120_000);
