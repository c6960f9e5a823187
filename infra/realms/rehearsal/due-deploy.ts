import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { RehearsalStackPaths } from "./paths.ts";

type Place = Pick<RehearsalStackPaths, "deployDueFile">;

/**
 * Notes that an update changes what instances get to see only with the next deploy: before it does so, since whatever comes between must not let
 * that be forgotten.
 */
export async function noteDueDeploy({ deployDueFile }: Place): Promise<void> {
  await mkdir(dirname(deployDueFile), { recursive: true });
  await writeFile(deployDueFile, "");
}

/** Whether a deploy is due since an update changed something. */
export function isDeployDue({ deployDueFile }: Place): Promise<boolean> {
  return stat(deployDueFile).then(
    () => true,
    () => false,
  );
}

/** Notes that what was changed is served. */
export async function settleDueDeploy({ deployDueFile }: Place): Promise<void> {
  await rm(deployDueFile, { force: true });
}
