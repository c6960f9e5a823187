import type { HostedEnvironment } from "@live-listen/stacks";
import { Checklist } from "./checklist.ts";

/** The stand-ins are on this machine, and answer at once. */
const POLL_MILLISECONDS = 100;

/**
 * Deploys what is checked out onto an environment of the rehearsal, also when it serves that already: to see what a fault does to a deploy.
 *
 * @throws Fault in a sentence with how far it got; what served before still does.
 */
export async function deployInRehearsal(row: HostedEnvironment, signal: AbortSignal): Promise<void> {
  const { findCli } = await import("../engine/find-cli.ts");
  const { openRehearsal } = await import("../realms/rehearsal/open.ts");
  const { deployTargets } = await import("../realms/deploy-targets.ts");
  const { settleDueDeploy } = await import("../realms/rehearsal/due-deploy.ts");
  const { deployApi } = await import("../releases/deploy/api.ts");
  const { deployWeb } = await import("../releases/deploy/web.ts");
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
    const watch = { signal, pollMilliseconds: POLL_MILLISECONDS };
    const { render, vercel, service, project, image } = targets;
    await checklist.step(
      `API of ${row.name}`,
      async (progress) => {
        const request = { service, image: `${image}:${rehearsal.release}`, anew: true };
        const deployed = await deployApi(render, request, { ...watch, progress });
        await settleDueDeploy(rehearsal.paths.stack(row.name));
        return deployed;
      },
      ({ deploy }) => `deployed as ${deploy.id}`,
    );
    await checklist.step(
      `Page of ${row.name}`,
      (progress) => deployWeb(vercel, { project, bundle }, { ...watch, progress }),
      ({ deployment, served }) => (served ? `${deployment} serves` : `deployed as ${deployment}`),
    );
  } finally {
    await rehearsal.close();
  }
}
