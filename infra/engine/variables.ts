import { delimiter } from "node:path";

/** What a Pulumi CLI needs to know of a stack's surroundings. */
export interface EngineSettings {
  /** Where the state is kept: `file://…`, `s3://…`, or a Pulumi Cloud URL; when undefined, where the person has logged in. */
  readonly backendUrl?: string | undefined;
  /** Holds the passphrase from which the key of the stack's secrets is derived; when undefined, the stack's own settings say where its key is. */
  readonly passphraseFile?: string | undefined;
  /** The CLI's own folder (credentials, plugins, selected stacks), apart from the person's; theirs when undefined. */
  readonly pulumiHome?: string | undefined;
  /** A folder with commands that the engine looks for on the PATH, before those of the person. */
  readonly bin?: string | undefined;
  /** Providers that are already running and that the engine is to use, as `package:port,…`; the engine then looks for no plugins. */
  readonly attachedProviders?: string | undefined;
}

/**
 * The environment variables of a Pulumi CLI, for the Automation API and for a person's shell alike.
 *
 * @see https://www.pulumi.com/docs/iac/cli/environment-variables/
 */
export function engineVariables(settings: EngineSettings): Record<string, string> {
  return {
    ...(settings.backendUrl !== undefined && { PULUMI_BACKEND_URL: settings.backendUrl }),
    ...(settings.passphraseFile !== undefined && { PULUMI_CONFIG_PASSPHRASE_FILE: settings.passphraseFile }),
    ...(settings.pulumiHome !== undefined && { PULUMI_HOME: settings.pulumiHome }),
    ...(settings.bin !== undefined && { PATH: `${settings.bin}${delimiter}${process.env.PATH ?? ""}` }),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(settings.attachedProviders && {
      PULUMI_DEBUG_PROVIDERS: settings.attachedProviders,
      // Without this the engine looks up even an attached provider on the network.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    }),
  };
}

/**
 * The variables of this process that a CLI gets beside {@link engineVariables}. One whose state is given gets none of Pulumi's own: a shell that
 * is set up for another stack holds its passphrase, its settings file and its providers, and some of them would win.
 */
export function inherited({ backendUrl }: EngineSettings, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (backendUrl === undefined) return env;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PULUMI_")));
}
