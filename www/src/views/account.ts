import { blocked, type Deed, deeds } from "../app/rights.ts";
import type { Session } from "../app/session.ts";
import { copyable } from "../ui/button.ts";
import { showDialog } from "../ui/dialog.ts";
import { type Child, h } from "../ui/dom.ts";
import { icon } from "../ui/icons.ts";
import { note } from "../ui/notice.ts";

/** Says who one is; pressed, it says more. */
export function accountButton(session: Session): HTMLElement {
  const { identity, rights, server } = session;
  return h(
    "button",
    { type: "button", class: "who", "aria-haspopup": "dialog", onclick: () => accountDialog(session) },
    icon("account"),
    h(
      "span",
      { class: "who-text" },
      h(
        "strong",
        null,
        h("span", null, identity.name ?? identity.kind),
        rights && h("span", { class: "chip" }, rights.role),
      ),
      h("small", { title: server }, server.replace(/^https?:\/\//, "")),
    ),
  );
}

/** Who one is in the project, and what that allows. */
function accountDialog({ server, projectId, api, rights, identity }: Session): void {
  const rows: [string, Child][] = [
    ["Role", rights ? h("span", { class: "chip" }, rights.role) : "The server does not tell"],
    ["Signed in with", identity.name ? `${identity.kind} of ${identity.name}` : identity.kind],
    ["Project", copyable(projectId, "Copy the project ID")],
    ["Server", copyable(server, "Copy the server address")],
  ];
  showDialog("Who you are here", [
    h(
      "dl",
      { class: "pairs" },
      rows.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]),
    ),
    !rights &&
      note("info", h("p", null, "This server does not tell what you may do: it judges each request by itself.")),
    h(
      "section",
      { class: "stack tight" },
      h("h3", null, "What you may do"),
      h("ul", { class: "deeds", "aria-label": "What you may do" }, deeds(api).map(deed)),
    ),
  ]);

  function deed([name, label]: [Deed, string]): HTMLElement {
    const reason = blocked(rights, name);
    return h(
      "li",
      { "data-allowed": reason ? "no" : "yes" },
      icon(reason ? "forbidden" : "check"),
      h("span", null, h("span", { class: "sr" }, reason ? "No: " : "Yes: "), label, reason && h("small", null, reason)),
    );
  }
}
