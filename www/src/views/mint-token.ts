import { parseApiKey } from "meshagent-wasm";
import type { Session } from "../app/session.ts";
import { scopeEditor } from "../scope/editor.ts";
import { levelChip, preset } from "../scope/levels.ts";
import { button, copyButton } from "../ui/button.ts";
import { codeBlock } from "../ui/code.ts";
import { Incomplete } from "../ui/dialog.ts";
import { fill, h, uid } from "../ui/dom.ts";
import { field, input, select } from "../ui/field.ts";
import { note, trouble } from "../ui/notice.ts";
import { codeOf, mintHere, mintThere, type Order } from "./token-order.ts";

const HOUR = 3_600;
const LIFETIMES: [seconds: string, label: string][] = [
  [String(HOUR), "1 hour"],
  [String(24 * HOUR), "1 day"],
  [String(7 * 24 * HOUR), "1 week"],
  ["0", "Never expires"],
];

/** Who makes the token: the service, for whoever is signed in, or the page, with an API key. */
type Maker = "service" | "key";

/** A form that mints a participant token; `minted` gets it, with what verifies it when the page has that. */
export function mintForm(session: Session, minted: (jwt: string, secret?: string) => void): HTMLElement {
  const { apiKey } = session.identity;
  const maker = field(
    "Made by",
    select<Maker>(
      [
        ["service", "The service"],
        ["key", "An API key, in this page"],
      ],
      { onchange: show },
    ),
  );
  if (session.api === "older") maker.control.value = "key";
  const key = field(
    "API key",
    input({ type: "password", autocomplete: "off", placeholder: "ma-…", required: true, role: "textbox" }),
    apiKey
      ? "Used here only, and not kept."
      : "Used here only, and not kept. The demo prints one where it was started.",
    apiKey && button({ label: "Use the key you signed in with", kind: "quiet", onclick: useKey }),
  );
  const warning = note(
    "warn",
    h(
      "p",
      null,
      h("strong", null, "API keys belong on servers."),
      " Whoever has one can act for the whole project. Mint tokens in a page only to try things out.",
    ),
  );
  const name = field("Participant's name", input({ required: true, placeholder: "ann" }));
  const room = roomField(session);
  const role = field("Role", select(["user", "agent", "tool"].map((each) => [each, each])));
  const life = field("Valid for", select(LIFETIMES));
  const level = h("span", null, levelChip(preset("user")));
  const scope = scopeEditor(preset("user"), (now) => fill(level, levelChip(now)));
  const more = h(
    "details",
    { class: "fold" },
    h("summary", null, h("span", { class: "grow" }, "What the participant may do"), level),
    h("div", { class: "narrow-editor" }, scope.element),
  );
  const result = h("div", { "aria-live": "polite" });
  const withKey = () => maker.control.value === "key";

  function show(): void {
    for (const each of [key.element, warning, life.element]) each.hidden = !withKey();
  }

  function useKey(): void {
    key.control.value = apiKey ?? "";
    key.problem();
    name.control.focus();
  }

  async function run(): Promise<void> {
    fill(result);
    const needed = [...(withKey() ? [key] : []), name, room];
    for (const { control, problem } of needed) problem(control.value.trim() ? undefined : "This is needed.");
    const missing = needed.find(({ control }) => !control.value.trim());
    if (missing) return missing.control.focus();
    try {
      const wanted = order();
      const apiKey = withKey() ? key.control.value.trim() : undefined;
      // A key that is none is said at once, before anything is made.
      const secret = apiKey && parseApiKey(apiKey).secret;
      const jwt = await (apiKey ? mintHere(apiKey, wanted) : mintThere(session, wanted));
      fill(result, mintedNote(jwt, codeOf(wanted, apiKey ? "key" : "service")));
      minted(jwt, secret);
    } catch (error) {
      if (!(error instanceof Incomplete)) fill(result, trouble(error));
    }
  }

  function order(): Order {
    const grant = scope.value();
    if (!grant) {
      more.open = true;
      throw new Incomplete();
    }
    return {
      name: name.control.value.trim(),
      room: room.control.value.trim(),
      role: role.control.value,
      scope: grant,
      seconds: Number(life.control.value),
    };
  }

  show();
  return h(
    "form",
    {
      class: "card stack",
      novalidate: true,
      "aria-label": "Mint a token",
      onsubmit: (event) => {
        event.preventDefault();
        void run();
      },
    },
    session.api === "today" && maker.element,
    warning,
    key.element,
    h("div", { class: "pair-fields" }, name.element, room.element, role.element, life.element),
    more,
    h("div", null, button({ label: "Mint token", icon: "key", kind: "primary", submit: true })),
    result,
  );
}

function mintedNote(jwt: string, code: string): HTMLElement {
  return note(
    "ok",
    h("p", null, "The token is minted."),
    h(
      "div",
      { class: "row" },
      h("code", { class: "clip grow" }, jwt),
      copyButton(() => jwt, "Copy the token", true),
    ),
    h("details", null, h("summary", null, "The code for your server"), codeBlock(code)),
  );
}

/** A field for a room's name, which suggests those that exist. */
function roomField({ project }: Session) {
  const known = h("datalist", { id: uid("rooms") });
  const room = field("Room", input({ required: true, list: known.id, placeholder: "support" }));
  // A help only, so a failure is nobody's concern.
  const suggest = async () => {
    const { items } = await project.rooms.list({ limit: 200 });
    fill(
      known,
      items.map(({ name }) => h("option", { value: name })),
    );
  };
  room.control.addEventListener("focus", () => void suggest().catch(() => undefined), { once: true });
  room.element.append(known);
  return room;
}
