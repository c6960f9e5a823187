import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, test } from "vitest";
import { importing, runScript } from "../test/child.ts";
import { ENV_FILES, editedVariables, forgetEnvFiles, readEnvFile, writeEnvFiles } from "./env-files.ts";
import { useClone } from "./test/clone.ts";

const paths = useClone();

const outputs = {
  apiVariables: { APP_ENV: "local", JWT_SECRET: "canary-of-the-secret" },
  webVariables: { NEXT_PUBLIC_APP_ENV: "local" },
};
const api = () => join(paths().root, ENV_FILES.api);
const web = () => join(paths().root, ENV_FILES.web);

describe("the files are written", () => {
  test("each with its service's variables, readable by this user alone", async () => {
    expect(await writeEnvFiles(paths(), outputs)).toEqual([]);
    expect(await readEnvFile(paths(), "api")).toEqual(outputs.apiVariables);
    expect(await readEnvFile(paths(), "web")).toEqual(outputs.webVariables);
    for (const file of [api(), web()]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test("and the record of what was written holds no value", async () => {
    await writeEnvFiles(paths(), outputs);
    expect(await readFile(join(paths().directory, "env-files.json"), "utf8")).not.toContain("canary");
  });

  test("with nothing left beside them", async () => {
    await writeEnvFiles(paths(), outputs);
    for (const folder of ["api", "web"]) {
      expect(await readdir(join(paths().root, "services", folder))).toEqual([".env"]);
    }
    expect(await readdir(paths().directory)).toEqual(["env-files.json"]);
  });

  test("a second time only if something has changed", async () => {
    await writeEnvFiles(paths(), outputs);
    const before = await stat(api());
    await writeEnvFiles(paths(), outputs);
    expect((await stat(api())).ino).toBe(before.ino);
  });
});

describe("what was edited by hand", () => {
  test("is kept, told, and found", async () => {
    await writeEnvFiles(paths(), outputs);
    await writeFile(api(), (await readFile(api(), "utf8")).replace(/JWT_SECRET=.*/, "JWT_SECRET=mine\nOWN=1"));
    expect(await writeEnvFiles(paths(), outputs)).toEqual([
      "services/api/.env keeps JWT_SECRET as edited by hand; delete the line to get the stack's value.",
    ]);
    expect(await readEnvFile(paths(), "api")).toEqual({ APP_ENV: "local", JWT_SECRET: "mine", OWN: "1" });
    expect(await editedVariables(paths(), "api")).toEqual(["JWT_SECRET", "OWN"]);
    expect(await editedVariables(paths(), "web")).toEqual([]);
  });

  test("is kept when the record of what was written is lost or damaged", async () => {
    await writeEnvFiles(paths(), outputs);
    for (const damage of ["", "{", '{"api":1}']) {
      await writeFile(join(paths().directory, "env-files.json"), damage);
      const changed = { ...outputs, apiVariables: { ...outputs.apiVariables, APP_ENV: "staging" } };
      expect(await writeEnvFiles(paths(), changed)).toEqual([expect.stringMatching(/keeps APP_ENV as edited/)]);
      expect((await readEnvFile(paths(), "api")).APP_ENV).toBe("local");
    }
  });
});

describe("what can't be done is one sentence", () => {
  test("a missing file names the two ways to one", async () => {
    await expect(readEnvFile(paths(), "web")).rejects.toThrow(
      "services/web/.env is missing: run `npm run up -- local` to make it from the stack, or copy services/web/.env.example.",
    );
  });

  test("a folder that can't be written", async () => {
    await rm(join(paths().root, "services", "web"), { recursive: true });
    await expect(writeEnvFiles(paths(), outputs)).rejects.toThrow(
      `${web()} can't be written: make its folder yours with \`chown\`, then run this again.`,
    );
    expect(await readdir(paths().directory)).toEqual(["env-files.json"]);
  });

  test("a file that can't be read is never replaced", async () => {
    await mkdir(api());
    await expect(writeEnvFiles(paths(), outputs)).rejects.toThrow(
      `${api()} can't be read: make it yours with \`chown\`, then run this again.`,
    );
    await expect(readEnvFile(paths(), "api")).rejects.toThrow(/can't be read/);
  });
});

describe("the files are forgotten", () => {
  test("all of them, when nobody edited anything", async () => {
    await writeEnvFiles(paths(), outputs);
    await forgetEnvFiles(paths());
    for (const folder of ["api", "web"]) expect(await readdir(join(paths().root, "services", folder))).toEqual([]);
    expect(await readdir(paths().directory)).toEqual([]);
    await forgetEnvFiles(paths());
  });

  test("but what a person edited or added stays", async () => {
    await writeEnvFiles(paths(), outputs);
    await writeFile(api(), `${(await readFile(api(), "utf8")).replace("APP_ENV=local", "APP_ENV=mine")}OWN=1\n`);
    await forgetEnvFiles(paths());
    expect(parseEnv(await readFile(api(), "utf8"))).toEqual({ APP_ENV: "mine", OWN: "1" });
    expect((await stat(api())).mode & 0o777).toBe(0o600);
  });
});

test("a process that is killed while it writes leaves a whole file, the old one or the new one", async () => {
  const long = (letter: string) => ({ apiVariables: { SECRET: letter.repeat(300_000) }, webVariables: {} });
  const code = `
    ${importing("files", "local/env-files.ts")}
    const paths = ${JSON.stringify(paths())};
    for (let round = 0; ; round += 1) {
      await files.writeEnvFiles(paths, { apiVariables: { SECRET: "ab"[round % 2].repeat(300_000) }, webVariables: {} });
      if (round === 2) console.log("writing");
    }`;
  await writeEnvFiles(paths(), long("a"));
  for (let kill = 0; kill < 12; kill += 1) {
    const writer = await runScript(paths().root, code);
    await writer.said("writing");
    await writer.kill();
    const { SECRET = "" } = await readEnvFile(paths(), "api");
    expect([SECRET.length, new Set(SECRET).size]).toEqual([300_000, 1]);
    expect(await readdir(join(paths().root, "services", "api"))).toEqual([".env"]);
    // Nor is what it wrote, or was about to, taken for a person's.
    expect(await writeEnvFiles(paths(), long("c"))).toEqual([]);
  }
});
