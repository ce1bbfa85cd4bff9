// Sessions: the admin page shows those that the server has, what they did, and ends them.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { adminPage } from "./helpers.mjs";

const t = adminPage();
const { button, heading, inDialog, said } = t;

const list = async (path) => (await t.server.ask(path)).body;
const session = (id) => list(`sessions/${id}`);

async function live() {
  const [rooms, agents] = await Promise.all([list("sessions/active"), list("agents/sessions/active")]);
  return [...rooms.sessions, ...agents.sessions];
}

async function everySession() {
  const [rooms, agents] = await Promise.all([list("sessions?limit=200"), list("agents/sessions?limit=200")]);
  return [...rooms.sessions, ...agents.sessions];
}

/** A session that is over and has reported spans, with them. */
async function withSpans() {
  for (const { id, is_active, ...more } of await everySession()) {
    const { spans } = await list(`sessions/${id}/spans`);
    if (!is_active && spans.length > 6) return { id, ...more, spans };
  }
  throw new Error("no session has spans");
}

const table = (name) => t.page.getByRole("table", { name, exact: true });
const rowOf = (id) => t.page.locator("tr", { has: t.page.locator(`a[href="#/sessions/${id}"]`) });

describe("the list of sessions", () => {
  it("has what the server has, the latest first", async () => {
    const before = (await everySession()).length;
    await t.signIn({ at: "#/sessions" });
    await table("Sessions").locator("tbody a").first().waitFor();
    const shown = Number((await t.page.locator(".pager [role=status]").textContent()).split(" of ")[1]);
    const after = (await everySession()).length;
    assert.ok(before <= shown && shown <= after, `${before} ${shown} ${after}`);
    const times = await table("Sessions")
      .locator("tbody time")
      .evaluateAll((all) => all.map((time) => time.dateTime));
    assert.ok(times.length > 20);
    assert.deepEqual(times, times.toSorted().reverse());
  });

  it("is searched by room, and shows those that run", async () => {
    await t.signIn({ at: "#/sessions?state=over" });
    await t.page.getByRole("searchbox", { name: "Filter by room or agent" }).fill("research");
    const wanted = (await everySession()).filter(
      (each) => !each.is_active && (each.room_name.includes("research") || each.agent_name?.includes("research")),
    );
    await t.page.getByText(`of ${wanted.length}`).waitFor();
    assert.match(t.page.url(), /filter=research&state=over/);
    await t.page.reload();
    await t.page.getByText(`of ${wanted.length}`).waitFor();
    await t.page.getByRole("searchbox").fill("nothing like it");
    await t.page.getByText("No session matches").waitFor();
  });

  it("is that of one room when the address says so", async () => {
    const { sessions } = await list("rooms/support/sessions?limit=200");
    const agents = (await everySession()).filter((each) => each.kind === "agent" && each.room_name === "support");
    await t.signIn({ at: "#/sessions?room=support" });
    await t.page.getByText(`of ${new Set([...sessions, ...agents].map(({ id }) => id)).size}`).waitFor();
    await button("Only room support").click();
    await button("Only room support").waitFor({ state: "detached" });
  });

  it("follows what is live, and leaves rows alone that are as they were", async () => {
    await t.page.clock.install();
    await t.signIn({ at: "#/sessions" });
    const [one] = await live();
    await rowOf(one.id).getByText("Live", { exact: true }).waitFor();
    const over = table("Sessions").locator("tbody tr").filter({ hasText: "Over" }).last();
    await over.evaluate((row) => (row.untouched = true));
    await t.server.ask(`sessions/${one.id}/terminate`, { method: "POST" });
    await t.page.clock.fastForward(10_000);
    await rowOf(one.id).getByText("Over", { exact: true }).waitFor();
    assert.equal(await over.evaluate((row) => row.untouched), true);
    assert.equal(await table("Sessions").locator(".skeleton").count(), 0);
  });
});

describe("a session", () => {
  it("has its spans as a timeline, and as a table", async () => {
    const { id, spans } = await withSpans();
    await t.signIn({ at: `#/sessions/${id}` });
    const traces = new Map(
      spans.map((span) => [span.trace_id, spans.filter((each) => each.trace_id === span.trace_id)]),
    );
    const newest = [...traces.values()].sort((a, b) => b[0].start_time.localeCompare(a[0].start_time))[0];
    const picture = t.page.locator("svg.timeline");
    await picture.waitFor();
    assert.equal(await picture.locator(".timeline-row").count(), newest.length);
    await t.page.getByText("The spans as a table").click();
    const rows = table("Spans of the trace").locator("tbody tr");
    assert.equal(await rows.count(), newest.length);
    // A child comes after its parent, and deeper.
    const http = newest.find(
      (span) =>
        span.parent_span_id && newest.some((tool) => tool.span_id === span.parent_span_id && tool.name === "tool.call"),
    );
    await rows.filter({ hasText: http.name }).filter({ hasText: "Level 3" }).first().waitFor();
    const llm = newest.find((span) => span.name === "llm.call");
    await rows
      .filter({ hasText: `model=${llm.attributes.model}` })
      .first()
      .waitFor();

    await picture.locator(".timeline-row").nth(1).click();
    assert.equal(await rows.nth(1).getAttribute("data-chosen"), "");
  });

  it("shows the trace of the address", async () => {
    const { id, spans } = await withSpans();
    const [{ trace_id }] = spans;
    await t.signIn({ at: `#/sessions/${id}?trace=${trace_id}` });
    const many = spans.filter((span) => span.trace_id === trace_id).length;
    await t.page.getByText(new RegExp(`, ${many} spans$`)).waitFor();
    const choose = table("Traces").locator("tbody button");
    assert.equal(await choose.count(), Math.min(10, new Set(spans.map((span) => span.trace_id)).size));
    await choose.first().click();
    assert.equal(await choose.first().getAttribute("aria-pressed"), "true");
    assert.doesNotMatch(t.page.url(), new RegExp(`trace=${trace_id}`));
  });

  it("has its metrics as charts, with the numbers", async () => {
    const { id } = await withSpans();
    const { metrics } = await list(`sessions/${id}/metrics`);
    await t.signIn({ at: `#/sessions/${id}?show=metrics` });
    for (const name of new Set(metrics.map((metric) => metric.name))) {
      await t.page.getByRole("slider", { name: `${name} over time` }).waitFor();
    }
    const memory = metrics.filter((metric) => metric.name === "memory.used").at(-1);
    const region = t.page.getByRole("region", { name: "memory.used", exact: true });
    await region.getByText("The numbers").click();
    await region.locator("tbody tr").first().getByText(`${memory.value} MiB`).waitFor();
  });

  it("has its events, by keyboard too", async () => {
    const { id } = await withSpans();
    const { events } = await list(`sessions/${id}/events`);
    await t.signIn({ at: `#/sessions/${id}` });
    await t.page.getByRole("tab", { name: "Timeline" }).focus();
    await t.page.keyboard.press("ArrowLeft");
    await table("Events of the session").getByText("The room was given an instance").waitFor();
    assert.equal(await table("Events of the session").locator("tbody tr").count(), Math.min(25, events.length));
    assert.match(t.page.url(), /show=events/);
    assert.equal(await t.page.getByRole("tab", { name: "Events" }).getAttribute("aria-selected"), "true");
  });

  it("is followed while it runs, without taking anything from whoever looks at it", async () => {
    await t.page.clock.install();
    const [{ id }] = await live();
    await t.signIn({ at: `#/sessions/${id}?show=metrics` });
    const chart = t.page.getByRole("slider", { name: "cpu.utilization over time" });
    await chart.focus();
    await t.page.keyboard.press("Home");
    const many = async () => (await list(`sessions/${id}/metrics`)).metrics.length;
    const before = Number(await chart.getAttribute("aria-valuemax"));
    // The server measures every session now and then.
    for (const start = await many(); (await many()) === start; ) await t.page.waitForTimeout(200);
    await t.page.clock.fastForward(10_000);
    await t.page.locator(`[aria-label="cpu.utilization over time"]:not([aria-valuemax="${before}"])`).waitFor();
    assert.equal(await chart.evaluate((element) => element === document.activeElement), true);

    await t.server.ask(`sessions/${id}/terminate`, { method: "POST" });
    await t.page.clock.fastForward(10_000);
    await t.page.getByRole("heading", { level: 1 }).getByText("Over").waitFor();
    await t.page.getByRole("checkbox", { name: "Refreshes by itself" }).waitFor({ state: "detached" });
  });

  for (const [press, submit, event] of [
    ["End", "End session", "terminated"],
    ["Kill", "Kill session", "killed"],
  ]) {
    it(`is ${event} when one confirms it`, async () => {
      const [{ id }] = await live();
      await t.signIn({ at: `#/sessions/${id}` });
      await button(press).click();
      await inDialog("Cancel").click();
      assert.equal((await session(id)).is_active, true);
      await button(press).click();
      await inDialog(submit).click();
      await said("is over.");
      assert.equal((await session(id)).is_active, false);
      assert.equal((await list(`sessions/${id}/events`)).events.at(-1).name, event);
      await button(press).click({ force: true });
      await said("The session is over.");
    });
  }

  it("that does not exist is said not to", async () => {
    await t.signIn({ at: "#/sessions/nowhere" });
    await t.page.getByText("There is no such session").waitFor();
    await button("Go to the sessions").click();
    await heading("Sessions");
  });
});

it("a room has its events, which lead to their sessions", async () => {
  const { events } = await list("rooms/support/events?limit=100");
  await t.signIn({ at: "#/rooms/support" });
  const rows = table("Events of support").locator("tbody tr");
  await rows.first().getByText(events[0].message).waitFor();
  assert.equal(await rows.count(), Math.min(10, events.length));
  await rows.first().getByRole("link").click();
  await t.page.getByText(events[0].session_id, { exact: true }).first().waitFor();
  await t.goTo("#/rooms/support");
  await t.page.getByRole("link", { name: "All sessions of the room" }).click();
  await button("Only room support").waitFor();
});

it("sessions are not for everybody", async () => {
  await t.signIn({ role: "member", at: "#/sessions" });
  await t.page.getByText("You may not see this").waitFor();
  await t.page.getByText(/Only admins .* can see sessions/).waitFor();
});
