import { h } from "../ui/dom.ts";
import { tokenInspector } from "./inspect-token.ts";
import { mintForm } from "./mint-token.ts";
import { pageHead, type ViewContext } from "./view.ts";

/** Participant tokens: minting, inspecting and verifying them. */
export default function tokensView({ session }: ViewContext): HTMLElement {
  const inspector = tokenInspector(session);
  return h(
    "div",
    { class: "view" },
    pageHead("Tokens", "A participant token lets one participant into a room."),
    h(
      "div",
      { class: "halves" },
      h(
        "section",
        { class: "stack", "aria-label": "Mint" },
        h("h2", null, "Mint a token"),
        mintForm(session, inspector.show),
      ),
      h("section", { class: "stack", "aria-label": "Inspect" }, h("h2", null, "Inspect a token"), inspector.element),
    ),
  );
}
