// The documents of what runs: changed, looked at, saved, taken back, and refused at the place that is wrong.
import assert from "node:assert/strict";
import { before, beforeEach, describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, dialog, heading, inDialog, said } = t;
const SERVICE = {
  version: "v1",
  kind: "Service",
  metadata: { name: "web", description: "Pages" },
  ports: [{ num: 8080, type: "http", endpoints: [{ path: "/mcp", mcp: { label: "web" } }] }],
  container: { image: "registry.example.com/web:1", template: "agent", private: true },
};
const post = async (path, body) => {
  const reply = await t.server.ask(path, { method: "POST", body });
  assert.ok(reply.status < 300, JSON.stringify(reply));
  return reply.body;
};
const document = () => t.page.getByRole("textbox", { name: "Document" });
const service = async () => (await t.server.ask("services/by-name/web")).body;

/** Puts another document into the editor. */
async function change(edit) {
  const value = JSON.parse(await document().inputValue());
  edit(value);
  await document().fill(JSON.stringify(value, null, 2));
}

describe("the document of a service", () => {
  before(() => post("services", SERVICE));
  beforeEach(async () => {
    await t.signIn({ at: "#/runs/services/web" });
    await heading("web");
  });

  it("is saved once one has seen what changes, and can be taken back", async () => {
    const was = await service();
    await button("Review and save").click({ force: true });
    await said("Nothing has changed yet.");
    await change((value) => {
      value.metadata.description = "Pages and files";
    });
    await button("Review and save").click();
    await dialog().locator("del", { hasText: '"description": "Pages"' }).waitFor();
    await dialog().locator("ins", { hasText: '"description": "Pages and files"' }).waitFor();
    assert.equal((await service()).metadata.description, "Pages", "nothing is saved before");
    await inDialog("Save").click();
    await said("The service “web” is saved.");
    assert.deepEqual(await service(), { ...was, metadata: { ...was.metadata, description: "Pages and files" } });
    await button("Undo").last().click();
    await said("The service “web” is as it was.");
    assert.deepEqual(await service(), was);
  });

  it("is refused at the place that is wrong", async () => {
    const was = await service();
    await change((value) => {
      value.ports[0].endpoints[0].path = 7;
    });
    await button("Review and save").click();
    await inDialog("Save").click();
    const problem = t.page.getByRole("alert").filter({ hasText: /^Line \d+, column \d+: .*expected text/ });
    await problem.waitFor();
    await problem.getByRole("button").click();
    const chosen = await document().evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
    assert.equal(chosen, "7");
    assert.deepEqual(await service(), was);
    await button("Discard changes").click();
    assert.deepEqual(JSON.parse(await document().inputValue()), was);
  });

  it("keeps what is not saved while one looks at something else", async () => {
    await change((value) => {
      value.metadata.description = "Half a thought";
    });
    await t.goTo("#/members");
    await heading("Members");
    await t.page.goBack();
    await heading("web");
    assert.equal(JSON.parse(await document().inputValue()).metadata.description, "Half a thought");
    await button("Discard changes").click();
    assert.deepEqual(JSON.parse(await document().inputValue()), await service());
  });

  it("moves to its new name", async () => {
    await change((value) => {
      value.metadata.name = "website";
    });
    await button("Review and save").click();
    await inDialog("Save").click();
    await heading("website");
    await t.page.waitForFunction(() => location.hash === "#/runs/services/website");
    await button("Undo").last().click();
    await said("The service “web” is as it was.");
    assert.equal((await service()).metadata.name, "web");
  });
});

describe("what belongs to one", () => {
  it("are the next runs of a task, by its schedule in UTC", async () => {
    await t.open({ timezoneId: "UTC", locale: "en-US" });
    const spec = { metadata: { name: "nightly" }, schedule: "30 3 * * *", queue: { name: "q", payload: {} } };
    const { task_id } = await post("rooms/support/scheduled-tasks", { spec });
    await t.signIn({ at: `#/runs/tasks/${task_id}` });
    const next = t.page.getByRole("list", { name: "Next runs" }).getByRole("listitem");
    await next.first().waitFor();
    const times = await next.allInnerTexts();
    assert.equal(times.length, 3);
    for (const time of times) assert.match(time, /3:30\sAM/);
    await t.page.getByText("No runs yet").waitFor();
  });

  it("are the messages of a feed, which rooms get as files", async () => {
    const { feed } = await post("feeds", { name: "news", visibility: "private" });
    await t.signIn({ at: "#/runs/feeds/news" });
    await t.page.getByText("No room subscribes yet").waitFor();
    await button("Subscribe a room").click();
    await dialog().getByRole("combobox", { name: "Room" }).selectOption("support");
    await t.field("Folder").fill("inbox/news");
    await inDialog("Subscribe").click();
    await t.row("inbox/news").waitFor();
    const subscriptions = async () => (await t.server.ask(`feeds/${feed.id}/subscriptions`)).body.subscriptions;
    assert.deepEqual(
      (await subscriptions()).map(({ room, path }) => [room, path]),
      [["support", "inbox/news"]],
    );
    await button("Publish").click();
    const message = dialog().getByRole("textbox", { name: "Message" });
    await message.fill("null");
    await inDialog("Publish").click();
    await dialog().getByText("A message is not null.").waitFor();
    await message.fill('{ "headline": "Rain" }');
    await inDialog("Publish").click();
    await said("The message is published to news.");
    await button("Publish").click();
    await message.fill('[{ "headline": "Sun" }, { "headline": "Snow" }]');
    await dialog().getByRole("checkbox").check();
    await inDialog("Publish").click();
    await said("2 messages are published to news.");
    const sent = await t.server.requests("POST", `/feeds/${feed.id}/messages`);
    assert.deepEqual(sent, [{ headline: "Rain" }, [{ headline: "Sun" }, { headline: "Snow" }]]);
    const files = await t.server.tree("rooms/support", "inbox/news");
    const got = await Promise.all(files.map(async (path) => String(await t.server.placeFile(`rooms/support/${path}`))));
    assert.deepEqual(got.sort(), ['{"headline":"Rain"}', '{"headline":"Snow"}', '{"headline":"Sun"}']);
    await button("Unsubscribe support").click();
    await inDialog("Unsubscribe").click();
    await t.page.getByText("No room subscribes yet").waitFor();
    assert.deepEqual(await subscriptions(), []);
  });

  it("is for those who were given a role on it, or in the project", async () => {
    const { id } = t.server.user("member");
    const { feed } = await post("feeds", { name: "notices", visibility: "private" });
    const repository = await post("repositories", { name: "team/api" });
    const give = (kind, { id: item }, roles) =>
      t.server.ask(`iam/${kind}/${item}/policy:grant`, {
        method: "POST",
        body: { subject: { type: "user", id }, roles },
      });
    await give("feed", feed, ["viewer"]);
    await give("repository", repository, ["viewer"]);
    const reason = async (name) => {
      await button(name).waitFor();
      return (await button(name).getAttribute("aria-disabled")) && button(name).getAttribute("title");
    };
    await t.signIn({ role: "member", at: "#/runs/feeds/notices" });
    assert.equal(await reason("Publish"), "You have no role on this feed that lets you publish to it.");
    assert.match(await reason("Subscribe a room"), /with the role feed_subscription_creator can subscribe rooms/);
    await t.goTo("#/runs/repositories/team%2Fapi");
    assert.match(await reason("Make a token"), /with the role repository_manager can make registry tokens/);
    await give("feed", feed, ["publisher"]);
    await t.goTo("#/runs/feeds/notices");
    assert.equal(await reason("Publish"), null);
  });

  it("is a token of a repository, shown once", async () => {
    await post("repositories", { name: "team/web" });
    await t.signIn({ at: "#/runs/repositories/team%2Fweb" });
    await button("Make a token").click();
    await dialog().getByRole("checkbox", { name: "Push images" }).check();
    await inDialog("Make the token").click();
    const token = await dialog().getByRole("textbox", { name: "Token" }).inputValue();
    assert.ok(token.length > 10);
    const asked = await t.server.requests("POST", "/token");
    assert.deepEqual(asked.at(-1), { actions: ["pull", "push"] });
  });

  it("are the records that a domain needs", async () => {
    await post("custom-domains", { domain: "shop.example.com" });
    await t.signIn({ at: "#/runs/domains/shop.example.com" });
    const records = t.page.getByRole("table", { name: "DNS records to set" });
    await records.getByText("routes.local").waitFor();
    assert.equal(await document().count(), 0, "a domain cannot be changed");
  });
});
