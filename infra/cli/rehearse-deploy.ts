import type { HostedEnvironment } from "@live-listen/stacks";
import { Checklist } from "./checklist.ts";
import { apiDeployInWords, webDeployInWords } from "./deploy-in-words.ts";

/**
 * Deploys what is checked out onto an environment of the rehearsal, also when it serves that already: to see what a fault does to a deploy.
 *
 * @throws Fault in a sentence with how far it got; what served before still does.
 */
export async function deployInRehearsal(row: HostedEnvironment, signal: AbortSignal): Promise<void> {
  const { findCli } = await import("../engine/find-cli.ts");
  const { openRehearsal } = await import("../realms/rehearsal/open.ts");
  const { deployTargets } = await import("../realms/deploy-targets.ts");
  const { deployRehearsedApi, deployRehearsedWeb } = await import("../realms/rehearsal/deploy.ts");
  const { silent } = await import("../progress.ts");
  const checklist = new Checklist(signal);
  const rehearsal = await openRehearsal({ cli: await findCli(silent), progress: silent });
  try {
    const [bundle, targets] = await checklist.step(
      "Release",
      async (progress) => {
        const opened = await rehearsal.openStack(row, { progress, signal });
        return [await rehearsal.ensureBundle(), await deployTargets(row, opened, signal)] as const;
      },
      () => rehearsal.release.slice(0, 12),
    );
    await checklist.step(
      `API of ${row.name}`,
      (progress) => deployRehearsedApi(rehearsal, row, targets, { anew: true }, { progress, signal }),
      apiDeployInWords,
    );
    await checklist.step(
      `Page of ${row.name}`,
      (progress) => deployRehearsedWeb(targets, bundle, { progress, signal }),
      webDeployInWords,
    );
  } finally {
    await rehearsal.close();
  }
}
