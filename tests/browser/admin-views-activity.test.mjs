// Every view and dialog of sessions, usage and billing.
import { describe } from "node:test";
import { everyScene } from "./every-scene.mjs";
import { scenes } from "./scenes-activity.mjs";

describe("every view and dialog of what happens", () => everyScene(scenes));
