import { personOf } from "../access/subjects.ts";
import type { Session } from "../app/session.ts";
import { slots } from "../app/slots.ts";
import { fill, h } from "../ui/dom.ts";
import { avatar } from "../ui/person.ts";

/** How many people are shown before the rest is only counted. */
const FACES = 4;
const PAGE = 50;

/** Says in a cell who is in a group; each group is asked about once. */
export function memberSummary({ project }: Session, signal: AbortSignal): (group: string) => HTMLElement {
  const turn = slots(4);
  const cells = new Map<string, HTMLElement>();

  async function load(group: string, cell: HTMLElement): Promise<void> {
    const { items, continuation_token } = await turn(signal, () =>
      project.groups.listMembers(group, { page_size: PAGE }, { signal }),
    );
    const people = items.filter(({ subject }) => subject.type === "user");
    const count = (number: number, noun: string, nouns: string) =>
      number > 0 ? [`${number}${continuation_token ? "+" : ""} ${number === 1 ? noun : nouns}`] : [];
    const words = [
      ...count(people.length, "person", "people"),
      ...count(items.filter(({ subject }) => subject.type === "group").length, "group", "groups"),
      ...count(items.filter(({ subject }) => subject.type === "agent").length, "agent", "agents"),
    ];
    const faces = people.slice(0, FACES).map(({ subject }) => avatar(personOf(subject)));
    fill(
      cell,
      faces.length > 0 && h("span", { class: "faces" }, faces),
      h("span", { class: "muted" }, words.join(", ") || "Nobody"),
    );
  }

  return (group) => {
    const known = cells.get(group);
    if (known) return known;
    const cell = h("span", { class: "row members-cell" }, h("span", { class: "muted" }, "…"));
    cells.set(group, cell);
    // A help only: whoever opens the group sees what is wrong.
    load(group, cell).catch(() => fill(cell, h("span", { class: "muted" }, "—")));
    return cell;
  };
}
