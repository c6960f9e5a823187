import type { PulumiCli } from "../engine/find-cli.ts";
import type { Term } from "../hosting/host.ts";
import type { BackingServices } from "../local/backing-services.ts";
import type { LocalPaths } from "../local/paths.ts";
import type { Checklist } from "./checklist.ts";
import { pulumiCli } from "./pulumi-cli.ts";

/** What work on the local stack stands on. */
export interface LocalEngine {
  readonly paths: LocalPaths;
  readonly pulumi: PulumiCli;
  readonly backing: BackingServices;
}

/** Finds the engine and opens the backing services, each a step of a checklist, does one piece of work, and closes what was opened. */
export async function withLocalEngine<Result>(
  checklist: Checklist,
  work: (engine: LocalEngine) => Promise<Result>,
): Promise<Result> {
  const engine = await openLocalEngine(checklist, await pulumiCli(checklist), "brief");
  try {
    return await work(engine);
  } finally {
    await engine.backing.close();
  }
}

/**
 * Opens the backing services as a step of a checklist; the caller closes `backing`.
 *
 * @param term how long they are wanted: for one piece of work, or until a person ends this process.
 */
export async function openLocalEngine(checklist: Checklist, pulumi: PulumiCli, term: Term): Promise<LocalEngine> {
  const { openBackingServices } = await import("../local/backing-services.ts");
  const { localPaths } = await import("../local/paths.ts");
  const { postgresAccess } = await import("../local/postgres.ts");
  const paths = localPaths();
  const backing = await checklist.step(
    "Postgres and providers",
    (progress) => openBackingServices(paths, progress, postgresAccess(), term),
    ({ postgres }) => `${postgres.kind}, port ${postgres.port}`,
  );
  return { paths, pulumi, backing };
}
