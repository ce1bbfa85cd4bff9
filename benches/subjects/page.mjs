// What a page of Chromium measures, bundled for it: all contenders in turn, as an app would import them.
import * as ours from "meshagent-wasm";
import { listing, timeLists } from "./lists.mjs";

// What the official SDK gives to `import` has no exports, so here too it is `require`.
const official = require("@meshagent/meshagent");

/** The times of lists of so many grants. */
export function together(plan) {
  const { ours: byUs, bare, official: byOfficial } = listing(plan.count);
  return timeLists({ ours: () => byUs(ours), bare, official: () => byOfficial(official) }, plan);
}
