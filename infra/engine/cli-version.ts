import { execFile } from "node:child_process";
import { promisify } from "node:util";
import semver from "semver";

/**
 * Asks a Pulumi CLI for its version.
 *
 * @param program its path, or its name to be looked for on the PATH.
 * @returns the version without a `v`; undefined when there is no such program, or it doesn't run.
 */
export async function versionOf(program: string, env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: 20_000,
    });
    return semver.valid(stdout.trim()) ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a CLI may drive the stacks: at least the SDK's own version and of the same major one, since state written by a newer engine is read
 * by an older one only within a major version.
 */
export function fits(found: string, wanted: string): boolean {
  return semver.major(found) === semver.major(wanted) && semver.gte(found, wanted);
}
