import { access, constants, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Fault, messageOf } from "../fault.ts";
import type { Progress } from "../progress.ts";
import { buildCli } from "./build-cli.ts";
import { cacheDirectory } from "./cache.ts";
import { fits, versionOf } from "./cli-version.ts";
import { downloadCli } from "./download-cli.ts";
import { PULUMI_VERSION } from "./version.ts";

/** A Pulumi CLI on this machine. */
export interface PulumiCli {
  readonly source: "PATH" | "cache" | "download" | "build";
  readonly version: string;
  /** The folder that holds `bin/pulumi`; undefined for the one on the PATH. */
  readonly root?: string;
}

/** The ways to a CLI, each a parameter so that a test can close it. */
export interface WaysToCli {
  readonly versionOnPath: () => Promise<string | undefined>;
  /** The version of a program; undefined when it isn't there, or doesn't run. */
  readonly versionOf: (program: string) => Promise<string | undefined>;
  readonly download: ObtainCli;
  readonly build: ObtainCli;
}

/** Puts `bin/pulumi`, and what comes with it, into a folder that has none; a signal ends it. */
export type ObtainCli = (root: string, progress: Progress, signal?: AbortSignal) => Promise<void>;

const usualWays: WaysToCli = {
  versionOnPath: () => versionOf("pulumi"),
  versionOf,
  download: (root, progress) => downloadCli(root, progress),
  build: buildCli,
};

/**
 * Finds the Pulumi CLI, or obtains it: the one on the PATH when its version fits, the one that an earlier call obtained, the official
 * download, or a build from the pinned Go module where only package registries can be reached.
 *
 * @param signal ends the search.
 * @param cache where an obtained CLI is kept, below a folder named after its version.
 * @throws Fault when no way leads to a CLI, saying in one sentence why each did not.
 */
export async function findCli(
  progress: Progress,
  signal?: AbortSignal,
  ways: WaysToCli = usualWays,
  cache: string = cacheDirectory(),
): Promise<PulumiCli> {
  progress("looking for the Pulumi CLI");
  const onPath = await ways.versionOnPath();
  if (onPath && fits(onPath, PULUMI_VERSION)) return { source: "PATH", version: onPath };

  const root = join(cache, "pulumi", PULUMI_VERSION);
  const found = { version: PULUMI_VERSION, root };
  if ((await ways.versionOf(join(root, "bin", "pulumi"))) === PULUMI_VERSION) return { source: "cache", ...found };

  await assertWritable(root);
  const reasons = [onPath ? `the one on the PATH is ${onPath}` : "there is none on the PATH"];
  for (const way of ["download", "build"] as const) {
    signal?.throwIfAborted();
    try {
      await obtain(ways[way], root, progress, signal);
      return { source: way, ...found };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Fault) throw error;
      reasons.push(`the ${way} failed (${messageOf(error)})`);
    }
  }
  throw new Fault(
    `The Pulumi CLI ${PULUMI_VERSION} can't be had: ${reasons.join(", ")}; install it as https://www.pulumi.com/docs/install/ says, or install Go (https://go.dev/dl/) and run this again.`,
  );
}

/** Obtains a CLI beside its place and moves it there when it is whole: what is cut off, or goes on after its time, spoils nothing. */
async function obtain(way: ObtainCli, root: string, progress: Progress, signal?: AbortSignal): Promise<void> {
  const unfinished = await mkdtemp(join(root, "unfinished-"));
  try {
    await way(unfinished, progress, signal);
    await rm(join(root, "bin"), { recursive: true, force: true });
    await rename(join(unfinished, "bin"), join(root, "bin"));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function assertWritable(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true });
    await access(root, constants.W_OK);
  } catch (error) {
    throw new Fault(
      `The cache folder ${root} can't be written (${messageOf(error)}): make it yours with \`chown\`, or set XDG_CACHE_HOME to a folder that is.`,
    );
  }
}
