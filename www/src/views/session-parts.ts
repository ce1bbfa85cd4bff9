import type { RoomSession } from "meshagent-wasm";
import { blocked } from "../app/rights.ts";
import type { Session } from "../app/session.ts";
import { ownerOf } from "../app/sessions.ts";
import { distance, moment } from "../app/time.ts";
import { button } from "../ui/button.ts";
import { formDialog } from "../ui/dialog.ts";
import { type Child, h } from "../ui/dom.ts";
import { note } from "../ui/notice.ts";

export const stateChip = ({ is_active }: RoomSession): HTMLElement =>
  is_active ? h("span", { class: "chip ok live" }, "Live") : h("span", { class: "chip" }, "Over");

/** A time as its distance, with the time itself for whoever points at it. */
export function ago(iso: string): HTMLElement {
  const date = new Date(iso);
  return h("time", { datetime: iso, title: moment(date) }, distance(date));
}

/** The buttons that end a session, which ask first. */
export function endButtons(session: Session, which: RoomSession, done: () => void, compact = false): Child {
  const { project } = session;
  const reason = which.is_active ? blocked(session.rights, "end sessions") : "The session is over.";
  const name = ownerOf(which);
  const ask = (verb: "terminate" | "kill") => () =>
    formDialog({
      title: `${verb === "kill" ? "Kill" : "End"} the session of ${name}?`,
      body: note(
        "warn",
        h(
          "p",
          null,
          verb === "kill"
            ? "What it runs on is removed at once. What is not saved yet is lost."
            : "Everybody in it is disconnected, and its agents stop.",
        ),
      ),
      submit: verb === "kill" ? "Kill session" : "End session",
      danger: true,
      async run(signal) {
        await project.sessions[verb](which.id, { signal });
        return `The session of ${name} is over.`;
      },
      done,
    });
  return [
    button({
      label: compact ? `End the session of ${name}` : "End",
      icon: "stop",
      compact,
      blocked: reason,
      onclick: ask("terminate"),
    }),
    !compact && button({ label: "Kill", icon: "kill", blocked: reason, onclick: ask("kill") }),
  ];
}
