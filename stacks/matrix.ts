import type { DeployTrigger, Environment } from "./environment.ts";

/** Headings of the environment matrix, in order. */
export const matrixHeadings = [
  "Environment",
  "APP_ENV",
  "Web URL",
  "API URL",
  "WS URL",
  "Database",
  "Secrets",
  "Deploys on",
  "Migrations",
] as const;

/** Words for the cells of one row, in the order of {@link matrixHeadings}. */
export function matrixCells(row: Environment): string[] {
  return [
    row.name,
    row.appEnv,
    row.webUrl,
    row.apiUrl,
    row.wsUrl,
    row.database.kind === "managed" ? "managed Postgres, its own" : "local Postgres (docker compose)",
    row.secrets.kind === "env-files" ? "`.env` files on disk" : "Render and Vercel variables, its own",
    row.deployTriggers.map(triggerWords).join(", "),
    { "on-start": "on start", "release-phase": "in the release phase", "before-traffic": "before traffic switches" }[
      row.migrations
    ],
  ];
}

function triggerWords(trigger: DeployTrigger): string {
  if (trigger.kind === "promotion") return `promotion from ${trigger.from}`;
  if (trigger.kind === "command") return `\`${trigger.command}\``;
  return trigger.kind === "branch" ? `merge to \`${trigger.pattern}\`` : `tag \`${trigger.pattern}\``;
}
