import { chmod, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach } from "vitest";

/**
 * Gives each test of a file an empty folder, removed with everything in it afterwards. Anybody may enter it: as root, Postgres runs as another
 * user.
 *
 * @returns the folder of the present test.
 */
export function useFolder(): () => string {
  let folder: string | undefined;
  beforeEach(async ({ onTestFinished }) => {
    // Where the temporary folder is a link, programs tell the place that it leads to.
    const made = await realpath(await mkdtemp(join(tmpdir(), "live-listen-local-")));
    await chmod(made, 0o755);
    folder = made;
    // The first to be registered is the last to be done: what a test has started in the folder is stopped by then.
    onTestFinished(() => rm(made, { recursive: true, force: true, maxRetries: 3 }));
  });
  return () => {
    if (folder === undefined) throw new Error("no test runs");
    return folder;
  };
}
