import { AuthenticationError } from "meshagent-wasm";
import { currentRoute, href } from "./app/router.ts";
import { type Credentials, fromLink, remember, remembered, type Session } from "./app/session.ts";
import { closeDialogs } from "./ui/dialog.ts";
import { fill } from "./ui/dom.ts";
import { fontsReady } from "./ui/fonts.ts";
import { placeOfflineStrip } from "./ui/offline.ts";
import { restoreTheme } from "./ui/theme.ts";
import { placeToasts } from "./ui/toast.ts";
import { notFetched, notFound, notServed } from "./views/nowhere.ts";
import { findView, moved, type ViewEntry, viewGroups } from "./views/registry.ts";
import { type Shell, shell } from "./views/shell.ts";
import { signInView } from "./views/sign-in.ts";
import type { ViewContext } from "./views/view.ts";
import "./style/index.css";

const app = document.getElementById("app") ?? document.body;
let signedIn: { session: Session; shell: Shell } | undefined;
let leave = new AbortController();

/** Shows the view of the address; `action` is the name of a button in it that is pressed then. */
async function show(action?: string): Promise<void> {
  // A link signs in, also to another project.
  const link = fromLink();
  if (link) {
    start(link);
    return;
  }
  if (!signedIn) return;
  leave.abort();
  leave = new AbortController();
  closeDialogs();
  const { session, shell } = signedIn;
  const { signal } = leave;
  const route = currentRoute();
  const [id = "rooms", ...within] = route.path;
  const now = moved(id);
  if (now) {
    history.replaceState(null, "", href(...now));
    return show(action);
  }
  const entry = findView(id);
  document.title = `${within.at(-1) ?? entry?.title ?? "Not found"} · MeshAgent admin`;
  const view = await made(entry, { session, route, signal });
  if (signal.aborted) return;
  shell.show(id, view);
  window.scrollTo(0, 0);
  view.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  if (action) buttonOf(view, action)?.click();
}

async function made(entry: ViewEntry | undefined, context: ViewContext): Promise<HTMLElement> {
  if (!entry) return notFound();
  if (entry.api && entry.api !== context.session.api) return notServed(entry.title, entry.api);
  const code = await entry.load().catch(() => undefined);
  return code ? code.default(context) : notFetched(entry.title, () => show(), context.signal);
}

const buttonOf = (view: HTMLElement, name: string): HTMLButtonElement | undefined =>
  [...view.querySelectorAll("button")].find(
    (each) => (each.ariaLabel ?? each.querySelector("span")?.textContent) === name,
  );

/** Goes to a view and presses a button there. */
function perform(id: string, action: string): void {
  if (currentRoute().path.join("/") !== id) history.pushState(null, "", href(id));
  void show(action);
}

function start(known: Partial<Credentials>, problem?: unknown): void {
  signedIn?.session.signOut();
  signedIn = undefined;
  leave.abort();
  closeDialogs();
  document.title = "Sign in · MeshAgent admin";
  const done = async (session: Session, credentials: Credentials) => {
    remember(credentials);
    watch(session, credentials);
    signedIn = { session, shell: shell(session, () => signOut(credentials), perform) };
    fill(app, signedIn.shell.element);
    await show();
    // The other views are there when they are needed, also without a network.
    for (const { views } of viewGroups(session.api)) for (const view of views) view.load().catch(() => {});
  };
  fill(app, signInView(known, done, problem));
}

function signOut({ server, project }: Credentials): void {
  remember({ server, project });
  start({ server, project });
}

/** A token that stops working leads back to the sign-in form, which says why. */
function watch(session: Session, { server, project }: Credentials): void {
  session.log.addEventListener("change", () => {
    const error = session.log.calls.find((call) => call.error instanceof AuthenticationError)?.error;
    if (error && signedIn?.session === session) {
      remember({ server, project });
      start({ server, project }, error);
    }
  });
}

restoreTheme();
placeToasts();
placeOfflineStrip();
await fontsReady();
addEventListener("hashchange", () => void show());
start(fromLink() ?? remembered());
