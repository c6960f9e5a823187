import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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
  versionOf: async (program) => (existsSync(program) ? (await readFile(program, "utf8")) || undefined : undefined),
  download: async () => {
    throw new Error("https://get.pulumi.com can't be reached");
  },
  build: async () => {
    throw new Error("there is no Go on the PATH to build it with");
  },
};

async function obtain(root: string): Promise<void> {
  await mkdir(join(root, "bin"), { recursive: true });
  await writeFile(join(root, "bin", "pulumi"), PULUMI_VERSION);
}

test.each([PULUMI_VERSION, semver.inc(PULUMI_VERSION, "minor")])(
  "a CLI of version %s on the PATH is used",
  async (version) => {
    expect(
      await findCli(silent, undefined, { ...closed, versionOnPath: async () => version ?? undefined }, cache),
    ).toEqual({
      source: "PATH",
      version,
    });
  },
);

test.each([OLDER, semver.inc(PULUMI_VERSION, "major")])("one of version %s is passed over", async (version) => {
  const ways = { ...closed, versionOnPath: async () => version ?? undefined, download: obtain };
  expect(await findCli(silent, undefined, ways, cache)).toMatchObject({ source: "download", version: PULUMI_VERSION });
});

test("the official download comes before the build", async () => {
  const found = await findCli(silent, undefined, { ...closed, download: obtain, build: obtain }, cache);
  expect(found).toEqual({ source: "download", version: PULUMI_VERSION, root: join(cache, "pulumi", PULUMI_VERSION) });
});

test("where the download site can't be reached, it is built", async () => {
  expect(await findCli(silent, undefined, { ...closed, build: obtain }, cache)).toMatchObject({ source: "build" });
});

test("what was obtained once is used again", async () => {
  await findCli(silent, undefined, { ...closed, build: obtain }, cache);
  expect(await findCli(silent, undefined, closed, cache)).toMatchObject({
    source: "cache",
    root: join(cache, "pulumi", PULUMI_VERSION),
  });
});

test("what is damaged in the cache is obtained again", async () => {
  await findCli(silent, undefined, { ...closed, build: obtain }, cache);
  await writeFile(join(cache, "pulumi", PULUMI_VERSION, "bin", "pulumi"), "");
  expect(await findCli(silent, undefined, { ...closed, build: obtain }, cache)).toMatchObject({ source: "build" });
});

test("what was cut off half way is not taken for whole, and nothing of it stays", async () => {
  const half = async (root: string) => {
    await obtain(root);
    throw new Error("the line went dead");
  };
  await expect(findCli(silent, undefined, { ...closed, download: half }, cache)).rejects.toThrow("the line went dead");
  expect(await readdir(join(cache, "pulumi", PULUMI_VERSION))).toEqual([]);
});

test("an interrupted search ends as such, and doesn't go on to the next way", async () => {
  const interruption = new AbortController();
  const download = async () => {
    interruption.abort();
    throw new Error("curl was killed");
  };
  const search = findCli(silent, interruption.signal, { ...closed, download, build: obtain }, cache);
  await expect(search).rejects.toThrow(/abort/);
  expect(await readdir(join(cache, "pulumi", PULUMI_VERSION))).toEqual([]);
});

test("when no way leads to one, a sentence says why each did not and what to do", async () => {
  await expect(findCli(silent, undefined, { ...closed, versionOnPath: async () => OLDER }, cache)).rejects.toThrow(
    `The Pulumi CLI ${PULUMI_VERSION} can't be had: the one on the PATH is ${OLDER}, the download failed (https://get.pulumi.com can't be reached), the build failed (there is no Go on the PATH to build it with); install it as https://www.pulumi.com/docs/install/ says, or install Go (https://go.dev/dl/) and run this again.`,
  );
});

test("a cache folder that can't be made is told with its cure", async () => {
  const file = join(cache, "occupied");
  await writeFile(file, "");
  await expect(findCli(silent, undefined, closed, file)).rejects.toThrow(
    /^The cache folder .+ can't be written \(.+\): make it yours with `chown`, or set XDG_CACHE_HOME/,
  );
});

test("a cache folder without the right to write is told before anything is downloaded", async () => {
  const root = join(cache, "pulumi", PULUMI_VERSION);
  await mkdir(root, { recursive: true });
  await chmod(root, 0o555);
  const writable = process.getuid?.() === 0;
  const download = async (place: string) => obtain(place);
  const found = findCli(silent, undefined, { ...closed, download }, cache);
  // Root may write anywhere.
  if (writable) expect(await found).toMatchObject({ source: "download" });
  else await expect(found).rejects.toThrow(/^The cache folder/);
});
