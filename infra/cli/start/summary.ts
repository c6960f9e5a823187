import { formatTable } from "../table.ts";

/** What there is to know of an environment that runs. */
export interface EnvironmentSummary {
  readonly environment: string;
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly wsUrl: string;
  /** In words. */
  readonly database: string;
  /** Version and commit. */
  readonly release: string;
}

/** Lays out environments side by side; they are shown once their smoke tests have passed. */
export function summaryTable(summaries: readonly EnvironmentSummary[]): string {
  const row = (title: string, cell: (summary: EnvironmentSummary) => string) => [title, ...summaries.map(cell)];
  return formatTable(
    ["", ...summaries.map(({ environment }) => environment)],
    [
      row("Web", ({ webUrl }) => webUrl),
      row("API", ({ apiUrl }) => apiUrl),
      row("Socket", ({ wsUrl }) => wsUrl),
      row("Database", ({ database }) => database),
      row("Release", ({ release }) => release),
      row("Health", () => "healthy"),
    ],
  );
}
