import type { Mailbox, MailboxDelivery, MailboxUpdate, NewMailbox } from "meshagent-wasm";
import { href } from "../../../app/router.ts";
import { h } from "../../../ui/dom.ts";
import { list } from "../../../ui/list.ts";
import { empty } from "../../../ui/notice.ts";
import type { ViewContext } from "../../view.ts";
import { ago, codeLine, line, state } from "../cells.ts";
import { byToken, type Kind } from "../kind.ts";

export const mailboxes: Kind<Mailbox> = {
  id: "mailboxes",
  title: "Mailboxes",
  one: "mailbox",
  icon: "mail",
  about: "Mail addresses whose mails go to the queue of a room.",
  purpose: "A mailbox lets agents in a room read and answer mail.",
  columns: [
    { title: "Room", width: "26%", cell: ({ room }) => h("a", { class: "link", href: href("rooms", room) }, room) },
    { title: "Queue", cell: ({ queue }) => codeLine(queue) },
    { title: "Who may write", width: "150px", cell: openness },
  ],

  list: (project, which, signal) => byToken(which, (part) => project.mailboxes.list(part, { signal })),
  get: (project, address, signal) => project.mailboxes.get(address, { signal }),
  key: ({ address }) => address,
  name: ({ address }) => address,
  facts: (mailbox) => [
    ["Room", h("a", { class: "link", href: href("rooms", mailbox.room) }, mailbox.room)],
    ["Who may write", openness(mailbox)],
  ],
  sections: deliveries,

  document: ({ room, queue, public: open, annotations }) => ({ room, queue, public: open, annotations }),
  example: (room) => ({ address: "help@mail.example.com", room, queue: "mail", public: false, annotations: {} }),
  called: ["mailbox", "change"],
  async create(project, mailbox, _room, signal) {
    await project.mailboxes.create(mailbox as NewMailbox, { signal });
    return (mailbox as NewMailbox).address;
  },
  async update(project, { address }, mailbox, signal) {
    await project.mailboxes.update(address, mailbox as MailboxUpdate, { signal });
    return address;
  },
  delete: (project, { address }, signal) => project.mailboxes.delete(address, { signal }),
  restore: (project, { address, room, queue, public: open, annotations }) =>
    project.mailboxes.create({ address, room, queue, public: open, annotations }),
  creates: "create mailboxes",
  manages: "manage mailboxes",
};

function openness({ public: open }: Mailbox): HTMLElement {
  return open ? state("anybody", "warn") : state("members");
}

const MOODS: Record<string, "ok" | "warn"> = { delivered: "ok", failed: "warn", deferred: "warn" };

/** The mails that the mailbox has sent. */
function deliveries({ session, signal }: ViewContext, { address }: Mailbox): HTMLElement {
  const mails = list<MailboxDelivery>({
    label: "Mails that were sent",
    signal,
    fetch: ({ limit, offset }, signal) =>
      session.project.mailboxes.listDeliveries(address, { count: limit, offset }, { signal }),
    empty: () => empty("No mail was sent yet", "What a room sends from this address is followed here."),
    columns: [
      { title: "To", kind: "main", width: "34%", cell: ({ recipient }) => recipient },
      { title: "State", width: "110px", cell: ({ status }) => state(status, MOODS[status] ?? "") },
      {
        title: "What happened",
        cell: ({ smtp_code, description, reason }) =>
          line([smtp_code, description ?? reason].filter(Boolean).join(" ")),
      },
      { title: "Sent", width: "130px", cell: ({ submitted_at }) => ago(submitted_at) },
    ],
  });
  void mails.reload();
  return h("section", { class: "stack", "aria-label": "Mails" }, h("h2", null, "Mails that were sent"), mails.element);
}
