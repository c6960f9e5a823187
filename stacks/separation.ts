import type { Environment } from "./environment.ts";

/** A value that belongs to one environment alone, with the words that name it in a sentence. */
interface Owned {
  readonly what: string;
  readonly value: string;
}

/**
 * Finds what two rows of the matrix share and must not: a URL, a database, a source of secrets, or what deploys to them (seed: "Environment
 * matrix", "Database separation", "Secrets and configuration").
 *
 * @returns a sentence for each pair that shares something, naming both rows; empty when the rows are apart.
 */
export function findShared(rows: readonly Environment[]): string[] {
  const owners = new Map<string, Environment>();
  const sentences: string[] = [];
  for (const row of rows) {
    for (const { what, value } of ownedBy(row)) {
      const key = `${what}\n${value}`;
      const other = owners.get(key);
      if (other && other !== row) sentences.push(`${other.name} and ${row.name} share the ${what} ${value}.`);
      else owners.set(key, row);
    }
  }
  return sentences;
}

function ownedBy(row: Environment): Owned[] {
  return [
    { what: "name", value: row.name },
    { what: "web URL", value: row.webUrl },
    { what: "API URL", value: row.apiUrl },
    { what: "WebSocket URL", value: row.wsUrl },
    { what: "database server", value: row.database.server },
    { what: "database", value: row.database.name },
    ...secretSources(row),
    ...row.deployTriggers
      .filter((trigger) => trigger.kind === "branch" || trigger.kind === "tag")
      .map((trigger) => ({ what: `deploy trigger (${trigger.kind})`, value: trigger.pattern })),
  ];
}

function secretSources({ secrets }: Environment): Owned[] {
  if (secrets.kind === "env-files") return secrets.files.map((value) => ({ what: "secrets file", value }));
  return [
    { what: "Render project", value: secrets.renderProject },
    { what: "Vercel project", value: secrets.vercelProject },
  ];
}
