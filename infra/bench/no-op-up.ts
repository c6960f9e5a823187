import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import semver from "semver";
import { engineVariables } from "../engine/variables.ts";
import { PULUMI_VERSION } from "../engine/version.ts";
import { openLocalStack } from "../local/stack.ts";
import type { Measurement } from "./figure.ts";
import type { Stage } from "./stage.ts";
import { secondsOf } from "./time.ts";

/** An `up` of the local stack that finds nothing to do, beside that of the Automation API alone on a program without resources. */
export async function noOpUp({ paths, cli, backing }: Stage): Promise<Measurement> {
  const stack = await openLocalStack(paths, cli, backing);
  const bare = await openBareStack(paths.directory, cli.root);
  return {
    name: "no-op up of the local stack",
    unit: "s",
    runs: 5,
    measure: () => secondsOf(() => stack.up()),
    baseline: { name: "up of the bare engine on an empty program", measure: () => secondsOf(() => bare.up()) },
  };
}

async function openBareStack(directory: string, root: string | undefined) {
  const workDir = join(directory, "bare");
  const [state, passphraseFile] = [join(workDir, "state"), join(workDir, "passphrase")];
  await mkdir(state, { recursive: true });
  await writeFile(passphraseFile, "bare\n");
  return LocalWorkspace.createOrSelectStack(
    { stackName: "bare", projectName: "bare", program: async () => ({}) },
    {
      workDir,
      pulumiHome: join(workDir, "home"),
      secretsProvider: "passphrase",
      pulumiCommand: await PulumiCommand.get({ version: new semver.SemVer(PULUMI_VERSION), ...(root && { root }) }),
      envVars: engineVariables({
        backendUrl: pathToFileURL(state).href,
        passphraseFile,
        pulumiHome: join(workDir, "home"),
      }),
    },
  );
}
