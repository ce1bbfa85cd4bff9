// A dispatcher for the global fetch: the DOM's types know of none.
import { Meshagent } from "meshagent-wasm";
import type { Dispatcher } from "undici-types";

declare const dispatcher: Dispatcher;
new Meshagent({ fetch: (url, init) => fetch(url, { ...init, dispatcher }) });
