// The views and dialogs that the admin page has for older services only.
import { at } from "./scenes-parts.mjs";

async function readOnly(t) {
  await t.goTo("#/access");
  await t.page.getByRole("gridcell", { name: "Kenji Mori in support: no access" }).click();
  await t.pick("Read-only storage");
  await t.dialog().getByText("Storage", { exact: true }).click();
}

async function answers(t) {
  await t.goTo("#/rooms/sales-emea");
  await t.button("Change access of Priya Nair").click();
  await t.dialog().getByText("What can they do?").click();
  await t.page.getByText("No, not allowed").waitFor();
}

async function undo(t) {
  await t.goTo("#/rooms/design-review");
  await t.button("Take access of Zoe Laurent away").click();
  await t.button("Undo").waitFor();
}

async function rights(t) {
  await t.goTo("#/members");
  await t.button("Change rights of Kenji Mori").click();
  await t.dialog().waitFor();
}

/** Name, how to get there, and which pictures are kept. */
export const scenes = [
  ["older-room", at("#/rooms/support")],
  ["older-access", at("#/access"), "wide"],
  ["older-access-give", readOnly, "wide narrow"],
  ["older-access-answers", answers, "wide"],
  ["older-access-undo", undo],
  ["older-member-rights", rights],
];
