import { join } from "node:path";
import { Fault } from "../../../fault.ts";
import { removeFolder } from "../../../postgres/scratch.ts";
import { setPassword } from "../database.ts";
import type { InstanceServer, ServerOptions } from "../instance-server.ts";
import { RESTORE_FOLDER, setRecovery, unsetRecovery } from "./settings.ts";

/** How PostgreSQL says that nothing was written after the target (src/backend/access/transam/xlogrecovery.c). */
const NOTHING_AFTER_TARGET = "recovery ended before configured recovery target was reached";

/**
 * Starts the server of a data directory that was prepared for a recovery, and waits until it has recovered and takes
 * writes, on a timeline of its own. Its user gets the password of its own. All of it may be done anew after a crash.
 *
 * @throws Fault when it doesn't start
 */
export async function recover(server: InstanceServer, options: ServerOptions): Promise<void> {
  const { data } = server.places;
  const url = await server.start(options).catch(async (error) => {
    if (!(error instanceof Fault) || !error.message.includes(NOTHING_AFTER_TARGET)) throw error;
    // All that was ever written was written before the target, so that all of it is what there was then.
    await setRecovery(data, undefined);
    return server.start(options);
  });
  await setPassword(url, options);
  await unsetRecovery(data);
  await removeFolder(join(data, RESTORE_FOLDER));
}
