// The views and dialogs of people and credentials, secrets and settings, with a service of today.
import { at, dialog, press } from "./scenes-parts.mjs";

/** A dialog that has asked the service something. */
const answered = (hash, name, text) => async (t) => {
  await dialog(hash, name)(t);
  await t.dialog().getByText(text).first().waitFor();
};

async function nestedGroup(t) {
  await t.goTo("#/groups/engineering");
  await t.page.getByText("Members of on-call").click();
  await t.page.getByRole("listitem").filter({ hasText: "Kenji Mori" }).waitFor();
}

async function key(t) {
  await dialog("#/accounts/ci", "Create API key")(t);
  await t.field("Name").fill("deploys");
  await t.inDialog("Create API key").click();
  await t.page.getByText("The key is shown only now.").waitFor();
}

async function revealed(t) {
  await t.goTo("#/secrets");
  await t.page.getByRole("link", { name: "github-token" }).click();
  await press(t, "Reveal the value of version 2");
  await t.page.getByText("Hidden again").waitFor();
}

async function secretOfAccount(t) {
  await t.goTo("#/secrets/ci");
  await t.page.getByRole("link", { name: "npm-token" }).click();
  await t.page.getByText("Only the service account itself.").waitFor();
}

async function review(t) {
  await t.goTo("#/settings/router");
  const area = t.field("The document");
  const document = JSON.parse(await area.inputValue());
  document.apps.blockMissingUserAgent = false;
  document.allowedModels.pop();
  await area.fill(JSON.stringify(document));
  await press(t, "Review and save");
  await t.dialog().getByText("lines removed").waitFor();
}

async function wrong(t) {
  await t.goTo("#/settings/otel");
  await t.field("The document").fill('{ "endpoint": ');
  await t.alerted("Here must be a value");
}

async function mintedByService(t) {
  await t.goTo("#/tokens");
  await t.field("Participant's name").fill("ann");
  await t.page.getByLabel("Room", { exact: true }).fill("support");
  await press(t, "Mint token");
  await press(t, "Ask the service");
  await t.page.getByText("The service takes the token.").waitFor();
}

/** Name, how to get there, and which pictures are kept. */
export const scenes = [
  ["member-add", dialog("#/members", "Add member")],
  ["member-roles", dialog("#/members", "Change roles of Kenji Mori"), "wide narrow"],
  ["member-remove", answered("#/members", "Remove Ines Duarte", "customer-care")],
  ["groups", at("#/groups"), "wide"],
  ["groups-empty", at("#/groups?filter=nothing-like-it")],
  ["group", at("#/groups/customer-care")],
  ["group-nested", nestedGroup, "wide narrow"],
  ["group-create", dialog("#/groups", "Create group")],
  ["group-add", dialog("#/groups/engineering", "Add to the group")],
  ["group-remove", answered("#/groups/customer-care", "Remove Tom Becker", "would lose")],
  ["group-delete", answered("#/groups/customer-care", "Delete", "support")],
  ["group-missing", at("#/groups/nowhere")],
  ["accounts", at("#/accounts"), "wide"],
  ["account-page", at("#/accounts/ci"), "wide narrow"],
  ["account-create", dialog("#/accounts", "Create service account")],
  ["account-delete", answered("#/accounts/exporter", "Delete", "search-api-key")],
  ["account-key", key, "wide"],
  ["account-revoke", dialog("#/accounts/ci", "Revoke nightly")],
  ["account-pull", dialog("#/accounts/ci", "Add a pull secret")],
  ["secrets", at("#/secrets"), "wide"],
  ["secrets-of-account", at("#/secrets/ci")],
  ["secret-create", dialog("#/secrets", "Create secret")],
  ["secret-rotate", dialog("#/secrets", "Rotate github-token"), "wide"],
  ["secret-delete", dialog("#/secrets", "Delete github-token")],
  ["secret", revealed, "wide narrow"],
  ["secret-of-account", secretOfAccount],
  ["settings", at("#/settings"), "wide narrow"],
  ["settings-wrong", wrong],
  ["settings-review", review, "wide narrow"],
  ["tokens-by-service", mintedByService],
];
