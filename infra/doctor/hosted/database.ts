import { findPostgres } from "../../platforms/render/postgres.ts";
import { type Check, good, wrong } from "../check.ts";
import type { HostedSubject } from "./subject.ts";

/** Whether the database instance is there and takes connections. */
export function databaseCheck({ row, outputs, render }: HostedSubject): Check {
  return {
    name: "Database",
    look: async () => {
      const found = await findPostgres(render, outputs.databaseId);
      if (!found) {
        return wrong(
          `${outputs.databaseId} is not there any more: restore a backup in Render's dashboard, then docs/adopt.md tells how to take it in.`,
        );
      }
      const what = `${found.name}, PostgreSQL ${found.version}, ${found.plan} in ${found.region}`;
      if (found.status === "available") return good(`${what}.`);
      return wrong(
        `${what}, is ${found.status}: see its page in Render's dashboard, then \`npm run doctor -- ${row.name}\`.`,
      );
    },
  };
}
