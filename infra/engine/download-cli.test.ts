import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { downloadCli } from "./download-cli.ts";

const MEGABYTE = 1_000_000;
const reachable = async () => 40 * MEGABYTE;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "live-listen-download-test-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("it tells how much has arrived, and leaves no temporary folder behind", async () => {
  const told: string[] = [];
  let place = "";
  await downloadCli(directory, (doing) => told.push(doing), {
    size: reachable,
    install: async (root) => {
      place = process.env.TMPDIR ?? "";
      await writeFile(join(place, "pulumi.tar.gz.x"), Buffer.alloc(12 * MEGABYTE));
      await vi.waitFor(() => expect(told.at(-1)).toMatch(/: 12 MB of 40 MB$/), { timeout: 20_000 });
      await mkdir(join(root, "bin"));
      await writeFile(join(root, "bin", "pulumi"), "");
    },
  });
  expect(told.at(-1)).toMatch(/^downloading the Pulumi CLI \S+: 12 MB of 40 MB$/);
  expect(existsSync(place)).toBe(false);
  expect(process.env.TMPDIR).not.toBe(place);
});

test("a site that can't be reached is told at once", async () => {
  const size = async () => {
    throw new Error("https://get.pulumi.com can't be reached");
  };
  const install = async () => expect.unreachable();
  await expect(downloadCli(directory, () => {}, { size, install })).rejects.toThrow("can't be reached");
});

test("an installer that leaves no program behind has failed", async () => {
  await expect(downloadCli(directory, () => {}, { size: reachable, install: async () => {} })).rejects.toThrow(
    "the installer left no program behind",
  );
});
