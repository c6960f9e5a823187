import { createHash } from "node:crypto";
import { join } from "node:path";
import type { EnvironmentName } from "@live-listen/stacks";
import { ROOT, SYSTEM_CACHE, SYSTEM_STATE } from "../../local/paths.ts";

/** The places of the rehearsal of a clone, all of them ignored by git. */
export interface RehearsalPaths {
  /** The root of the clone. */
  readonly root: string;
  readonly directory: string;
  /** What the stand-ins of the platforms remember. */
  readonly render: string;
  readonly vercel: string;
  readonly credentialsFile: string;
  readonly logs: string;
  /** What the platforms' services run: the store of images, and what is being built for it. */
  readonly images: string;
  readonly builds: string;
  /** Bundles of the page, by their releases. */
  readonly bundles: string;
  /** The certificate authority of the edge. */
  readonly authority: string;
  /** A browser's profile, for looking at what the edge serves. */
  readonly browser: string;
  /** Programs that a plain `pulumi` needs on its PATH. */
  readonly bin: string;
  /** Where the data of the Postgres servers lies, and their binaries where they must be copied. */
  readonly postgresData: string;
  readonly postgresBinaries: string;
  /** The places of one stack; none is shared by two. */
  stack(name: EnvironmentName): RehearsalStackPaths;
}

/** The places of one stack of the rehearsal. */
export interface RehearsalStackPaths {
  readonly state: string;
  readonly pulumiHome: string;
  readonly passphraseFile: string;
  /** Holds a `Pulumi.yaml` and the stack's settings, so that those at the root of the clone, which are for the platforms, are never touched. */
  readonly project: string;
  readonly settingsFile: string;
  /** The keys of the configuration that were given to the stack, and not set by a person. */
  readonly givenKeysFile: string;
  /** Is there while a deploy is due. */
  readonly deployDueFile: string;
}

/**
 * The places of the rehearsal of a clone.
 *
 * For root, the Postgres servers run as another user, who reaches nothing below a home folder: see {@link localPaths}.
 */
export function rehearsalPaths(root: string = ROOT, asRoot: boolean = process.getuid?.() === 0): RehearsalPaths {
  const directory = join(root, ".live-listen", "rehearsal");
  const clone = createHash("sha256").update(root).digest("hex").slice(0, 12);
  return {
    root,
    directory,
    render: join(directory, "render"),
    vercel: join(directory, "vercel"),
    credentialsFile: join(directory, "credentials.json"),
    logs: join(directory, "logs"),
    images: join(directory, "images"),
    builds: join(directory, "builds"),
    bundles: join(directory, "bundles"),
    authority: join(directory, "authority"),
    browser: join(directory, "browser"),
    bin: join(directory, "bin"),
    postgresData: asRoot ? join(SYSTEM_STATE, clone, "rehearsal") : join(directory, "postgres"),
    postgresBinaries: asRoot ? join(SYSTEM_CACHE, "postgres") : join(directory, "postgres-binaries"),
    stack: (name) => {
      const own = join(directory, "stacks", name);
      return {
        state: join(own, "state"),
        pulumiHome: join(own, "pulumi"),
        passphraseFile: join(own, "passphrase"),
        project: join(own, "project"),
        settingsFile: join(own, "project", `Pulumi.${name}.yaml`),
        givenKeysFile: join(own, "given-keys.json"),
        deployDueFile: join(own, "deploy-due"),
      };
    },
  };
}
