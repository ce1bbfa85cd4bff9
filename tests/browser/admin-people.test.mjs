// Members with roles and groups: the admin page with today's API, against the local server.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, field, heading, inDialog, row, said } = t;

const member = async (email) => {
  const { body } = await t.server.ask("users?page_size=100&view=merged");
  const found = body.users.find(({ user }) => user.email === email);
  return found && { id: found.user.id, roles: found.direct_roles };
};
const group = async (name) => (await t.server.ask(`groups/by-name/${name}`)).body;
const membersOf = async (name) => {
  const { body } = await t.server.ask(`groups/${(await group(name)).id}/members`);
  return Object.fromEntries(
    body.members.map(({ subject, direct_roles }) => [
      subject.first_name ?? subject.name ?? subject.email,
      direct_roles,
    ]),
  );
};
const choose = (label, option) => t.page.getByRole("combobox", { name: label, exact: true }).selectOption(option);

describe("members", () => {
  it("get roles, main ones and single ones", async () => {
    await t.signIn({ at: "#/members" });
    await t.page.getByRole("searchbox", { name: "Search members" }).fill("priya");
    await t.page.getByText("1–1").waitFor();
    await button("Change roles of Priya Nair").click();
    await t.page.getByRole("checkbox", { name: /^Developer/ }).check();
    await t.page.getByText("Single roles").click();
    await t.page.getByRole("checkbox", { name: "Rooms: manage" }).check();
    await t.page.getByRole("checkbox", { name: "Sees usage" }).check();
    await button("Save").click();
    await said("The roles of Priya Nair are saved.");
    const { roles } = await member("priya@example.com");
    assert.deepEqual(roles.toSorted(), ["developer", "member", "room_manager", "usage_reporter"]);
    await row("Priya Nair").getByText("Room manager").waitFor();
  });

  it("keep the roles that are not touched", async () => {
    const { id } = await member("tom@example.com");
    await t.server.ask(`users/${id}`, {
      method: "PUT",
      body: { roles: ["member", "feed_creator", "billing_manager"] },
    });
    await t.signIn({ at: "#/members?filter=tom" });
    await button("Change roles of Tom Becker").click();
    await t.page.getByRole("checkbox", { name: "Feeds: create" }).uncheck();
    await button("Save").click();
    await said("are saved");
    assert.deepEqual((await member("tom@example.com")).roles.toSorted(), ["billing_manager", "member"]);
  });

  it("are added by id and invited by e-mail", async () => {
    const { id } = await member("zoe@example.com");
    await t.server.ask(`users/${id}`, { method: "DELETE" });
    await t.signIn({ at: "#/members" });
    await button("Add member").click();
    await inDialog("Add member").click();
    await alerted("Say who.");
    await field("E-mail address or user ID").fill(id);
    await inDialog("Add member").click();
    await said("is a member now.");
    assert.deepEqual((await member("zoe@example.com")).roles, ["member"]);

    await button("Add member").click();
    await field("E-mail address or user ID").fill("new@partner.example");
    await t.page.getByRole("checkbox", { name: /^Developer/ }).check();
    await field("Where the invitation leads").fill("https://app.example.com/welcome");
    await inDialog("Add member").click();
    await said("new@partner.example is invited.");
    assert.deepEqual((await member("new@partner.example")).roles.toSorted(), ["developer", "member"]);
  });

  it("are removed after the page has said what they were given", async () => {
    await t.signIn({ at: "#/members" });
    await button("Remove Ines Duarte").click();
    await dialog().getByRole("link", { name: "customer-care" }).waitFor();
    await dialog().getByRole("link", { name: "incident-response" }).waitFor();
    await inDialog("Remove member").click();
    await said("Ines Duarte is not a member any more.");
    assert.equal(await member("ines@example.com"), undefined);
  });
});

describe("groups", () => {
  it("are created, renamed and deleted", async () => {
    await t.signIn({ at: "#/groups" });
    await row("customer-care").getByText("people").waitFor();
    await button("Create group").click();
    await inDialog("Create group").click();
    await alerted("A group needs a name.");
    await field("Name").fill("finance");
    await inDialog("Create group").click();
    await heading("finance");
    assert.equal((await group("finance")).name, "finance");
    await t.page.getByText("Nobody is in this group").waitFor();

    await button("Edit").click();
    await field("Name").fill("money");
    await button("Add annotation").click();
    await t.page.getByRole("textbox", { name: "annotation: name" }).fill("team");
    await t.page.getByRole("textbox", { name: "annotation: text" }).fill("finance");
    await button("Save").click();
    await heading("money");
    assert.deepEqual((await group("money")).annotations, { team: "finance" });

    await button("Delete").click();
    await dialog().getByText("Nothing: nobody loses anything.").waitFor();
    await inDialog("Delete group").click();
    await heading("Groups");
    assert.equal((await t.server.ask("groups/by-name/money")).status, 404);
  });

  it("have people, agents and groups in them", async () => {
    await t.signIn({ at: "#/groups/on-call" });
    await button("Add to the group").click();
    await inDialog("Add").click();
    await alerted("Say who.");
    await t.page.getByLabel("Name or address").fill("tom@example.com");
    await choose("As", "manager");
    await inDialog("Add").click();
    await said("Tom Becker is in on-call now.");
    assert.deepEqual((await membersOf("on-call")).Tom, ["manager"]);

    await choose("What Tom Becker is in the group", "member");
    await t.page.waitForFunction(() => !document.querySelector(".list[aria-busy=true]"));
    assert.deepEqual((await membersOf("on-call")).Tom, ["member"]);

    // A group that would be in itself is refused by the service, in the dialog.
    await button("Add to the group").click();
    await choose("Who", "group");
    await t.page.getByLabel("Name or address").fill("engineering");
    await inDialog("Add").click();
    await alerted("It exists already");
    await inDialog("Cancel").click();

    await t.goTo("#/groups/engineering");
    await t.page.getByText("Members of on-call").click();
    await t.page.getByRole("listitem").filter({ hasText: "Kenji Mori" }).waitFor();
  });

  it("say what somebody loses who is taken out, and take them back", async () => {
    await t.signIn({ at: "#/groups/customer-care" });
    await t.page.getByRole("region", { name: "What it may do" }).getByRole("link", { name: "support" }).waitFor();
    await button("Remove Mia Moreau").click();
    await dialog().getByText("Mia Moreau would lose:").waitFor();
    await dialog().getByRole("listitem").filter({ hasText: "onboarding" }).getByText("Viewer").waitFor();
    await inDialog("Remove from the group").click();
    await said("Mia Moreau is not in customer-care any more.");
    assert.equal((await membersOf("customer-care")).Mia, undefined);
    await button("Undo").click();
    await row("Mia Moreau").waitFor();
    assert.deepEqual((await membersOf("customer-care")).Mia, ["member"]);
  });

  it("are changed by those who may", async () => {
    await t.signIn({ role: "member", at: "#/groups" });
    await button("Create group").click({ force: true });
    await said("Only admins and those with the role group_manager can manage groups");
    await t.goTo("#/groups/engineering");
    await button("Remove Priya Nair").click({ force: true });
    await said("Only managers of the group");
    const { id } = await group("engineering");
    const mia = { type: "user", id: t.server.user("member").id };
    await t.server.ask(`groups/${id}/members`, { method: "POST", body: { subject: mia, role: "manager" } });
    await t.page.reload();
    await button("Remove Priya Nair").click();
    await inDialog("Remove from the group").click();
    await said("Priya Nair is not in engineering any more.");
    assert.equal((await membersOf("engineering")).Priya, undefined);
  });

  it("that are not there are said to be missing", async () => {
    await t.signIn({ at: "#/groups/nothing-like-it" });
    await t.page.getByText("There is no group “nothing-like-it”").waitFor();
    await button("Go to the groups").click();
    await heading("Groups");
  });
});
