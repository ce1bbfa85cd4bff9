import type { NewScheduledTask, ScheduledTask, ScheduledTaskRun } from "meshagent-wasm";
import { href } from "../../../app/router.ts";
import { nextRuns } from "../../../app/schedule.ts";
import { distance, moment } from "../../../app/time.ts";
import { type Child, h } from "../../../ui/dom.ts";
import { list } from "../../../ui/list.ts";
import { empty } from "../../../ui/notice.ts";
import type { ViewContext } from "../../view.ts";
import { ago, idFact, line, nothing, state } from "../cells.ts";
import { byToken, type Kind } from "../kind.ts";

type Spec = NewScheduledTask["spec"];

export const tasks: Kind<ScheduledTask> = {
  id: "tasks",
  title: "Tasks",
  one: "task",
  icon: "task",
  about: "What runs at set times: a message into a queue, or a container.",
  purpose: "A task does something in a room every hour, every morning, or once.",
  columns: [
    { title: "Room", width: "18%", cell: ({ room_name }) => roomLink(room_name) },
    { title: "When", width: "15%", cell: ({ schedule }) => h("code", { class: "clip", title: schedule }, schedule) },
    { title: "Does", cell: ({ spec }) => line(doing(spec)) },
    { title: "Next run", width: "128px", cell: nextCell },
  ],

  list: (project, which, signal) => byToken(which, (part) => project.scheduledTasks.list(part, { signal })),
  async get(project, task_id, signal) {
    const { items } = await project.scheduledTasks.list({ task_id }, { signal });
    return items[0];
  },
  key: ({ id }) => id,
  name: ({ spec, id }) => spec.metadata?.name || id,
  facts: (task) => [
    ["Next runs", next(task)],
    ["Last run", [task.last_status, task.last_return_message].filter(Boolean).join(": ") || "None yet"],
    ["Room", roomLink(task.room_name)],
    idFact(task.id),
  ],
  sections: runs,

  document: ({ spec }) => spec,
  example: () => ({
    version: "v1",
    kind: "ScheduledTask",
    metadata: { name: "morning report" },
    schedule: "0 7 * * 1-5",
    active: true,
    queue: { name: "reports", payload: { report: "open tickets" } },
  }),
  called: ["task.spec"],
  inRoom: true,
  async create(project, spec, room, signal) {
    const { task_id } = await project.scheduledTasks.create(room, { spec: spec as Spec }, { signal });
    return task_id;
  },
  async update(project, { id }, spec, signal) {
    await project.scheduledTasks.update(id, { spec: spec as Spec }, { signal });
    return id;
  },
  delete: (project, { id }, signal) => project.scheduledTasks.delete(id, { signal }),
  lost: "What is known of its runs goes with it. Made again, it would have another ID.",
  creates: "create tasks",
  manages: "manage tasks",
};

const roomLink = (name: string): Child => h("a", { class: "link", href: href("rooms", name) }, name);

function doing({ queue, container }: ScheduledTask["spec"]): string {
  if (queue) return `A message into ${queue.name}`;
  return container ? `Runs ${container.image}` : "";
}

const MOODS: Record<string, "ok" | "warn"> = { submitted: "ok", failed: "warn", retrying: "warn" };

/** When the task runs next, and how its last runs went. */
function runs({ session, signal }: ViewContext, task: ScheduledTask): HTMLElement {
  const all = list<ScheduledTaskRun>({
    label: "Runs",
    signal,
    fetch: ({ limit, offset }, signal) =>
      session.project.scheduledTasks.listRuns(task.id, { limit, offset }, { signal }),
    empty: () => empty("No runs yet", "What the task does is followed here, once it has run."),
    columns: [
      { title: "Due", kind: "main", width: "30%", cell: ({ scheduled_time }) => moment(new Date(scheduled_time)) },
      { title: "State", width: "120px", cell: ({ status }) => state(status, MOODS[status] ?? "") },
      { title: "Began", width: "150px", cell: ({ started_at }) => ago(started_at) },
      { title: "What happened", cell: ({ error, attempt_count }) => line(error ?? attempts(attempt_count)) },
    ],
  });
  void all.reload();
  return h(
    "section",
    { class: "stack", "aria-label": "Runs" },
    h("header", { class: "section-head" }, h("h2", null, "Runs")),
    all.element,
  );
}

function nextCell(task: ScheduledTask): Child {
  if (!task.active) return state("off", "warn");
  const [due] = dueRuns(task, 1);
  return due ? ago(due.toISOString()) : nothing();
}

const dueRuns = ({ schedule, last_start_time }: ScheduledTask, count: number): Date[] =>
  nextRuns(schedule, last_start_time ? new Date(last_start_time) : undefined, count);

/** The next runs as the schedule has them: the service tells of those that have been. */
function next(task: ScheduledTask): Child {
  if (!task.active) return "None: the task is off";
  const due = dueRuns(task, task.once ? 1 : 3);
  if (due.length === 0) return `Every ${task.schedule}`;
  return h(
    "ol",
    { "aria-label": "Next runs" },
    due.map((date) => h("li", null, moment(date), " ", h("small", null, distance(date)))),
  );
}

const attempts = (count: number | null): string => (count && count > 1 ? `${count} attempts` : "");
