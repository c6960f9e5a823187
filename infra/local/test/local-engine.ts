import { onTestFinished } from "vitest";
import { findCli, type PulumiCli } from "../../engine/find-cli.ts";
import { silent } from "../../progress.ts";
import { type BackingServices, openBackingServices } from "../backing-services.ts";
import type { LocalPaths } from "../paths.ts";
import { withoutDocker } from "./fake-program.ts";
import { TEST_ACCESS } from "./postgres.ts";

/** The real engine and real backing services, on a free port, for a test. */
export interface LocalEngine {
  readonly cli: PulumiCli;
  readonly services: BackingServices;
}

/** Opens them; they are closed when the test ends. */
export async function openLocalEngine(paths: LocalPaths): Promise<LocalEngine> {
  await withoutDocker(paths.root);
  const cli = await findCli(silent);
  const services = await openBackingServices(paths, silent, TEST_ACCESS, "brief");
  onTestFinished(() => services.close());
  return { cli, services };
}
