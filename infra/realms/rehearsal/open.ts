import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { HostedEnvironment } from "@live-listen/stacks";
import type { ConfigMap } from "@pulumi/pulumi/automation/index.js";
import { configurationKeys } from "../../configuration/keys.ts";
import type { PulumiCli } from "../../engine/find-cli.ts";
import { ensurePassphrase } from "../../engine/passphrase.ts";
import { EngineStack } from "../../engine/stack.ts";
import type { EngineSettings } from "../../engine/variables.ts";
import type { Term } from "../../hosting/host.ts";
import { openSharedServices, type SharedServices } from "../../hosting/shared-services.ts";
import program from "../../index.ts";
import { PROJECT } from "../../local/stack.ts";
import { installPolicyPack, POLICY_PACK } from "../../policy/install.ts";
import type { Progress } from "../../progress.ts";
import { releaseOfCheckout } from "../../releases/checkout-release.ts";
import type { Network } from "../../releases/network.ts";
import { identifyOnPlatforms, type PlatformAccess } from "../identify.ts";
import type { Realm } from "../realm.ts";
import { ensureBundle } from "./bundle.ts";
import { rehearsalConfiguration } from "./configuration.ts";
import { RENDER_OWNER_ID, type RehearsalCredentials, rehearsalCredentials, VERCEL_TEAM_ID } from "./credentials.ts";
import { removeFormerReleases } from "./former-releases.ts";
import { keysGivenNoMore } from "./given-keys.ts";
import { ensureImage } from "./image.ts";
import { memoryMebibytes } from "./memory.ts";
import { rehearsalNetwork } from "./network.ts";
import { type RehearsalPaths, rehearsalPaths } from "./paths.ts";
import { assertNoRealCredentials } from "./real-credentials.ts";
import { attachedProviders, sharedRehearsalServices } from "./services.ts";
import type { RehearsalServices } from "./told.ts";

/** How the rehearsal is opened. */
export interface RehearsalOptions {
  readonly cli: PulumiCli;
  readonly progress: Progress;
  readonly paths?: RehearsalPaths;
  readonly term?: Term;
  /** The stand-ins and providers; those of the clone when undefined. */
  readonly shared?: SharedServices<RehearsalServices>;
  /** The release that a service is created with, of which no image is built; what is checked out when undefined, whose image is. */
  readonly release?: string;
}

/** The rehearsal, opened: a realm, and where its platforms are. */
export interface Rehearsal extends Realm {
  /** What is checked out, as a release is named. */
  readonly release: string;
  readonly network: Network;
  readonly hostedBy: number;
  readonly services: RehearsalServices;
  readonly credentials: RehearsalCredentials;
  /** What an engine needs to know to work on the stack of an environment. */
  settingsOf(row: HostedEnvironment): EngineSettings;
  readonly paths: RehearsalPaths;
  /** Builds the API's image of the release, unless it is there; opening a stack does so by itself. */
  ensureImage(progress: Progress): Promise<void>;
  /** Builds the page's bundle of the release, unless it is there. @returns its folder */
  ensureBundle(): Promise<string>;
  /** Removes what was built of former releases, once all environments serve the present one. */
  removeFormerReleases(): Promise<void>;
  /** What the rehearsal takes of this machine's memory, in MiB: the process that hosts it and all that belongs to it. */
  memoryMebibytes(): Promise<number>;
}

/**
 * Opens the rehearsal of a clone: the stand-ins of the platforms, which another process may host already, and the stacks' own folders.
 *
 * @throws Fault when credentials of real platforms are about, or something doesn't start.
 */
export async function openRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const { cli, progress, paths = rehearsalPaths(), term = "brief" } = options;
  const { shared = sharedRehearsalServices(paths) } = options;
  assertNoRealCredentials();
  const credentials = await rehearsalCredentials(paths.credentialsFile);
  const release = options.release ?? (await releaseOfCheckout(paths.root));
  const { hostedBy, told, close } = await openSharedServices(shared, progress, term);
  const settingsOf = ({ name }: HostedEnvironment): EngineSettings => {
    const { state, passphraseFile, pulumiHome } = paths.stack(name);
    return {
      backendUrl: pathToFileURL(state).href,
      passphraseFile,
      pulumiHome,
      bin: paths.bin,
      attachedProviders: attachedProviders(told),
    };
  };
  const ensured = new Map<string, Promise<void>>();
  // To find an image whole takes a look at thousands of files, and both stacks ask for the same.
  const ensureImageOnce = (reference: string, tell: Progress): Promise<void> => {
    const present = ensured.get(reference) ?? ensureImage(paths, reference, release, tell);
    ensured.set(reference, present);
    return present;
  };
  return {
    name: "rehearsal",
    description: `Render at ${told.renderUrl}, Vercel at ${told.vercelUrl}`,
    hostedBy,
    services: told,
    release,
    network: rehearsalNetwork(told),
    credentials,
    paths,
    settingsOf,
    ensureImage: async (tell) => {
      const config = await rehearsalConfiguration(paths.root, "staging", credentials, release);
      await ensureImageOnce(imageOf(config), tell);
    },
    ensureBundle: () => ensureBundle(paths, release),
    removeFormerReleases: async () => {
      const config = await rehearsalConfiguration(paths.root, "staging", credentials, release);
      await removeFormerReleases(paths, config[configurationKeys.image.key]?.value ?? "", [release]);
    },
    memoryMebibytes: () => memoryMebibytes(hostedBy, [paths.directory, paths.postgresData]),
    close,
    openStack: async (row, watch) => {
      const name = row.name === "production" ? "production" : "staging";
      const { passphraseFile, project, settingsFile, givenKeysFile } = paths.stack(name);
      // Made with a passphrase that is gone, the settings can never be opened again; all of them are made below.
      if (await ensurePassphrase(passphraseFile)) await rm(settingsFile, { force: true });
      await makeProject(project, paths.root);
      const { renderApiKey, vercelApiToken } = credentials[name];
      const access: PlatformAccess = {
        render: { url: told.renderUrl, apiKey: renderApiKey, ownerId: RENDER_OWNER_ID },
        vercel: { url: told.vercelUrl, token: vercelApiToken, teamId: VERCEL_TEAM_ID },
      };
      await installPolicyPack(paths.bin);
      const config = await rehearsalConfiguration(paths.root, name, credentials, release);
      if (options.release === undefined) {
        await ensureImageOnce(imageOf(config), watch?.progress ?? progress);
      }
      const stack = await EngineStack.open({
        cli,
        settings: settingsOf(row),
        projectDirectory: project,
        project: PROJECT,
        stack: name,
        program,
        identify: identifyOnPlatforms(access),
        policyPacks: [POLICY_PACK],
        config,
        unset: await keysGivenNoMore(givenKeysFile, Object.keys(config)),
      });
      return { stack, access: async () => access, verbSuffix: " --rehearsal", creationsNeedLookingFor: false };
    },
  };
}

/** The image of the release, as the configuration of a stack names it. */
function imageOf(config: ConfigMap): string {
  return `${config[configurationKeys.image.key]?.value}:${config[configurationKeys.release.key]?.value}`;
}

/** The project of one stack: that of the clone, in a folder of its own, since the engine keeps a stack's settings beside the project's. */
async function makeProject(folder: string, root: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const project = {
    name: PROJECT,
    runtime: { name: "nodejs", options: { typescript: false } },
    main: join(root, "infra", "main.js"),
    options: { refresh: "always" },
  };
  // JSON is YAML (YAML 1.2, section 1.3).
  await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
}
