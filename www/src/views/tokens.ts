import { type ApiScope, ParticipantToken, parseApiKey, TokenError } from "meshagent-wasm";
import { sentence } from "../app/errors.ts";
import { scopeEditor } from "../scope/editor.ts";
import { levelChip, preset, summary } from "../scope/levels.ts";
import { button, copyButton } from "../ui/button.ts";
import { Incomplete } from "../ui/dialog.ts";
import { type Child, fill, h } from "../ui/dom.ts";
import { field, input, select } from "../ui/field.ts";
import { note, trouble } from "../ui/notice.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** Participant tokens: minting, inspecting and verifying them. Nothing of this asks the server. */
export function tokensView(_: ViewContext): HTMLElement {
  const inspector = inspect();
  return h(
    "div",
    { class: "view" },
    pageHead("Tokens", "Participant tokens let one participant into a room. All of this happens in your browser."),
    h(
      "div",
      { class: "halves" },
      h(
        "section",
        { class: "stack", "aria-label": "Mint" },
        h("h2", null, "Mint a token"),
        mint((jwt, secret) => inspector.show(jwt, secret)),
      ),
      h("section", { class: "stack", "aria-label": "Inspect" }, h("h2", null, "Inspect a token"), inspector.element),
    ),
  );
}

const LIFETIMES: [string, string][] = [
  ["3600", "1 hour"],
  ["86400", "1 day"],
  ["604800", "1 week"],
  ["0", "Never expires"],
];

function mint(minted: (jwt: string, secret: string) => void): HTMLElement {
  const key = field(
    "API key",
    input({ type: "password", autocomplete: "off", placeholder: "ma-…", required: true, role: "textbox" }),
    "Used here only, and not kept.",
  );
  const name = field("Participant's name", input({ required: true }));
  const room = field("Room", input({ required: true }), "The room that the token is for.");
  const role = field(
    "Role",
    select([
      ["user", "user"],
      ["agent", "agent"],
      ["tool", "tool"],
    ]),
  );
  const life = field("Valid for", select(LIFETIMES));
  const scope = scopeEditor(preset("user"));
  const more = h(
    "details",
    null,
    h("summary", null, "What the participant may do"),
    h("div", { class: "narrow-editor" }, scope.element),
  );
  const result = h("div");

  async function run(): Promise<void> {
    fill(result);
    for (const { control, problem } of [key, name, room]) problem(control.value.trim() ? undefined : "This is needed.");
    const missing = [key, name, room].find(({ control }) => !control.value.trim());
    if (missing) return missing.control.focus();
    try {
      const apiKey = key.control.value.trim();
      const { secret } = parseApiKey(apiKey);
      const jwt = await signed(apiKey);
      fill(
        result,
        note(
          "ok",
          h("p", null, "The token is minted."),
          h(
            "div",
            { class: "row" },
            h("code", { class: "clip" }, jwt),
            copyButton(() => jwt, "Copy the token", true),
          ),
        ),
      );
      minted(jwt, secret);
    } catch (error) {
      if (!(error instanceof Incomplete)) fill(result, trouble(error));
    }
  }

  async function signed(apiKey: string): Promise<string> {
    const grant = scope.value();
    if (!grant) {
      more.open = true;
      throw new Incomplete();
    }
    const token = new ParticipantToken({ name: name.control.value.trim() });
    token.addRoomGrant(room.control.value.trim());
    token.addRoleGrant(role.control.value);
    token.addApiGrant(grant);
    const seconds = Number(life.control.value);
    const expiration = seconds ? { expiration: new Date(Date.now() + seconds * 1000) } : {};
    return token.toJwt({ apiKey, ...expiration });
  }

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
    note(
      "warn",
      h(
        "p",
        null,
        h("strong", null, "API keys belong on servers."),
        " Whoever has one can act for the whole project. Mint tokens in a page only to try things out.",
      ),
    ),
    key.element,
    h("div", { class: "pair-fields" }, name.element, room.element, role.element, life.element),
    more,
    h("div", null, button({ label: "Mint token", icon: "key", kind: "primary", submit: true })),
    result,
  );
}

function inspect() {
  const jwt = field(
    "Token",
    h("textarea", { rows: 5, class: "mono", spellcheck: "false", oninput: () => void read() }),
    "Three parts with dots between them.",
  );
  const secret = field(
    "Secret or API key",
    input({ type: "password", autocomplete: "off", role: "textbox", oninput: () => void read() }),
    "To verify the signature. Without it the token is only read, and proves nothing.",
  );
  const result = h("div", { class: "stack", "aria-live": "polite" });

  async function read(): Promise<void> {
    const text = jwt.control.value.trim();
    jwt.problem();
    if (!text) return void fill(result);
    try {
      const token = ParticipantToken.decode(text);
      fill(result, await verdict(text), facts(token));
    } catch (error) {
      fill(result);
      jwt.problem(error instanceof Error ? sentence(error.message) : String(error));
    }
  }

  /** Whether the signature is right and the time is now. */
  async function verdict(text: string): Promise<HTMLElement> {
    const given = secret.control.value;
    if (!given) return note("info", h("p", null, "Not verified: anybody could have written this."));
    try {
      await ParticipantToken.fromJwt(text, {
        secret: given.startsWith("ma-") ? parseApiKey(given.trim()).secret : given,
      });
      return note(
        "ok",
        h("p", null, h("strong", null, "Valid."), " The signature is right and the token is in force."),
      );
    } catch (error) {
      if (!(error instanceof TokenError)) return trouble(error);
      return note(
        "warn",
        h(
          "p",
          null,
          h("strong", null, `Not valid: ${error.reason.replaceAll("-", " ")}.`),
          ` ${sentence(error.message)}`,
        ),
      );
    }
  }

  return {
    element: h("div", { class: "card stack" }, jwt.element, secret.element, result),
    show(text: string, key: string) {
      jwt.control.value = text;
      secret.control.value = key;
      void read();
    },
  };
}

function facts(token: ParticipantToken): HTMLElement {
  const scope: ApiScope | undefined = token.apiGrant;
  const expires = token.expiresAt;
  const rooms = token.grants.filter(({ name }) => name === "room").map(({ scope }) => String(scope));
  const rows: [string, Child][] = [
    ["Name", token.name],
    ["Role", token.role],
    ["Rooms", rooms.join(", ") || "—"],
    ["Expires", expires ? `${expires.toLocaleString()}${expires.getTime() < Date.now() ? " (expired)" : ""}` : "never"],
    ["Project", h("code", null, token.projectId ?? "—")],
    ["API key", h("code", null, token.apiKeyId ?? "—")],
    [
      "May do",
      scope
        ? h(
            "span",
            { class: "stack tight" },
            h("span", null, levelChip(scope)),
            h("span", { class: "muted" }, summary(scope)),
          )
        : "No scope: nothing is implied",
    ],
  ];
  return h(
    "div",
    { class: "stack" },
    h(
      "dl",
      { class: "token-facts" },
      rows.map(([name, value]) => [h("dt", null, name), h("dd", null, value)]),
    ),
    h(
      "details",
      null,
      h("summary", null, "Payload"),
      h("div", { class: "code" }, h("pre", null, h("code", null, JSON.stringify(token.toJSON(), null, 2)))),
    ),
  );
}
