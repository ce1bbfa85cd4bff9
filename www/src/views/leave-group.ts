import type { AccessResource, AccessSubject, Project } from "meshagent-wasm";
import { type Loss, lossWithout, type Reach, reachOf } from "../access/reach.ts";
import { inWords } from "../access/roles.ts";
import { keyOf, reference, titleOfSubject } from "../access/subjects.ts";
import { href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { formDialog } from "../ui/dialog.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { note, trouble } from "../ui/notice.ts";

export interface LeaveOptions {
  /** What `reachOf` said of the subject; without it the service is asked. */
  known?: Reach;
  /** Why one may not take anybody out of the group. */
  blocked?: string | undefined;
  done(): unknown;
}

/** Says what somebody would lose without a group, and takes them out of it if that is what one wants. */
export function leaveGroupDialog(
  session: Session,
  subject: AccessSubject,
  group: AccessSubject,
  { known, blocked, done }: LeaveOptions,
): void {
  const [who, from] = [titleOfSubject(subject), titleOfSubject(group)];
  const body = h("div", { class: "stack", "aria-live": "polite" });
  const ended = new AbortController();
  let place = "member";

  async function load(): Promise<void> {
    fill(body, h("p", { class: "waiting" }, "Asking what would be lost…"));
    try {
      const reach = known ?? (await reachOf(session.project, subject, ended.signal));
      const places = reach.nodes
        .get(reach.root)
        ?.grants.find(({ resource }) => `group/${resource.id}` === keyOf(group));
      if (places?.direct_roles.includes("manager")) place = "manager";
      fill(body, lossList(who, lossWithout(reach, group)));
    } catch (error) {
      if (!ended.signal.aborted) fill(body, trouble(error, load));
    }
  }

  const { element } = formDialog({
    title: `${who} without ${from}?`,
    about: "Nothing has happened yet.",
    body,
    submit: "Remove from the group",
    danger: true,
    blocked,
    async run(signal) {
      await session.project.groups.removeMember(group.id ?? "", subject.type, subject.id ?? "", { signal });
      return {
        text: `${who} is not in ${from} any more.`,
        about: `${keyOf(subject)} in ${keyOf(group)}`,
        action: { label: "Undo", run: () => putBack(session.project, subject, group, place).then(done) },
      };
    },
    done: () => void done(),
  });
  element.addEventListener("close", () => ended.abort());
  void load();
}

const putBack = (project: Project, subject: AccessSubject, group: AccessSubject, role: string): Promise<void> =>
  project.groups.setMember(group.id ?? "", { subject: reference(subject), role });

function lossList(who: string, losses: Loss[]): Child {
  if (losses.length === 0) {
    return note("ok", h("p", null, `${who} would lose nothing: all that the group brings also comes another way.`));
  }
  return [
    h("p", null, `${who} would lose:`),
    h(
      "ul",
      { class: "losses" },
      losses.map(({ resource, roles, kept }) =>
        h(
          "li",
          { class: "loss" },
          h(
            "span",
            null,
            h("strong", null, inWords(roles)),
            resource.type === "group" ? " of " : " on ",
            nameOf(resource),
          ),
          h("small", null, kept.length > 0 ? `keeps ${inWords(kept)}` : "keeps nothing there"),
        ),
      ),
    ),
  ];
}

function nameOf({ type, id, name }: AccessResource): Child {
  if (type === "project") return "the project";
  if (type === "room") return h("a", { href: href("rooms", name ?? id) }, name ?? id);
  return `the ${type.replaceAll("_", " ")} ${name ?? id}`;
}
