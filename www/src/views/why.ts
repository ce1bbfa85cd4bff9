import { type AccessSubject, NotFoundError, type ResourceAccessSummary, type Room } from "meshagent-wasm";
import { type Reach, reachOf, type Way, waysTo } from "../access/reach.ts";
import { membersBlocked, rolesBlocked } from "../access/rights.ts";
import { inWords, labelOf, ranked, reaching } from "../access/roles.ts";
import { kindOf, reference, titleOfSubject } from "../access/subjects.ts";
import { whenOnline } from "../app/online.ts";
import { goTo, href } from "../app/router.ts";
import type { Session } from "../app/session.ts";
import { button, linkButton } from "../ui/button.ts";
import { crumbs } from "../ui/crumbs.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { empty, note, trouble } from "../ui/notice.ts";
import { subjectCell, subjectSign } from "../ui/subject.ts";
import { leaveGroupDialog } from "./leave-group.ts";
import { changeRoles, type RoleView } from "./role-changes.ts";
import { rolesDialog } from "./role-menu.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** Why somebody has access to a room: the ways that it comes, and what they add up to. */
export function whyView(context: ViewContext): HTMLElement {
  const { session, route, signal } = context;
  const { project } = session;
  const [, , type = "", id = "", name = ""] = route.path;
  const asked: AccessSubject = type === "userset" ? { type, object_type: "project", relation: id } : { type, id };
  const view = h("div", { class: "view" });
  let failed = false;

  async function load(): Promise<void> {
    failed = false;
    if (view.childElementCount === 0) fill(view, way(name, ""), pageHead(`Access to ${name}`, "Asking the service…"));
    try {
      const room = await project.rooms.get(name, { signal });
      const question = { subject: reference(asked), resource: { type: "room", id: room.id } };
      const [effective, reach, manage] = await Promise.all([
        project.access.getEffective(question, { signal }),
        reachOf(project, asked, signal),
        rolesBlocked(session, room, signal),
      ]);
      fill(view, ...parts(session, room, effective, reach, { blocked: manage, refresh: load }));
    } catch (error) {
      if (signal.aborted) return;
      failed = true;
      const back = button({ label: "Go to the access of all", onclick: () => goTo("access") });
      const gone = () =>
        h(
          "div",
          { class: "card" },
          empty("There is no such room, or no such subject", "It may have been deleted.", back),
        );
      const notice = error instanceof NotFoundError ? gone() : trouble(error, load);
      fill(view, way(name, ""), pageHead(`Access to ${name}`, ""), notice);
    }
  }
  whenOnline(signal, () => failed && load());
  void load();
  return view;
}

const way = (room: string, who: string): HTMLElement =>
  crumbs([
    ["Access", href("access")],
    [room, href("rooms", room)],
    [who, ""],
  ]);

function parts(session: Session, room: Room, effective: ResourceAccessSummary, reach: Reach, view: RoleView): Child[] {
  // Bindings know names that the other reply does not, and the other way round.
  const subject = { ...reach.nodes.get(reach.root)?.subject, ...effective.subject };
  const who = titleOfSubject(subject);
  const ways = waysTo(reach, room.id, reaching);
  const direct = ways.find(({ path, on }) => path.length === 1 && on === "room")?.roles ?? [];
  const place = { room, subject };

  const actionsOf = (way: Way): Child => {
    const [, group] = way.path;
    if (!group) {
      if (way.on === "project") return linkButton("Go to the members", "users", href("members"));
      return button({
        label: "Take away",
        icon: "removeUser",
        blocked: view.blocked,
        onclick: () => changeRoles(session, place, direct, [], view),
      });
    }
    if (group.type !== "group") return undefined;
    return button({
      label: `Without ${titleOfSubject(group)}?`,
      icon: "help",
      onclick: async () =>
        leaveGroupDialog(session, subject, group, {
          known: reach,
          blocked: await membersBlocked(session, group, session.signal),
          done: () => view.refresh(place),
        }),
    });
  };

  const wayRow = (way: Way): HTMLElement =>
    h(
      "li",
      { class: "way" },
      h(
        "ol",
        { class: "way-path", "aria-label": "How it comes" },
        way.path.map(step),
        h("li", { class: "way-step" }, rolesOn(way, room)),
      ),
      h("div", { class: "row tight" }, actionsOf(way)),
    );

  const hidden = [...reach.nodes.values()].filter((node) => node.hidden).map(({ subject }) => titleOfSubject(subject));
  return [
    way(room.name, who),
    pageHead(
      `${who} in ${room.name}`,
      kindOf(subject),
      button({
        label: direct.length > 0 ? "Change the role" : "Give a role",
        icon: direct.length > 0 ? "edit" : "add",
        blocked: view.blocked,
        onclick: () => rolesDialog(session, place, direct, view),
      }),
    ),
    h(
      "section",
      { class: "card stack", "aria-label": "In effect" },
      h(
        "div",
        { class: "row wrap" },
        subjectCell(subject),
        h("span", { class: "grow" }),
        effective.effective_roles.length > 0
          ? h(
              "ul",
              { class: "chips" },
              ranked(effective.effective_roles).map((role) =>
                h("li", { class: "level", "data-role": role }, labelOf(role)),
              ),
            )
          : h("span", { class: "chip" }, "No access"),
      ),
      h(
        "ul",
        { class: "deeds row wrap", "aria-label": "What that allows" },
        Object.entries(effective.capabilities).map(deed),
      ),
    ),
    h(
      "section",
      { class: "stack", "aria-label": "Where it comes from" },
      h("h2", null, "Where it comes from"),
      ways.length > 0
        ? h("ul", { class: "card ways" }, ways.map(wayRow))
        : h("div", { class: "card" }, empty("From nowhere", `Nothing was given to ${who}, nor to a group of theirs.`)),
      hidden.length > 0 &&
        note(
          "info",
          h("p", null, `You may not see what was given to others. ${who} also belongs to: ${hidden.join(", ")}.`),
        ),
    ),
  ];
}

const step = (subject: AccessSubject, index: number): HTMLElement =>
  h(
    "li",
    { class: "way-step" },
    index > 0 && h("small", null, subject.type === "group" ? "in the group" : "as part of"),
    subjectSign(subject),
    h("span", { class: "clip" }, titleOfSubject(subject)),
  );

const rolesOn = ({ on, roles }: Way, room: Room): Child => [
  h("small", null, roles.length > 1 ? "has the roles" : "has the role"),
  ranked(roles).map((role) => h("span", { class: "level", "data-role": role }, labelOf(role))),
  h("small", null, on === "room" ? `on ${room.name}` : "on the project, which reaches into its rooms"),
];

/** What a capability is called. */
const CAPABILITIES: Record<string, string> = { can_view: "See it", can_use: "Work in it", can_manage: "Manage it" };

function deed([name, allowed]: [string, boolean]): HTMLElement {
  return h(
    "li",
    { "data-allowed": allowed ? "yes" : "no" },
    icon(allowed ? "check" : "forbidden"),
    h("span", null, h("span", { class: "sr" }, allowed ? "Yes: " : "No: "), CAPABILITIES[name] ?? inWords([name])),
  );
}
