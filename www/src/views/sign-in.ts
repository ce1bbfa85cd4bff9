import { isAbort } from "../app/errors.ts";
import { type Credentials, type Session, signIn } from "../app/session.ts";
import { button, setBusy } from "../ui/button.ts";
import { fill, h } from "../ui/dom.ts";
import { field, input } from "../ui/field.ts";
import { icon } from "../ui/icons.ts";
import { trouble } from "../ui/notice.ts";

/** The sign-in form; with all three credentials it signs in at once. */
export function signInView(
  known: Partial<Credentials>,
  signedIn: (session: Session, credentials: Credentials) => void,
  problem?: unknown,
): HTMLElement {
  const server = field(
    "Server address",
    input({ type: "url", value: known.server, placeholder: "https://api.meshagent.com", required: true }),
    "Where the MeshAgent API is. A path at its end is kept.",
  );
  const project = field("Project ID", input({ value: known.project, required: true }));
  const token = field(
    "Token",
    input({ type: "password", value: known.token, required: true, autocomplete: "current-password" }),
    "An access token of yours, or an API key. It stays in this tab and is forgotten when you close it.",
  );
  const fields = [server, project, token];
  const result = h("div", null, problem !== undefined && trouble(problem));
  const submit = button({ label: "Sign in", kind: "primary", submit: true });
  let running: AbortController | undefined;

  async function run(): Promise<void> {
    for (const { control, problem } of fields) problem(control.value.trim() ? undefined : "This is needed.");
    const first = fields.find(({ control }) => !control.value.trim());
    if (first) return first.control.focus();
    running?.abort();
    running = new AbortController();
    setBusy(submit, true);
    fill(result);
    const [serverText = "", projectText = "", tokenText = ""] = fields.map(({ control }) => control.value.trim());
    const credentials = { server: serverText, project: projectText, token: tokenText };
    try {
      signedIn(await signIn(credentials, running.signal), credentials);
    } catch (error) {
      if (!isAbort(error)) fill(result, trouble(error));
    } finally {
      setBusy(submit, false);
    }
  }

  const form = h(
    "form",
    {
      class: "card stack",
      "aria-label": "Sign in",
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        void run();
      },
    },
    fields.map(({ element }) => element),
    result,
    submit,
  );
  // Nothing has to be typed: the form appears only if that fails.
  const auto = Boolean(known.server && known.project && known.token) && problem === undefined;
  const waiting = h("p", { class: "waiting", role: "status", hidden: !auto }, `Signing in to ${known.server}…`);
  form.hidden = auto;
  if (auto) {
    void run().finally(() => {
      form.hidden = false;
      waiting.hidden = true;
    });
  }
  return h(
    "main",
    { class: "sign-in" },
    h(
      "div",
      { class: "stack" },
      h("div", { class: "brand" }, h("span", { class: "logo" }, icon("shield")), h("span", null, "MeshAgent admin")),
      h("h1", null, "Sign in to a project"),
      h("p", { class: "muted" }, "Manage the rooms of a project and who may do what in them."),
    ),
    waiting,
    form,
    h(
      "p",
      { class: "muted demo-hint" },
      "Just trying it out? ",
      h("code", null, "cargo xtask demo"),
      " prints links that sign in with one click, as an admin, a developer or a member.",
    ),
  );
}
