import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import semver from "semver";
import { megabytes } from "../amount.ts";
import type { Progress } from "../progress.ts";
import { PULUMI_VERSION } from "./version.ts";

const RELEASES = "https://get.pulumi.com";
const REACH_MILLISECONDS = 10_000;
const DOWNLOAD_MILLISECONDS = 15 * 60_000;

/** How the download site is asked and used. */
export interface DownloadWays {
  /** How many bytes the download is, if the site tells; fails when the site can't be reached. */
  readonly size: () => Promise<number | undefined>;
  readonly install: (root: string) => Promise<unknown>;
}

/**
 * Installs the official CLI with the Automation API's own installer.
 *
 * @param root gets `bin/pulumi` and the plugins that come with it.
 * @param ways to the site, a parameter so that a test needs no network.
 * @throws Error when the download site can't be reached, or the download doesn't end in time.
 */
export async function downloadCli(
  root: string,
  progress: Progress,
  ways: DownloadWays = { size: sizeOfRelease, install: installOfficial },
): Promise<void> {
  progress(`asking ${RELEASES} for the Pulumi CLI ${PULUMI_VERSION}`);
  const total = await ways.size();
  await inTemporaryDirectory(async (directory) => {
    const report = setInterval(async () => {
      const [done, size] = [await largestFile(directory), total];
      progress(
        `downloading the Pulumi CLI ${PULUMI_VERSION}: ${megabytes(done)}${size ? ` of ${megabytes(size)}` : ""}`,
      );
    }, 500);
    try {
      await Promise.race([ways.install(root), timeOut()]);
    } finally {
      clearInterval(report);
    }
  });
  if (!existsSync(join(root, "bin", "pulumi"))) throw new Error("the installer left no program behind");
}

function installOfficial(root: string): Promise<unknown> {
  return PulumiCommand.install({ root, version: new semver.SemVer(PULUMI_VERSION) });
}

async function sizeOfRelease(): Promise<number | undefined> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const url = `${RELEASES}/releases/sdk/pulumi-v${PULUMI_VERSION}-${platform}-${process.arch}.tar.gz`;
  const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(REACH_MILLISECONDS) }).catch(() => {
    throw new Error(`${RELEASES} can't be reached`);
  });
  return Number(answer.headers.get("content-length")) || undefined;
}

// The installer says nothing of how far it is, but it downloads into TMPDIR: given a folder of its own, what has arrived can be measured.
async function inTemporaryDirectory(work: (directory: string) => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  const directory = await mkdtemp(join(tmpdir(), "live-listen-download-"));
  process.env.TMPDIR = directory;
  try {
    await work(directory);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await rm(directory, { recursive: true, force: true });
  }
}

async function largestFile(directory: string): Promise<number> {
  const names = await readdir(directory).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(directory, name)).catch(() => undefined))?.size ?? 0),
  );
  return Math.max(0, ...sizes);
}

function timeOut(): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new Error(`it was not done after ${DOWNLOAD_MILLISECONDS / 60_000} minutes`));
    setTimeout(late, DOWNLOAD_MILLISECONDS).unref();
  });
}
