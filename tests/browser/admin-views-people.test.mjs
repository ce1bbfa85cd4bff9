// The views and dialogs of people and credentials, secrets and settings.
import { describe } from "node:test";
import { everyScene } from "./every-scene.mjs";
import { scenes } from "./scenes-people.mjs";

describe("the views of people, secrets and settings", () => everyScene(scenes));
