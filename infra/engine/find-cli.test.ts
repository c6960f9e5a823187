import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import semver from "semver";
import { afterEach, beforeEach, expect, test } from "vitest";
import { silent } from "../progress.ts";
import { findCli, type WaysToCli } from "./find-cli.ts";
import { PULUMI_VERSION } from "./version.ts";

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "live-listen-cache-"));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

const OLDER = "3.100.0";
const closed: WaysToCli = {
  versionOnPath: async () => undefined,
  download: async () => {
    throw new Error("https://get.pulumi.com can't be reached");
  },
  build: async () => {
    throw new Error("there is no Go on the PATH to build it with");
  },
};

async function obtain(root: string): Promise<void> {
  await mkdir(join(root, "bin"), { recursive: true });
  await writeFile(join(root, "bin", "pulumi"), "");
}

test.each([PULUMI_VERSION, semver.inc(PULUMI_VERSION, "minor")])(
  "a CLI of version %s on the PATH is used",
  async (version) => {
    expect(await findCli(silent, { ...closed, versionOnPath: async () => version ?? undefined }, cache)).toEqual({
      source: "PATH",
      version,
    });
  },
);

test.each([OLDER, semver.inc(PULUMI_VERSION, "major")])("one of version %s is passed over", async (version) => {
  const ways = { ...closed, versionOnPath: async () => version ?? undefined, download: obtain };
  expect(await findCli(silent, ways, cache)).toMatchObject({ source: "download", version: PULUMI_VERSION });
});

test("the official download comes before the build", async () => {
  const found = await findCli(silent, { ...closed, download: obtain, build: obtain }, cache);
  expect(found).toEqual({ source: "download", version: PULUMI_VERSION, root: join(cache, "pulumi", PULUMI_VERSION) });
});

test("where the download site can't be reached, it is built", async () => {
  expect(await findCli(silent, { ...closed, build: obtain }, cache)).toMatchObject({ source: "build" });
});

test("what was obtained once is used again", async () => {
  await findCli(silent, { ...closed, build: obtain }, cache);
  expect(await findCli(silent, closed, cache)).toMatchObject({
    source: "cache",
    root: join(cache, "pulumi", PULUMI_VERSION),
  });
});

test("when no way leads to one, a sentence says why each did not and what to do", async () => {
  await expect(findCli(silent, { ...closed, versionOnPath: async () => OLDER }, cache)).rejects.toThrow(
    `The Pulumi CLI ${PULUMI_VERSION} can't be had: the one on the PATH is ${OLDER}, the download failed (https://get.pulumi.com can't be reached), the build failed (there is no Go on the PATH to build it with); install it as https://www.pulumi.com/docs/install/ says, or install Go (https://go.dev/dl/) and run this again.`,
  );
});

test("a cache folder that can't be made is told with its cure", async () => {
  const file = join(cache, "occupied");
  await writeFile(file, "");
  await expect(findCli(silent, closed, file)).rejects.toThrow(
    /^The cache folder .+ can't be written \(.+\): make it yours with `chown`, or set XDG_CACHE_HOME/,
  );
});

test("a cache folder without the right to write is told before anything is downloaded", async () => {
  const root = join(cache, "pulumi", PULUMI_VERSION);
  await mkdir(root, { recursive: true });
  await chmod(root, 0o555);
  const writable = process.getuid?.() === 0;
  const download = async (place: string) => obtain(place);
  const found = findCli(silent, { ...closed, download }, cache);
  // Root may write anywhere.
  if (writable) expect(await found).toMatchObject({ source: "download" });
  else await expect(found).rejects.toThrow(/^The cache folder/);
});
