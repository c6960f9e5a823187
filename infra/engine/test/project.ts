import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { attachment, serveProvider } from "@live-listen/rehearsal/provider";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { silent } from "../../progress.ts";
import type { IdentifyResource } from "../deployment.ts";
import { findCli } from "../find-cli.ts";
import { EngineStack } from "../stack.ts";
import type { EngineSettings } from "../variables.ts";

/** A Pulumi project of its own in a temporary folder, with its state there and the providers attached. */
export interface TestProject {
  readonly directory: string;
  /** The folder of the file backend. */
  readonly state: string;
  readonly passphraseFile: string;
  readonly settings: EngineSettings;
  /** Opens the project's stack, which is called `trial`, with a program. */
  open(
    program: PulumiFn,
    options?: { identify?: IdentifyResource; config?: Record<string, string>; unset?: readonly string[] },
  ): Promise<EngineStack>;
  close(): Promise<void>;
}

/** What the test is told of the engine's calls of the providers. */
export type ProviderCalls = NonNullable<Parameters<typeof serveProvider>[0]>["onCall"];

/** Makes a project in a temporary folder. */
export async function openTestProject(onCall?: ProviderCalls): Promise<TestProject> {
  const cli = await findCli(silent);
  const directory = await mkdtemp(join(tmpdir(), "live-listen-engine-"));
  const provider = await serveProvider(onCall ? { onCall } : {});
  const [state, passphraseFile] = [join(directory, "state"), join(directory, "passphrase")];
  await writeFile(join(directory, "Pulumi.yaml"), "name: engine\nruntime: nodejs\n");
  await writeFile(passphraseFile, "correct horse battery staple\n");
  const settings: EngineSettings = {
    backendUrl: pathToFileURL(state).href,
    passphraseFile,
    pulumiHome: join(directory, "home"),
    attachedProviders: attachment(provider.port),
  };
  return {
    directory,
    state,
    passphraseFile,
    settings,
    open: (program, { identify, config = {}, unset = [] } = {}) =>
      EngineStack.open({
        cli,
        settings,
        projectDirectory: directory,
        project: "engine",
        stack: "trial",
        program,
        config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])),
        unset,
        ...(identify && { identify }),
      }),
    close: async () => {
      await provider.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
