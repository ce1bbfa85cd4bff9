// What runs.
import { at, dialog } from "./scenes-parts.mjs";

/** The page of one of a kind, by its name in the list. */
const one = (kind, name, more) => async (t) => {
  await t.goTo(`#/runs/${kind}`);
  await t.page.getByRole("link", { name, exact: true }).click();
  await t.heading(name);
  await more?.(t);
};

const document = (t) => t.page.getByRole("textbox", { name: "Document" });

async function review(t) {
  const text = await document(t).inputValue();
  await document(t).fill(text.replace("Finds", "Searches and finds").replace("8080", "9090"));
  await t.button("Review and save").click();
  await t.dialog().locator("ins").first().waitFor();
}

async function refused(t) {
  const text = await document(t).inputValue();
  await document(t).fill(text.replace('"/mcp"', "7"));
  await t.button("Review and save").click();
  await t.inDialog("Save").click();
  await t.page.getByRole("alert").filter({ hasText: "expected text" }).waitFor();
}

const inOne = (kind, name, button) =>
  one(kind, name, async (t) => {
    await t.button(button).click();
    await t.dialog().waitFor();
  });

export const runScenes = [
  ["services", at("#/runs/services"), "wide narrow"],
  ["service", one("services", "handbook-search"), "wide narrow"],
  ["service-review", one("services", "handbook-search", review), "wide"],
  ["service-refused", one("services", "handbook-search", refused), "wide"],
  ["service-delete", dialog("#/runs/services", "Delete handbook-search")],
  ["agents", at("#/runs/agents"), "wide"],
  ["routes", at("#/runs/routes")],
  ["route", one("routes", "help.acme.example")],
  ["domains", at("#/runs/domains")],
  ["domain", one("domains", "shop.acme.example"), "wide narrow"],
  ["mailboxes", at("#/runs/mailboxes")],
  ["mailbox", one("mailboxes", "support@mail.acme.example")],
  ["tasks", at("#/runs/tasks"), "wide"],
  ["task", one("tasks", "daily summary"), "wide narrow"],
  ["task-create", dialog("#/runs/tasks", "Create task")],
  ["feeds", at("#/runs/feeds")],
  ["feed", one("feeds", "alerts"), "wide"],
  ["feed-publish", inOne("feeds", "alerts", "Publish")],
  ["feed-subscribe", inOne("feeds", "alerts", "Subscribe a room")],
  ["repositories", at("#/runs/repositories")],
  ["repository-token", inOne("repositories", "acme/handbook-search", "Make a token")],
  [
    "run-gone",
    async (t) => {
      await t.goTo("#/runs/services/nobody");
      await t.page.getByText("There is no service “nobody”").waitFor();
    },
  ],
];
