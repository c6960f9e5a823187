import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { parseApiVariables } from "@live-listen/api/variables";
import { parseWebVariables } from "@live-listen/web/variables";
import { ENV_FILES, editedVariables, readEnvFile, type Service } from "../../local/env-files.ts";
import type { LocalPaths } from "../../local/paths.ts";
import { shellWord } from "../../shell-word.ts";
import { type Check, good, idle, wrong } from "../check.ts";

const PARSERS = { api: parseApiVariables, web: parseWebVariables } as const;

/** The `.env` file of a service: whether it is there, this user's alone, and what the service accepts; and what was edited in it. */
export function envFileCheck(paths: LocalPaths, service: Service): Check {
  const name = ENV_FILES[service];
  const file = join(paths.root, name);
  return {
    name,
    look: async () => {
      if (!existsSync(file)) return idle("Not there; `npm start` or `npm run up -- local` makes it from the stack.");
      const parsed = PARSERS[service](await readEnvFile(paths, service));
      if (!parsed.ok) {
        const faults = parsed.faults.map((fault) => fault.replace(/\.$/, "")).join("; ");
        return wrong(
          `${faults}: correct it as ${name}.example shows, or delete the line and run \`npm run up -- local\`.`,
        );
      }
      if (((await stat(file)).mode & 0o077) !== 0) {
        return wrong(`Other users may read it, and it holds secrets: run \`chmod 600 ${shellWord(file)}\`.`);
      }
      const edited = await editedVariables(paths, service);
      return good(edited.length === 0 ? "As the stack made it." : `Valid; edited by hand: ${edited.join(", ")}.`);
    },
  };
}
