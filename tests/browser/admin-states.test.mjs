// What the views show while they wait, when there is nothing, when it went wrong and when there is no network.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { alerted, button, dialog, heading, row } = t;

/** Each view that asks the server: its place, the request, what stands there while it waits, and what comes. */
const VIEWS = [
  ["#/rooms", "/rooms?", ".skeleton", () => row("agents-sandbox")],
  // The events come last: below the list, once that is there.
  [
    "#/rooms/support",
    "/policy?",
    ".skeleton",
    () => t.page.getByRole("table", { name: "Events of support" }).getByRole("rowheader").first(),
  ],
  ["#/access", "/rooms?", ".waiting", () => t.page.getByRole("gridcell", { name: /^Tom Becker in support/ })],
  ["#/members", "/users?", ".skeleton", () => row("Tom Becker")],
  [
    "#/sessions",
    "/sessions?",
    ".skeleton",
    () => t.page.getByRole("table", { name: "Sessions" }).getByText("Live").first(),
  ],
  ["#/usage", "/usage?", ".waiting", () => t.page.getByRole("region", { name: "Summary" })],
  ["#/files/room/support", "/rooms/support/?list", ".skeleton", () => row("handbook")],
  ["#/runs/services", "/services", ".skeleton", () => row("handbook-search")],
  ["#/clients", "/oauth/clients?", ".skeleton", () => t.page.getByText("No OAuth clients yet")],
];

describe("a view that waits", () => {
  for (const [place, request, waiting, arrived] of VIEWS) {
    it(`says so, and nothing moves when the reply comes: ${place}`, async () => {
      await t.signIn({ at: "#/tokens" });
      await heading("Tokens");
      const { promise: released, resolve: release } = Promise.withResolvers();
      await t.page.route(
        (url) => url.href.includes(request),
        (route) => released.then(() => route.continue()),
      );
      await t.goTo(place);
      await t.page.locator(waiting).first().waitFor();
      release();
      await arrived().waitFor();
      assert.equal(await t.page.locator(waiting).count(), 0);
      assert.deepEqual(await t.shifts(), []);
    });
  }
});

describe("a view that fails", () => {
  for (const [place, request, , arrived] of VIEWS) {
    it(`says why, and tries again when asked: ${place}`, async () => {
      await t.signIn({ at: "#/tokens" });
      await heading("Tokens");
      await t.server.faults([{ match: { path: request }, status: 400, body: '{"message":"not on mondays"}' }]);
      await t.goTo(place);
      await alerted("Not on mondays.");
      await button("Try again").click();
      await arrived().waitFor();
    });
  }

  it("says why when the reply is not what the API promises", async () => {
    await t.server.faults([{ match: { path: "/rooms?" }, status: 200, body: '{"rooms":[{"id":7}]}' }]);
    await t.signIn();
    await alerted("The server answered with something unexpected");
    await t.page.getByText("Details").click();
    await t.page.getByText("rooms[0].id", { exact: true }).waitFor();
  });

  it("has an address that somebody mistyped", async () => {
    await t.signIn({ at: "#/nowhere" });
    await heading("There is no such page");
    await button("Go to the rooms").click();
    await heading("Rooms");
  });
});

describe("without a network", () => {
  it("the page says so, and fetches what is missing when the network is back", async () => {
    await t.signIn();
    await row("agents-sandbox").waitFor();
    await t.context.setOffline(true);
    await t.said("You are offline.");
    for (const [place, , , arrived] of VIEWS.slice(1)) {
      await t.goTo(place);
      await alerted("You are offline");
      await t.context.setOffline(false);
      await arrived().waitFor();
      assert.equal(await t.page.getByText("You are offline").count(), 0);
      await t.context.setOffline(true);
    }
  });

  it("a change fails in its dialog, and works there once the network is back", async () => {
    await t.signIn();
    await button("Create room").click();
    await t.field("Name").fill("later");
    await t.context.setOffline(true);
    await t.inDialog("Create room").click();
    await dialog().getByRole("alert").filter({ hasText: "You are offline" }).waitFor();
    assert.equal((await t.server.ask("rooms/later")).status, 404);
    await t.context.setOffline(false);
    await t.inDialog("Create room").click();
    await t.said("The room “later” is ready.");
    assert.equal((await t.server.ask("rooms/later")).status, 200);
  });
});
