import { chmod, copyFile, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { ENV_FILES } from "../env-files.ts";
import { type LocalPaths, localPaths, ROOT } from "../paths.ts";

/** The engine looks for the program's file, though the Automation API then runs the one of this process. */
const PROJECT_FILES = ["Pulumi.yaml", "infra/main.js", "docker-compose.yml"];

/** Copied once for all tests: 60 MB, where the server's user can't reach those of npm. */
const POSTGRES_BINARIES = join(tmpdir(), "live-listen-postgres-binaries");

/**
 * Gives each test of a file what the local environment needs of a clone: the project files, and the folders of the `.env` files.
 *
 * @returns the places of the present test's clone, all in a temporary folder, for root as well.
 */
export function useClone(): () => LocalPaths {
  const folder = useFolder();
  const root = () => join(folder(), "clone");
  beforeEach(async ({ onTestFinished }) => {
    const made = root();
    for (const file of Object.values(ENV_FILES)) await mkdir(dirname(join(made, file)), { recursive: true });
    await mkdir(join(made, "infra"));
    for (const file of PROJECT_FILES) await copyFile(join(ROOT, file), join(made, file));
    await chmod(made, 0o755);
    // A process that a test starts as root doesn't know that its clone is a test's.
    onTestFinished(() => rm(dirname(localPaths(made, true).postgresData), { recursive: true, force: true }));
  });
  return () => ({ ...localPaths(root(), false), postgresBinaries: POSTGRES_BINARIES });
}
