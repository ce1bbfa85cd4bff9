// The views and dialogs of the admin page, as somebody meets them. `shot` names the pictures that are kept of one.
import { fileScenes } from "./scenes-files.mjs";
import { at, dialog, press } from "./scenes-parts.mjs";
import { runScenes } from "./scenes-runs.mjs";

async function mint(t) {
  await t.goTo("#/tokens");
  await t.page.getByRole("combobox", { name: "Made by" }).selectOption("key");
  await t.field("API key").fill(t.server.api_key);
  await t.field("Participant's name").fill("ann");
  await t.page.getByLabel("Room", { exact: true }).fill("support");
  await press(t, "Mint token");
  await t.page.getByText("The signature is right").waitFor();
}

async function uploads(t) {
  const file = (name, size) => ({ name, mimeType: "text/plain", buffer: Buffer.alloc(size) });
  await t.goTo("#/files/project");
  await t.field("Folder").fill("reports/");
  await t.page.getByLabel("Files to upload").setInputFiles([file("q3 plan.txt", 18_432), file("q2.txt", 7_300)]);
  await t.page.getByText("Uploaded, 18 kB").waitFor();
  await t.server.faults([{ match: { path: "/storage/download" }, pass: true, stall: true }]);
  await t.field("Path").fill("nowhere.txt");
  await press(t, "Download reports/q3 plan.txt");
  await t.page.getByText("9.2 kB of 18 kB").waitFor();
  await press(t, "Download");
  await t.page.getByText("The server cannot find it").waitFor();
}

async function secret(t) {
  await dialog("#/clients", "Create client")(t);
  await t.field("Name").fill("Dashboard");
  await t.field("Redirect addresses").fill("https://dashboard.example.com/callback");
  await t.inDialog("Create client").click();
  await t.page.getByText("The secret is shown only now.").waitFor();
}

const cell = (t, name) => t.page.getByRole("gridcell", { name });

async function menu(t) {
  await t.goTo("#/access");
  await cell(t, /^Mia Moreau in support:/).click();
  await t.page.getByRole("menu").waitFor();
}

async function undo(t) {
  await menu(t);
  await t.page.getByRole("menuitem", { name: "Take away" }).click();
  await t.button("Undo").waitFor();
}

async function several(t) {
  await menu(t);
  await t.page.getByRole("menuitem", { name: "Several roles…" }).click();
  await t.dialog().waitFor();
}

async function why(t) {
  await t.goTo("#/access");
  await cell(t, /^Kenji Mori in incident-response:/).click();
  await t.page.getByRole("menuitem", { name: /^Why/ }).click();
  await t.page.getByRole("heading", { name: "Where it comes from" }).waitFor();
}

async function without(t) {
  await why(t);
  await press(t, "Without on-call?");
  await t.dialog().getByText("would lose").waitFor();
}

async function palette(t) {
  await t.page.keyboard.press("Control+k");
  await t.page.getByRole("combobox").fill("su");
  await t.page.getByRole("option", { name: /^support/ }).waitFor();
}

/** The navigation as it is on a narrow screen, once it is unfolded. */
async function menuNarrow(t) {
  await t.page.setViewportSize({ width: 400, height: 800 });
  await press(t, "Menu");
}

async function log(t) {
  await t.goTo("#/members");
  await t.heading("Members");
  await press(t, "Request log");
  await t.page.getByText("members.list", { exact: true }).click();
}

async function offline(t) {
  await t.goTo("#/rooms");
  await t.row("support").waitFor();
  await t.context.setOffline(true);
  await t.goTo("#/members");
  await t.alerted("You are offline");
}

async function empty(t) {
  await t.goTo("#/rooms?filter=nothing-like-it");
  await t.page.getByText("No room matches").waitFor();
}

async function refused(t) {
  await dialog("#/rooms", "Create room")(t);
  await t.field("Name").fill("support");
  await t.inDialog("Create room").click();
  await t.alerted("It exists already");
}

/** Name, how to get there, and which pictures are kept. */
export const scenes = [
  ["rooms", at("#/rooms"), "wide narrow"],
  ["room", at("#/rooms/support"), "wide narrow"],
  ["room-create", dialog("#/rooms", "Create room")],
  ["room-refused", refused],
  ["room-edit", dialog("#/rooms/support", "Edit")],
  ["room-delete", dialog("#/rooms/support", "Delete")],
  [
    "room-connect",
    dialog("#/rooms/support", "Connect", (t) => t.page.getByText("What the token says").waitFor()),
    "wide",
  ],
  ["rooms-empty", empty],
  ["access", at("#/access"), "wide narrow"],
  ["access-menu", menu, "wide narrow"],
  ["access-undo", undo],
  ["access-roles", several],
  ["access-why", why, "wide narrow"],
  ["access-without", without, "wide"],
  ["room-give", dialog("#/rooms/support", "Give access")],
  ["members", at("#/members"), "wide"],
  ["storage-empty", at("#/files/project")],
  ["storage", uploads, "wide narrow"],
  ...fileScenes,
  ...runScenes,
  ["clients-empty", at("#/clients")],
  ["client-create", dialog("#/clients", "Create client")],
  ["client-secret", secret],
  ["clients", at("#/clients"), "wide"],
  ["client-delete", dialog("#/clients", "Delete Dashboard")],
  ["tokens", at("#/tokens")],
  ["tokens-minted", mint, "wide narrow"],
  ["palette", palette, "wide narrow"],
  ["menu-narrow", menuNarrow, "narrow"],
  ["account", (t) => t.page.getByRole("button", { name: /Access token/ }).click()],
  ["request-log", log, "wide"],
  ["offline", offline],
  ["nowhere", at("#/nothing-here")],
];
