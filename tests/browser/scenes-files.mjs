// The files of rooms and agents.
import { at, dialog } from "./scenes-parts.mjs";

async function selected(t) {
  await t.goTo("#/files/room/support/reports");
  for (const box of await t.page.getByRole("checkbox", { name: /2026-1/ }).all()) await box.check();
  await t.page.getByRole("checkbox", { name: "Select 2026-11.csv" }).check();
}

async function transfers(t) {
  const file = (name, size) => ({ name, mimeType: "text/plain", buffer: Buffer.alloc(size) });
  await t.goTo("#/files/room/support/reports");
  await t.server.faults([{ match: { method: "PUT", path: "/2026-12.csv" }, silent: true }]);
  await t.page
    .getByLabel("Files to upload")
    .first()
    .setInputFiles([file("2026-12.csv", 7_000), file("2026-11.csv", 9)]);
  await t.page.getByText("It exists already").waitFor();
}

const link = dialog("#/files/room/support/reports", "Share 2026-11.csv", async (t) => {
  await t.inDialog("Make a link").click();
  await t.page.getByRole("textbox", { name: "Link" }).waitFor();
});

async function shown(t, file, role, name) {
  await t.goTo(`#/files/room/support/${file}`);
  await t.dialog().getByRole(role, { name }).waitFor();
}

export const fileScenes = [
  ["files", at("#/files"), "wide"],
  ["folder", at("#/files/room/support"), "wide narrow"],
  ["folder-empty", at("#/files/room/sales-emea")],
  ["folder-selected", selected, "narrow"],
  ["folder-new", dialog("#/files/room/support", "New folder")],
  ["file-link", link, "wide"],
  ["file-move", dialog("#/files/room/support", "Move or copy reports")],
  ["file-rename", dialog("#/files/room/support", "Rename reports")],
  ["file-delete", dialog("#/files/room/support", "Delete reports")],
  ["file-text", (t) => shown(t, "handbook?file=returns.md", "region", "Text of returns.md"), "wide narrow"],
  ["file-picture", (t) => shown(t, "reports?file=tickets.svg", "img", "tickets.svg"), "wide"],
  ["transfers", transfers, "wide"],
];
