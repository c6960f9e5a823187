import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Fault, UsageFault } from "../../fault.ts";
import { useFolder } from "../../test/folder.ts";
import { parseOutputsFile, readOutputsFiles } from "./outputs-file.ts";

const folder = useFolder();
const both = ["staging", "production"] as const;

/** Outputs as `pulumi stack output --json` writes them. */
const outputsOf = (environment: string) => ({
  environment,
  databaseAppRole: `live_listen_${environment}_app_1`,
  fingerprintKeyId: "k".repeat(43),
  fingerprints: { jwtSecret: environment.padEnd(43, "-") },
});

/** Writes a file. @returns what names it on a command line */
async function fileOf(environment: string, content: unknown, name = `${environment}.json`) {
  const file = join(folder(), name);
  await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
  return { environment, file };
}

async function faultOf(...files: Parameters<typeof readOutputsFiles>[1]): Promise<Fault> {
  const thrown = await readOutputsFiles(both, files).catch((error: unknown) => error);
  if (!(thrown instanceof Fault)) throw new Error(`It is no fault: ${JSON.stringify(thrown)}`);
  return thrown;
}

test("an environment and its file are told apart at the first equals sign", () => {
  expect(parseOutputsFile("staging=a=b.json")).toEqual({ environment: "staging", file: "a=b.json" });
  for (const text of ["staging.json", "=a.json", "staging="]) {
    expect(() => parseOutputsFile(text)).toThrow(/names no environment and file/);
  }
});

test("two files are read in the order of the environments, whatever theirs is", async () => {
  const files = [await fileOf("production", outputsOf("production")), await fileOf("staging", outputsOf("staging"))];
  expect((await readOutputsFiles(both, files)).map(({ name }) => name)).toEqual(both);
});

test("one file for both is wrong usage, and so is a copy of it", async () => {
  const staging = await fileOf("staging", outputsOf("staging"));
  const same = await faultOf(staging, { environment: "production", file: staging.file });
  expect(same).toBeInstanceOf(UsageFault);
  expect(same.message).toMatch(/is given for both environments/);
  const copy = { environment: "production", file: join(folder(), "copy.json") };
  await copyFile(staging.file, copy.file);
  const copied = await faultOf(staging, copy);
  expect(copied).toBeInstanceOf(UsageFault);
  expect(copied.message).toMatch(/copy\.json holds the outputs of staging and not those of production/);
});

test("what isn't exactly one file for each environment is wrong usage", async () => {
  const staging = await fileOf("staging", outputsOf("staging"));
  const production = await fileOf("production", outputsOf("production"));
  for (const files of [[], [staging], [staging, staging], [staging, production, production]]) {
    expect(await faultOf(...files)).toBeInstanceOf(UsageFault);
  }
});

test.each([
  ["an output file of before the first up", {}],
  ["one without any fingerprint", { ...outputsOf("staging"), fingerprints: {} }],
  ["one in which they are hidden", { ...outputsOf("staging"), fingerprints: { jwtSecret: "[secret]" } }],
])("%s holds no fingerprints", async (_what, content) => {
  const { message } = await faultOf(
    await fileOf("staging", content),
    await fileOf("production", outputsOf("production")),
  );
  expect(message).toMatch(/staging\.json holds no fingerprints of staging: run `npm run up -- staging`/);
});

test("a file that can't be read, or isn't JSON, is told with the command that makes it, and without what is in it", async () => {
  const production = await fileOf("production", outputsOf("production"));
  const missing = await faultOf({ environment: "staging", file: join(folder(), "none.json") }, production);
  expect(missing.message).toMatch(/ENOENT.*`pulumi stack output --json -s staging > .*none\.json`/);
  const { message } = await faultOf(await fileOf("staging", '{"canary'), production);
  expect(message).toMatch(/\(it is no JSON\)/);
  expect(message).not.toContain("canary");
});
