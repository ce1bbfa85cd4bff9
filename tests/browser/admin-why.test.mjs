// Why somebody has access to a room, and what they would lose without a group.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage("--api", "policies");
const { button, dialog, heading, inDialog, said } = t;

/** The ways that access comes, each as one reads it. */
async function ways() {
  await t.page.getByRole("heading", { name: "Where it comes from" }).waitFor();
  const texts = await t.page
    .locator(".way-path")
    .evaluateAll((lists) =>
      lists.map((list) => [...list.querySelectorAll(".clip, .level, small, strong")].map((part) => part.textContent)),
    );
  return texts.map((parts) => parts.join(" "));
}

const why = (kind, id, room, role = "admin") => t.signIn({ role, at: `#/access/why/${kind}/${id}/${room}` });
const userId = async (name) => {
  const { body } = await t.server.ask("users?page_size=100&view=merged");
  return body.users.find(({ user }) => user.first_name === name).user.id;
};
const members = async (group) => {
  const { body } = await t.server.ask(`groups/${await t.server.group(group)}/members?page_size=100`);
  return body.members.map(({ subject }) => subject.id);
};

describe("why", () => {
  it("is answered from the matrix: directly, through groups and their groups", async () => {
    await t.signIn({ at: "#/access?rooms=incident&people=kenji" });
    await t.page.getByRole("gridcell", { name: /^Kenji Mori in incident-response:/ }).click();
    await t.page.getByRole("menuitem", { name: "Why does Kenji Mori have access?" }).click();
    await heading("Kenji Mori in incident-response");
    const found = await ways();
    assert.match(found[0], /^Kenji Mori has the role \w+ on incident-response$/);
    assert.ok(found.includes("Kenji Mori in the group on-call has the role Admin on incident-response"));
    assert.ok(
      found.includes(
        "Kenji Mori in the group on-call in the group engineering has the role Operator on incident-response",
      ),
    );
    assert.ok(
      found.some((way) => /has the roles? .*Developer.* on the project, which reaches into its rooms$/.test(way)),
    );
    // What it adds up to is the service's own answer.
    const effective = t.page.getByRole("region", { name: "In effect" });
    assert.equal(await effective.locator(".level").first().textContent(), "Admin");
    assert.equal(
      await effective.getByRole("listitem").filter({ hasText: "Manage it" }).textContent(),
      "Yes: Manage it",
    );
  });

  it("is answered for somebody without access, and leads to giving some", async () => {
    const id = await t.server.group("customer-care");
    await why("group", id, "planning-2027");
    await heading("customer-care in planning-2027");
    await t.page.getByText("No access").waitFor();
    await t.page.getByText("Nothing was given to customer-care, nor to a group of theirs.").waitFor();
    await button("Give a role").click();
    await dialog()
      .getByRole("checkbox", { name: /^Guest/ })
      .check();
    await inDialog("Save").click();
    await said("customer-care is now in planning-2027: Guest.");
    assert.deepEqual(await ways(), ["customer-care has the role Guest on planning-2027"]);
    assert.deepEqual((await t.server.roles("planning-2027"))[`group/${id}`], ["guest"]);
  });

  it("knows what everyone was given", async () => {
    const { id } = await t.server.room("research-lab");
    await t.server.ask(`iam/room/${id}/policy:grant`, {
      method: "POST",
      body: { subject: { type: "everyone", id: "all" }, roles: ["viewer"] },
    });
    await why("user", await userId("Tom"), "research-lab");
    assert.deepEqual(await ways(), ["Tom Becker as part of Everyone has the role Viewer on research-lab"]);
  });

  it("has an address that may name nobody", async () => {
    await why("user", "nobody", "support");
    await t.page.getByText("There is no such room, or no such subject").waitFor();
    await button("Go to the access of all").click();
    await heading("Access");
  });
});

describe("what if they were not in the group", () => {
  it("says what would be lost and what stays, before it is done", async () => {
    await why("user", await userId("Zoe"), "incident-response");
    await button("Without engineering?").click();
    await dialog().getByText("Zoe Laurent would lose:").waitFor();
    assert.deepEqual(await dialog().locator(".losses li").allTextContents(), [
      "Operator on incident-responsekeeps nothing there",
    ]);
    await inDialog("Cancel").click();
    assert.ok((await members("engineering")).includes(await userId("Zoe")), "nothing has happened");
  });

  it("counts what comes another way, and takes them out with undo", async () => {
    const id = await userId("Mia");
    await why("user", id, "support");
    await button("Without customer-care?").click();
    await dialog().getByText("Mia Moreau would lose").waitFor();
    const losses = await dialog().locator(".losses li").allTextContents();
    assert.ok(!losses.some((text) => text.includes("on support")), "she has the role operator of her own there");
    await inDialog("Remove from the group").click();
    await said("Mia Moreau is not in customer-care any more.");
    assert.ok(!(await members("customer-care")).includes(id));
    await button("Without customer-care?").waitFor({ state: "detached" });
    await button("Undo").click();
    await button("Without customer-care?").waitFor();
    assert.ok((await members("customer-care")).includes(id));
  });

  it("is for those who manage groups", async () => {
    await t.signIn({ role: "developer", at: `#/access/why/user/${await userId("Mia")}/support` });
    await button("Without customer-care?").click();
    assert.equal(await inDialog("Remove from the group").getAttribute("aria-disabled"), "true");
  });

  it("is for managers of the group, whatever their role in the project", async () => {
    const members = `groups/${await t.server.group("customer-care")}/members`;
    const manager = { type: "user", id: t.server.user("developer").id };
    await t.server.ask(members, { method: "POST", body: { subject: manager, role: "manager" } });
    await why("user", await userId("Mia"), "support", "developer");
    await button("Without customer-care?").click();
    assert.equal(await inDialog("Remove from the group").getAttribute("aria-disabled"), null);
    await t.server.ask(`${members}/user/${manager.id}`, { method: "DELETE" });
  });

  it("is left open where one may not ask about the group", async () => {
    await t.signIn({ role: "member", at: `#/access/why/user/${t.server.user("member").id}/support` });
    assert.deepEqual(await ways(), ["Mia Moreau has the role Operator on support"]);
    await t.page
      .getByText("You may not see what was given to others. Mia Moreau also belongs to: customer-care")
      .waitFor();
  });
});
