import { execFile } from "node:child_process";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../test-edge.ts";
import { openAuthority } from "./authority-files.ts";

const MODULE = join(import.meta.dirname, "authority-files.ts");
const NOW = new Date("2026-01-15T12:00:00Z");

test("it is made once, for this user alone, and stays over restarts", async () => {
  const directory = join(await temporaryDirectory(), "below", "authority");
  const made = await openAuthority(directory, NOW);
  expect((await stat(directory)).mode & 0o777).toBe(0o700);
  expect((await stat(join(directory, "authority.pem"))).mode & 0o777).toBe(0o600);
  expect((await readdir(directory)).sort()).toEqual(["authority.pem", "certificate.pem"]);
  expect(await readFile(made.certificateFile, "utf8")).not.toContain("PRIVATE KEY");
  expect((await openAuthority(directory, NOW)).publicKeyHash).toBe(made.publicKeyHash);
});

test("processes that come first at the same time have the same one", async () => {
  const directory = join(await temporaryDirectory(), "authority");
  const open = `import { openAuthority } from ${JSON.stringify(MODULE)};
    console.log((await openAuthority(${JSON.stringify(directory)}, new Date())).publicKeyHash);`;
  const hashes = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", open]);
      return stdout;
    }),
  );
  expect(new Set(hashes).size).toBe(1);
  expect((await readdir(directory)).sort()).toEqual(["authority.pem", "certificate.pem"]);
});

test("calls that come while another makes it have the same one", async () => {
  for (let round = 0; round < 10; round += 1) {
    const directory = join(await temporaryDirectory(), "authority");
    const opened = await Promise.all(
      Array.from({ length: 20 }, async (_value, index) => {
        await delay(index / 4);
        return openAuthority(directory, NOW);
      }),
    );
    expect(new Set(opened.map(({ publicKeyHash }) => publicKeyHash)).size).toBe(1);
  }
});

test("a certificate that is missing or another's is written again", async () => {
  const directory = await temporaryDirectory();
  const { certificateFile } = await openAuthority(directory, NOW);
  const certificate = await readFile(certificateFile, "utf8");
  await writeFile(certificateFile, "something else");
  await openAuthority(directory, NOW);
  expect(await readFile(certificateFile, "utf8")).toBe(certificate);
});

test.each([
  ["empty", () => ""],
  ["cut off", (text: string) => text.slice(0, 400)],
  ["without its certificate", (text: string) => text.slice(0, text.indexOf("-----BEGIN CERTIFICATE"))],
])("a file that is %s is told with its cure, and nothing of it", async (_what, damage) => {
  const directory = await temporaryDirectory();
  await openAuthority(directory, NOW);
  const file = join(directory, "authority.pem");
  await writeFile(file, damage(await readFile(file, "utf8")));
  await expect(openAuthority(directory, NOW)).rejects.toThrow(
    `The rehearsal's certificate authority in ${file} is damaged: delete ${directory}, and start again.`,
  );
});

test("a key that isn't the certificate's is damage", async () => {
  const [directory, other] = [await temporaryDirectory(), await temporaryDirectory()];
  const [own] = await Promise.all([openAuthority(directory, NOW), openAuthority(other, NOW)]);
  const file = join(directory, "authority.pem");
  const foreignKey = (await readFile(join(other, "authority.pem"), "utf8")).split("-----BEGIN CERTIFICATE")[0];
  await writeFile(file, `${foreignKey}${own.identity.certificate}`);
  await expect(openAuthority(directory, NOW)).rejects.toThrow("is damaged");
});

test("it is valid for ten years, and its end is told", async () => {
  const directory = await temporaryDirectory();
  await openAuthority(directory, NOW);
  await openAuthority(directory, new Date("2036-01-15T11:59:59Z"));
  await expect(openAuthority(directory, new Date("2036-01-15T12:00:00Z"))).rejects.toThrow(
    `ended on 2036-01-15: delete ${directory}, and start again.`,
  );
});
