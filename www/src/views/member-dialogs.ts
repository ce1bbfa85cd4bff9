import type { ProjectMember } from "meshagent-wasm";
import { title } from "../app/people.ts";
import type { Session } from "../app/session.ts";
import { formDialog, Incomplete } from "../ui/dialog.ts";
import { h } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { note } from "../ui/notice.ts";
import { detail, personCell } from "../ui/person.ts";
import { bindingList } from "./binding-list.ts";
import { personOfMember, rightsForm } from "./member-rights.ts";

/** Adds somebody who has an account; on a service of today, anybody by their e-mail address. */
export function addDialog(session: Session, done: () => void): void {
  const today = session.api === "today";
  const user = today
    ? field(
        "E-mail address or user ID",
        input({ autofocus: true, required: true, placeholder: "ann@example.com" }),
        "Somebody who has no account yet is invited by e-mail.",
      )
    : field(
        "User ID",
        input({ autofocus: true, required: true }),
        "The id of somebody who has an account with the service.",
      );
  const redirect = field(
    "Where the invitation leads",
    input({ type: "url", placeholder: "https://app.example.com/welcome" }),
    "The address that the link in an invitation opens. Leave it empty for the service's own.",
  );
  const rights = rightsForm(session, {});
  formDialog({
    title: "Add a member",
    body: [user.element, rights.element, today && redirect.element],
    submit: "Add member",
    async run(signal) {
      const who = user.control.value.trim();
      user.problem(who ? undefined : "Say who.");
      if (!who) throw new Incomplete();
      if (who.includes("@")) return invite(session, who, redirect.control.value.trim(), rights.read(), signal);
      await session.project.members.add({ user_id: who, ...rights.read() }, { signal });
      await session.people.load(who);
      return `${title(session.people.get(who))} is a member now.`;
    },
    done,
  });
}

/** A role on the project makes somebody a member, whether they have an account or not. */
async function invite(
  { project, projectId, people }: Session,
  email: string,
  invite_redirect_url: string,
  rights: ReturnType<ReturnType<typeof rightsForm>["read"]>,
  signal: AbortSignal,
): Promise<string> {
  const roles = "roles" in rights ? rights.roles : ["member"];
  await project.policies.grant(
    "project",
    projectId,
    { subject: { type: "user", email }, roles, ...(invite_redirect_url && { invite_redirect_url }) },
    { signal },
  );
  const known = people.find(email);
  return known ? `${title(known)} is a member now.` : `${email} is invited.`;
}

export function changeDialog(session: Session, member: ProjectMember, done: () => void): void {
  const person = personOfMember(member);
  const what = session.api === "today" ? "roles" : "rights";
  const rights = rightsForm(session, member);
  formDialog({
    title: `${what === "roles" ? "Roles" : "Rights"} of ${title(person)}`,
    about: detail(person),
    body: rights.element,
    submit: "Save",
    async run(signal) {
      await session.project.members.update(member.id, rights.read(), { signal });
      return `The ${what} of ${title(person)} are saved.`;
    },
    done,
  });
}

export function removeDialog(session: Session, member: ProjectMember, done: () => void): void {
  const person = personOfMember(member);
  const today = session.api === "today";
  formDialog({
    title: `Remove ${title(person)}?`,
    body: [
      personCell(person),
      note("warn", h("p", null, "They can no longer sign in to the project, and may lose their access to its rooms.")),
      today && [
        h("h3", null, "What they were given"),
        bindingList(session, { type: "user", id: member.id }, { empty: "Nothing but the membership." }).element,
      ],
    ],
    submit: "Remove member",
    danger: true,
    async run(signal) {
      await session.project.members.remove(member.id, { signal });
      return `${title(person)} is not a member any more.`;
    },
    done,
  });
}
