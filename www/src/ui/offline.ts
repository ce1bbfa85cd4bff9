import { fill, h } from "./dom.ts";
import { icon } from "./icons.ts";

/** A strip that says that there is no network: without it, failing calls would look like the server's fault. */
export function placeOfflineStrip(): void {
  const strip = h("div", { class: "offline", role: "status" });
  const show = () => {
    const text = "You are offline. What you see may be out of date, and changes fail until the network is back.";
    fill(strip, !navigator.onLine && [icon("offline"), h("span", null, text)]);
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  document.body.append(strip);
  show();
}
