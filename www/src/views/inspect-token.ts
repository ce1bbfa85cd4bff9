import { ParticipantToken, parseApiKey, TokenError, ValidationErrorResponse } from "meshagent-wasm";
import { sentence } from "../app/errors.ts";
import type { Session } from "../app/session.ts";
import { asker } from "../scope/asker.ts";
import { button } from "../ui/button.ts";
import { fill, h } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { empty, note, trouble } from "../ui/notice.ts";
import { tokenFacts } from "./token-facts.ts";

/** Reads any participant token, and verifies it with the secret, or by asking the service. */
export function tokenInspector(session: Session): { element: HTMLElement; show(jwt: string, secret?: string): void } {
  const jwt = field(
    "Token",
    h("textarea", { rows: 5, class: "mono jwt", spellcheck: "false", oninput: () => void read() }),
    "Three parts with dots between them.",
  );
  const secret = field(
    "Secret or API key",
    input({ type: "password", autocomplete: "off", role: "textbox", oninput: () => void read() }),
    "Verifies the signature. Without it the token is only read, which proves nothing.",
  );
  const nothing = () => empty("Nothing to inspect yet", "Mint a token, or paste one: what it allows shows up here.");
  const result = h("div", { class: "stack", "aria-live": "polite" }, nothing());
  let latest = 0;

  async function read(): Promise<void> {
    const mine = ++latest;
    const text = jwt.control.value.trim();
    jwt.problem();
    if (!text) return void fill(result, nothing());
    try {
      const token = ParticipantToken.decode(text);
      const parts = [await verdict(text), tokenFacts(token), token.apiGrant && whatTheyCanDo(token)];
      // Verifying takes a moment, in which something else may have been typed.
      if (mine === latest) fill(result, parts);
    } catch (error) {
      fill(result);
      jwt.problem(error instanceof Error ? sentence(error.message) : String(error));
    }
  }

  /** Whether the signature is right and the time is now. */
  async function verdict(text: string): Promise<HTMLElement> {
    const given = secret.control.value.trim();
    if (!given) return unverified(text);
    try {
      await ParticipantToken.fromJwt(text, { secret: given.startsWith("ma-") ? parseApiKey(given).secret : given });
      return note(
        "ok",
        h("p", null, h("strong", null, "Valid."), " The signature is right and the token is in force."),
      );
    } catch (error) {
      if (!(error instanceof TokenError)) return trouble(error);
      const reason = error.reason.replaceAll("-", " ");
      return note("warn", h("p", null, h("strong", null, `Not valid: ${reason}.`), ` ${sentence(error.message)}`));
    }
  }

  function unverified(text: string): HTMLElement {
    const words = h("p", null, "Not verified: anybody could have written this.");
    if (session.api === "older") return note("info", words);
    const place = h("div", { class: "stack tight" });
    const ask = async () => fill(place, await answerOf(session, text));
    return fill(place, note("info", words, h("div", null, button({ label: "Ask the service", onclick: ask }))));
  }

  return {
    element: h("div", { class: "card stack" }, jwt.element, secret.element, result),
    show(text, key = "") {
      jwt.control.value = text;
      secret.control.value = key;
      void read();
    },
  };
}

/** What the service says of a token. */
async function answerOf({ meshagent }: Session, token: string): Promise<HTMLElement> {
  try {
    await meshagent.participantTokens.validate({ token });
    return note("ok", h("p", null, h("strong", null, "Valid."), " The service takes the token."));
  } catch (error) {
    if (!(error instanceof ValidationErrorResponse)) return trouble(error);
    return note("warn", h("p", null, h("strong", null, "Not valid."), " The service does not take the token."));
  }
}

function whatTheyCanDo(token: ParticipantToken): HTMLElement {
  const scope = token.apiGrant ?? {};
  return asker(() => scope).element;
}
