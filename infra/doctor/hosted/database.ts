import { findPostgres } from "../../platforms/render/postgres.ts";
import { type Check, good, wrong } from "../check.ts";
import { platformCheck } from "./platform-check.ts";
import type { HostedStanding } from "./subject.ts";

/** While Render only plans to work on an instance, it takes connections. */
const SERVING = ["available", "maintenance_scheduled"];

/** Whether the database instance is there and takes connections. */
export function databaseCheck(subject: HostedStanding): Check {
  const { outputs, cures } = subject;
  return platformCheck("Database", subject, async ({ render }) => {
    const found = await findPostgres(render(), outputs.databaseId);
    if (!found) {
      return wrong(
        `${outputs.databaseId} is not there any more: restore a backup in Render's dashboard, then docs/adopt.md tells how to take it in.`,
      );
    }
    const what = `${found.name}, PostgreSQL ${found.version}, ${found.plan} in ${found.region}`;
    const state = found.status === "available" ? "" : `, is ${found.status.replaceAll("_", " ")}`;
    if (SERVING.includes(found.status)) return good(`${what}${state}.`);
    return wrong(`${what}${state}: see its page in Render's dashboard, then \`${cures.verb("doctor")}\`.`);
  });
}
