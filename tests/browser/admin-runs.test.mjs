// What runs, in the admin page: every kind from its example to its end, as the server then holds it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, heading, inDialog, row, said } = t;

/** Each kind: its place, one of them, the name of the example, and where the server has it. */
const KINDS = [
  ["services", "service", "search", "services/by-name/search"],
  ["agents", "agent", "helper", "agents/helper"],
  ["routes", "route", "handbook.example.com", "routes/handbook.example.com"],
  ["domains", "domain", "apps.example.com", "custom-domains/apps.example.com"],
  ["mailboxes", "mailbox", "help@mail.example.com", "mailboxes/help@mail.example.com"],
  ["tasks", "task", "morning report", "scheduled-tasks?filter=morning%20report"],
  ["feeds", "feed", "deployments", "feeds/by-name/deployments"],
  ["repositories", "repository", "team/search", "repositories/by-name/team%2Fsearch"],
];
/** What deleting loses nothing of. */
const RESTORED = ["routes", "mailboxes"];

const there = async (path) => {
  const { status, body } = await t.server.ask(path);
  return path.startsWith("scheduled-tasks") ? body.tasks.length > 0 : status === 200;
};

describe("every kind", () => {
  for (const [kind, one, name, path] of KINDS) {
    it(`is made from its example, found and deleted: ${kind}`, async () => {
      await t.signIn({ at: `#/runs/${kind}` });
      await heading("What runs");
      await button(`Create ${one}`).first().click();
      await inDialog(`Create ${one}`).click();
      await heading(name);
      assert.ok(await there(path), "the server has it");

      await t.goTo(`#/runs/${kind}`);
      await t.page.getByRole("searchbox").fill("nothing like it");
      await t.page.getByText("Nothing matches").waitFor();
      await t.page.getByRole("searchbox").fill(name.slice(0, 5));
      await t.page.getByRole("link", { name, exact: true }).click();
      await heading(name);
      await button("Delete").click();
      if (!RESTORED.includes(kind)) {
        await dialog().getByText("This cannot be undone.").waitFor();
        assert.ok(await there(path), "nothing is deleted before it is confirmed");
        await inDialog(`Delete ${one}`).click();
      }
      await said(`The ${one} “${name}” is deleted.`);
      await heading("What runs");
      assert.ok(!(await there(path)), "the server has it no more");
    });
  }

  for (const [kind, , name, path] of KINDS.filter(([kind]) => RESTORED.includes(kind))) {
    it(`comes back as it was where nothing is lost: ${kind}`, async () => {
      await t.signIn({ at: `#/runs/${kind}` });
      await button(`Create ${KINDS.find(([id]) => id === kind)[1]}`)
        .first()
        .click();
      await dialog()
        .getByRole("button", { name: /^Create / })
        .click();
      await heading(name);
      const before = await t.server.ask(path);
      await t.goTo(`#/runs/${kind}`);
      await button(`Delete ${name}`).click();
      await row(name).waitFor({ state: "detached" });
      assert.equal((await t.server.ask(path)).status, 404);
      await button("Undo").click();
      await row(name).waitFor();
      assert.deepEqual(await t.server.ask(path), before);
    });
  }
});

describe("a view of what is not there", () => {
  it("says so", async () => {
    await t.signIn({ at: "#/runs/services/nobody" });
    await t.page.getByText("There is no service “nobody”").waitFor();
    await button("Go to the services").click();
    await heading("What runs");
    await t.goTo("#/runs/tasks/nobody");
    await t.page.getByText("There is no task “nobody”").waitFor();
  });
});

describe("somebody without rights", () => {
  it("sees why nothing can be created", async () => {
    await t.signIn({ role: "member", at: "#/runs/routes" });
    await button("Create route").first().click({ force: true });
    await said("Only admins and those with the role route_creator can create routes; you are signed in as a member.");
    await alerted("You may not do this");
  });

  it("sees why an agent cannot be changed, by its own policy", async () => {
    const agent = (await t.server.ask("agents/scribe")).body;
    const subject = { type: "user", id: t.server.user("member").id };
    await t.server.ask(`iam/agent/${agent.id}/policy:grant`, { method: "POST", body: { subject, roles: ["user"] } });
    await t.signIn({ role: "member", at: "#/runs/agents" });
    await t.page.getByRole("link", { name: "scribe", exact: true }).click();
    await heading("scribe");
    await button("Delete").click({ force: true });
    await said("You have no role on this agent that lets you change or delete it.");
    assert.equal(await dialog().count(), 0);
  });
});
