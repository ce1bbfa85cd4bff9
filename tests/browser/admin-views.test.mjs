// Every view and dialog of the admin page, with a service of today.
import { describe } from "node:test";
import { everyScene } from "./every-scene.mjs";
import { scenes } from "./scenes.mjs";

describe("every view and dialog", () => everyScene(scenes));
