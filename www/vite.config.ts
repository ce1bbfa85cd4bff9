import { defineConfig } from "vite";

export default defineConfig({
  // The page may be served from any folder.
  base: "./",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  // The package is a link to the folder beside this one.
  server: { fs: { allow: [".."] } },
});
