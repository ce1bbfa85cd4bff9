import { defineConfig, type Plugin } from "vite";

/** What the page may load: itself and WebAssembly, and what it may call: any server over HTTPS, and local ones. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Writes the policy into the built page, which is then safe on any host; Vite's own server needs a looser one. */
const policy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: POLICY }, injectTo: "head-prepend" },
  ],
};

export default defineConfig({
  // The page may be served from any folder.
  base: "./",
  plugins: [policy],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What several views use is one file: split by who uses it, the first view alone would need some twenty.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "shared", minShareCount: 2 }] } } },
  },
  // The package is a link to the folder beside this one.
  server: { fs: { allow: [".."] } },
});
