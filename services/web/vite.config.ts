import preact from "@preact/preset-vite";
import { defineConfig, loadEnv, type Plugin } from "vite";
import { DEVELOPMENT_RELEASE } from "./server/release.ts";
import { stampIndexHtml } from "./server/stamp.ts";
import { parseWebVariables } from "./server/variables.ts";

/** While developing there is no deploy that stamps the page, so that the development server does it, from `.env`. */
function stampWhileDeveloping(): Plugin {
  return {
    name: "live-listen:stamp-while-developing",
    apply: "serve",
    transformIndexHtml(html, { server }) {
      const directory = server?.config.root ?? import.meta.dirname;
      const parsed = parseWebVariables(loadEnv("development", directory, "NEXT_PUBLIC_"));
      return parsed.ok ? stampIndexHtml(html, parsed.variables) : html;
    },
  };
}

export default defineConfig({
  // The values reach the page by its `meta` elements alone; nothing of an environment may be built into the script.
  envPrefix: [],
  define: { __RELEASE__: JSON.stringify(DEVELOPMENT_RELEASE) },
  plugins: [preact({ reactAliasesEnabled: false, devToolsEnabled: false }), stampWhileDeveloping()],
  server: { port: 3000, strictPort: true },
  build: {
    target: "baseline-widely-available",
    // Data URLs would need a wider content security policy, and the polyfill is for browsers that lack what the page needs anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The protocol's schemas are for the servers; the page takes plain functions and constants of it, which depend on nothing.
      treeshake: { moduleSideEffects: (id) => !id.includes("/services/protocol/") },
    },
  },
});
