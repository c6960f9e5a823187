import type { PulumiCli } from "../engine/find-cli.ts";
import type { Checklist } from "./checklist.ts";

/** Finds or obtains the Pulumi CLI, which may take minutes once, as a step of a checklist. */
export async function pulumiCli(checklist: Checklist): Promise<PulumiCli> {
  const { findCli } = await import("../engine/find-cli.ts");
  return checklist.step("Pulumi CLI", findCli, ({ version, source }) => `${version} (${source})`);
}
