import { defineEnvironment } from "./environment.ts";

/** Where every merge to `main` runs before anybody promotes it. */
export const staging = defineEnvironment({
  name: "staging",
  appEnv: "staging",
  webUrl: "https://staging.live-listen.app",
  apiUrl: "https://api.staging.live-listen.app",
  wsUrl: "wss://api.staging.live-listen.app",
  database: { kind: "managed", server: "live-listen-staging", name: "live_listen_staging" },
  secrets: {
    kind: "hosting-platform",
    renderProject: "live-listen-staging",
    vercelProject: "live-listen-staging",
  },
  dnsZone: "live-listen.app",
  deployTriggers: [
    { kind: "branch", pattern: "main" },
    { kind: "tag", pattern: "staging-*" },
  ],
  migrations: "release-phase",
});
