import { parseArgs } from "node:util";

/** How the command is called. */
export const USAGE = "usage: node src/migrate.ts up|down|status [--to NAME] [--json]";

/** What the command was asked to do. */
export interface MigrateArguments {
  readonly verb: "up" | "down" | "status";
  readonly to?: string;
  readonly json: boolean;
}

/** Reads the command's arguments; undefined when they make no sense. */
export function parseArguments(args: readonly string[]): MigrateArguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { to: { type: "string" }, json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const [verb, ...rest] = positionals;
    if (rest.length > 0 || (verb !== "up" && verb !== "down" && verb !== "status")) return undefined;
    if (verb === "status" && values.to !== undefined) return undefined;
    return { verb, json: values.json, ...(values.to === undefined ? {} : { to: values.to }) };
  } catch {
    return undefined;
  }
}
