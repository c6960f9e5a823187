import type { PulumiCli } from "../engine/find-cli.ts";
import type { BackingServices } from "../local/backing-services.ts";
import type { LocalPaths } from "../local/paths.ts";
import type { Checklist } from "./checklist.ts";

/** What work on the local stack stands on. */
export interface LocalEngine {
  readonly paths: LocalPaths;
  readonly pulumi: PulumiCli;
  readonly backing: BackingServices;
}

/** Finds the engine and opens the backing services, each a step of a checklist, does the work, and closes what was opened. */
export async function withLocalEngine<Result>(
  checklist: Checklist,
  work: (engine: LocalEngine) => Promise<Result>,
): Promise<Result> {
  const engine = await openLocalEngine(checklist);
  try {
    return await work(engine);
  } finally {
    await engine.backing.close();
  }
}

/** Finds the engine and opens the backing services, each a step of a checklist; the caller closes `backing`. */
export async function openLocalEngine(checklist: Checklist): Promise<LocalEngine> {
  const { findCli } = await import("../engine/find-cli.ts");
  const { openBackingServices } = await import("../local/backing-services.ts");
  const { localPaths } = await import("../local/paths.ts");
  const paths = localPaths();
  const pulumi = await checklist.step("Pulumi CLI", findCli, ({ version, source }) => `${version} (${source})`);
  const backing = await checklist.step(
    "Postgres and providers",
    (progress) => openBackingServices(paths, progress),
    ({ postgres }) => `${postgres.kind}, port ${postgres.port}`,
  );
  return { paths, pulumi, backing };
}
