import type { Attempt } from "meshagent-wasm";
import type { Call } from "../app/calls.ts";
import { explain } from "../app/errors.ts";
import type { Session } from "../app/session.ts";
import { literal } from "../app/snippet.ts";
import { button, copyButton } from "../ui/button.ts";
import { codeBlock } from "../ui/code.ts";
import { fill, h } from "../ui/dom.ts";
import { empty } from "../ui/notice.ts";

const STATES: Record<Call["state"], string> = {
  running: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** The request log: what the page has asked the server, how it went, and the code that does it. */
export function logDrawer({ log, server, projectId }: Session): { element: HTMLElement; toggle: HTMLButtonElement } {
  const rows = new Map<number, { row: HTMLDetailsElement; seen: string }>();
  const items = h("div", { class: "log-items" });
  const nothing = empty("No requests yet", "What this page asks the server shows up here.");
  const element = h(
    "section",
    {
      class: "drawer",
      "aria-label": "Request log",
      hidden: true,
      onkeydown: (event) => event.key === "Escape" && open(false),
    },
    h(
      "header",
      null,
      h("h2", null, "Request log"),
      h("span", { class: "muted grow" }, "newest first"),
      copyButton(() => setUp(server, projectId), "Copy the set-up code"),
      button({ label: "Clear the log", icon: "delete", compact: true, onclick: () => log.clear() }),
      button({ label: "Close the log", icon: "close", compact: true, onclick: () => open(false) }),
    ),
    items,
  );
  const count = h("span", { class: "count", "aria-hidden": "true" });
  const toggle = button({
    label: "Request log",
    icon: "log",
    kind: "quiet",
    onclick: () => open(Boolean(element.hidden)),
  });
  toggle.classList.add("log-toggle");
  toggle.append(count);
  toggle.setAttribute("aria-expanded", "false");

  function open(shown: boolean): void {
    element.hidden = !shown;
    toggle.setAttribute("aria-expanded", String(shown));
    if (shown) draw();
    else toggle.focus();
  }

  /** Draws what has changed: what is unfolded stays so. */
  function draw(): void {
    if (element.hidden) return;
    for (const id of rows.keys()) if (!log.calls.some((call) => call.id === id)) rows.delete(id);
    for (const call of log.calls) {
      const seen = `${call.state} ${call.attempts.length}`;
      const old = rows.get(call.id);
      if (old?.seen === seen) continue;
      const row = callRow(call);
      row.open = old?.row.open ?? false;
      rows.set(call.id, { row, seen });
    }
    fill(items, log.calls.length > 0 ? log.calls.map((call) => rows.get(call.id)?.row) : nothing);
  }

  let due = false;
  log.addEventListener("change", () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      count.textContent = String(log.calls.length || "");
      draw();
    });
  });
  return { element, toggle };
}

function callRow(call: Call): HTMLDetailsElement {
  const latest = call.attempts.at(-1);
  const [name] = call.code.replace(/^.*?(?:project|meshagent)\./s, "").split("(");
  const status = latest?.status ?? STATES[call.state];
  return h(
    "details",
    { class: `call ${call.state}` },
    h(
      "summary",
      null,
      h("span", { class: "dot", title: STATES[call.state] }),
      h("code", { class: "call-name" }, name),
      h("span", { class: "call-url" }, latest && `${latest.method} ${pathOf(latest.url)}`),
      call.attempts.length > 1 && h("span", { class: "chip" }, `${call.attempts.length} attempts`),
      h("span", { class: "call-status" }, status),
      h("span", { class: "call-ms" }, call.ms === undefined ? "…" : `${call.ms} ms`),
      h("time", { class: "call-at" }, call.at.toLocaleTimeString()),
    ),
    h(
      "div",
      { class: "call-body stack tight" },
      codeBlock(call.code),
      call.error !== undefined && h("p", { class: "problem" }, sentenceOf(call)),
      call.attempts.length > 0 && h("ol", { class: "attempts" }, call.attempts.map(attemptLine)),
    ),
  );
}

function attemptLine(attempt: Attempt): HTMLElement {
  return h(
    "li",
    null,
    h("code", null, `${attempt.method} ${attempt.url}`),
    h("span", { class: "muted" }, ` ${attempt.status ?? String(attempt.error)} in ${Math.round(attempt.ms)} ms`),
  );
}

function sentenceOf(call: Call): string {
  if (call.state === "cancelled") return "Cancelled: nobody waits for the reply any more.";
  const { title, advice } = explain(call.error);
  return `${title}. ${advice}`;
}

/** What comes before the code of any call. The token stays where it is. */
const setUp = (baseUrl: string, projectId: string): string =>
  `import { Meshagent } from "meshagent-wasm";

const token = process.env.MESHAGENT_API_KEY;
const meshagent = new Meshagent({ baseUrl: ${literal(baseUrl)}, token, projectId: ${literal(projectId)} });
const project = meshagent.project();`;

/** The address without what all calls of a project share. */
const pathOf = (url: string): string => url.replace(/^https?:\/\/(?:.*?\/projects\/[^/]+|[^/]+)/, "");
