import { findHost } from "../../hosting/host.ts";
import { findableBackingServices } from "../../local/backing-services.ts";
import type { LocalPaths } from "../../local/paths.ts";
import { startLockHolder } from "../../local/start-lock.ts";
import { type Check, good, idle } from "../check.ts";

/** Whether Postgres and the providers run, and in which process. */
export function backingServicesCheck(paths: LocalPaths): Check {
  return {
    name: "Backing services",
    look: async () => {
      const host = await findHost(findableBackingServices(paths));
      if (!host) return idle("Postgres and the providers don't run; `npm start` starts them.");
      const where = `Postgres (${host.told.postgresKind}, port ${host.told.postgresPort}) and the providers run in process ${host.pid}`;
      if ((await startLockHolder(paths)) === host.pid) return good(`${where}, which runs the local environment.`);
      if (host.term === "brief") return good(`${where}, until that is done.`);
      return good(`${where}, until \`npm run env -- local --stop\`.`);
    },
  };
}
