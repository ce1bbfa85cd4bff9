import { AuthenticationError } from "meshagent-wasm";
import { currentRoute, goTo } from "./app/router.ts";
import { type Credentials, fromLink, remember, remembered, type Session } from "./app/session.ts";
import { button } from "./ui/button.ts";
import { closeDialogs } from "./ui/dialog.ts";
import { fill, h } from "./ui/dom.ts";
import { fontsReady } from "./ui/fonts.ts";
import { placeOfflineStrip } from "./ui/offline.ts";
import { restoreTheme } from "./ui/theme.ts";
import { placeToasts } from "./ui/toast.ts";
import { clientsView } from "./views/clients.ts";
import { matrixView } from "./views/matrix.ts";
import { membersView } from "./views/members.ts";
import { roomView } from "./views/room.ts";
import { roomsView } from "./views/rooms.ts";
import { type Shell, shell } from "./views/shell.ts";
import { signInView } from "./views/sign-in.ts";
import { storageView } from "./views/storage.ts";
import { tokensView } from "./views/tokens.ts";
import { pageHead, type View } from "./views/view.ts";
import "./style/index.css";

const VIEWS: Record<string, { title: string; view: View }> = {
  rooms: {
    title: "Rooms",
    view: (context) => (context.route.path.length > 1 ? roomView(context) : roomsView(context)),
  },
  access: { title: "Access", view: matrixView },
  members: { title: "Members", view: membersView },
  storage: { title: "Storage", view: storageView },
  clients: { title: "OAuth clients", view: clientsView },
  tokens: { title: "Tokens", view: tokensView },
};

const app = document.getElementById("app") ?? document.body;
let signedIn: { session: Session; shell: Shell } | undefined;
let leave = new AbortController();

function show(): void {
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
  const route = currentRoute();
  const [place = "rooms", name] = route.path;
  const found = VIEWS[place];
  document.title = `${name ?? found?.title ?? "Not found"} · MeshAgent admin`;
  const view = found?.view({ session: signedIn.session, route, signal: leave.signal }) ?? notFound();
  signedIn.shell.show(place, view);
  window.scrollTo(0, 0);
  view.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}

function notFound(): HTMLElement {
  const home = button({ label: "Go to the rooms", onclick: () => goTo("rooms") });
  return h(
    "div",
    { class: "view" },
    pageHead("There is no such page", "The address may be mistyped."),
    h("div", null, home),
  );
}

function start(known: Partial<Credentials>, problem?: unknown): void {
  signedIn?.session.signOut();
  signedIn = undefined;
  leave.abort();
  closeDialogs();
  document.title = "Sign in · MeshAgent admin";
  const done = (session: Session, credentials: Credentials) => {
    remember(credentials);
    watch(session, credentials);
    signedIn = { session, shell: shell(session, () => signOut(credentials)) };
    fill(app, signedIn.shell.element);
    show();
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
addEventListener("hashchange", show);
start(fromLink() ?? remembered());
