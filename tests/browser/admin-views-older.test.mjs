// The views and dialogs that the admin page has for older services.
import { describe } from "node:test";
import { everyScene } from "./every-scene.mjs";
import { scenes } from "./scenes-older.mjs";

describe("every view and dialog for an older service", () => everyScene(scenes, "--api", "grants"));
