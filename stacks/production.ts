import { defineEnvironment } from "./environment.ts";

/** What end users open. */
export const production = defineEnvironment({
  name: "production",
  appEnv: "production",
  webUrl: "https://live-listen.app",
  apiUrl: "https://api.live-listen.app",
  wsUrl: "wss://api.live-listen.app",
  database: { kind: "managed", server: "live-listen-production", name: "live_listen_production" },
  secrets: {
    kind: "hosting-platform",
    renderProject: "live-listen-production",
    vercelProject: "live-listen-production",
  },
  dnsZone: "live-listen.app",
  deployTriggers: [
    { kind: "tag", pattern: "v*" },
    { kind: "promotion", from: "staging" },
  ],
  migrations: "before-traffic",
});
