import { copyFile, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseConfiguration } from "../../configuration/parse.ts";
import { ROOT } from "../../local/paths.ts";
import { useFolder } from "../../test/folder.ts";
import { rehearsalConfiguration } from "./configuration.ts";
import { rehearsalCredentials } from "./credentials.ts";

const folder = useFolder();
const credentials = () => rehearsalCredentials(join(folder(), "credentials.json"));

describe.each(["staging", "production"] as const)("%s", (name) => {
  test("is rehearsed with what its file says in plain, and that is all that the program asks for", async () => {
    await copyFile(join(ROOT, `Pulumi.${name}.yaml`), join(folder(), `Pulumi.${name}.yaml`));
    const config = await rehearsalConfiguration(folder(), name, await credentials(), "3f2a1b9");
    const entries = Object.entries(config).map(([key, { value, secret = false }]) => [key, { value, secret }]);
    expect(parseConfiguration(name, Object.fromEntries(entries))).toMatchObject({
      ok: true,
      configuration: { region: "frankfurt", release: "3f2a1b9", renderOwnerId: expect.stringMatching(/^tea-/) },
    });
  });
});

test("what the file encrypts stays where it is, and what it says of accounts doesn't reach the rehearsal", async () => {
  const text = (await readFile(join(ROOT, "Pulumi.staging.yaml"), "utf8")).replace(
    /live-listen:dns: \w+/,
    "live-listen:dns: external",
  );
  const more = `  render:ownerId: tea-real\n  render:apiKey:\n    secure: v1:canary\n  live-listen:imports: '{"staging-api":"srv-real"}'\n`;
  await writeFile(join(folder(), "Pulumi.staging.yaml"), `encryptionsalt: v1:abc\n${text.trimEnd()}\n${more}`);
  const config = await rehearsalConfiguration(folder(), "staging", await credentials(), "3f2a1b9");
  expect(config["live-listen:dns"]).toEqual({ value: "external" });
  expect(JSON.stringify(config)).not.toMatch(/tea-real|srv-real|canary/);
  expect(config["render:apiKey"]).toMatchObject({ secret: true });
});

test("all that is wrong in the file is told at once, by what mends it there", async () => {
  const text = await readFile(join(ROOT, "Pulumi.staging.yaml"), "utf8");
  const more = '  live-listen:reigon: ohio\n  live-listen:thirdPartyKeys: \'{"KEY":"canary"}\'\n';
  const wrong = `${text.replace(/live-listen:dns: \w+/, "live-listen:dns: elsewhere").trimEnd()}\n${more}`;
  await writeFile(join(folder(), "Pulumi.staging.yaml"), wrong);
  const fault = await rehearsalConfiguration(folder(), "staging", await credentials(), "3f2a1b9").catch(String);
  expect(fault).toMatch(
    /live-listen:reigon is no key of it, .* \(take live-listen:reigon out of Pulumi\.staging\.yaml\)/,
  );
  expect(fault).toMatch(
    /live-listen:dns must be one of .* \(write `live-listen:dns: vercel` into Pulumi\.staging\.yaml\)/,
  );
  expect(fault).toMatch(/live-listen:thirdPartyKeys is in plain/);
  expect(fault).not.toMatch(/canary/);
});

test("a release that the file names has to be one, and is not what is rehearsed", async () => {
  const text = await readFile(join(ROOT, "Pulumi.staging.yaml"), "utf8");
  const put = (release: string) =>
    writeFile(join(folder(), "Pulumi.staging.yaml"), `${text.trimEnd()}\n  live-listen:release: ${release}\n`);
  const read = async () => rehearsalConfiguration(folder(), "staging", await credentials(), "3f2a1b9");
  await put("latest");
  await expect(read()).rejects.toThrow(/live-listen:release must be an image tag that never moves/);
  await put("4a3b2c1");
  expect((await read())["live-listen:release"]).toEqual({ value: "3f2a1b9" });
});

test("a file that can't be read is told with the command that brings it back", async () => {
  await expect(rehearsalConfiguration(folder(), "staging", await credentials(), "3f2a1b9")).rejects.toThrow(
    /Pulumi\.staging\.yaml can't be read .* `git checkout /,
  );
});

describe("credentials", () => {
  test("are made once, for this user alone, and apart for each stack", async () => {
    const made = await credentials();
    expect(await credentials()).toEqual(made);
    expect((await stat(join(folder(), "credentials.json"))).mode & 0o777).toBe(0o600);
    const values = [...Object.values(made.staging), ...Object.values(made.production), made.fingerprintKey];
    expect(new Set(values).size).toBe(values.length);
  });

  test("that are damaged are told with the cure", async () => {
    await writeFile(join(folder(), "credentials.json"), "{");
    await expect(credentials()).rejects.toThrow(/are damaged: run `rm /);
  });
});
