import { defineEnvironment } from "./environment.ts";

/** A developer's own machine. */
export const local = defineEnvironment({
  name: "local",
  appEnv: "local",
  webUrl: "http://localhost:3000",
  apiUrl: "http://localhost:3001",
  wsUrl: "ws://localhost:3001",
  database: { kind: "docker-compose", server: "localhost", name: "live_listen_local" },
  secrets: { kind: "env-files", files: ["services/api/.env", "services/web/.env"] },
  deployTriggers: [{ kind: "command", command: "npm run dev" }],
  migrations: "on-start",
});
