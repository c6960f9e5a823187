import { appendFile, chmod, copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ENV_FILES, writeEnvFiles } from "../../local/env-files.ts";
import { ROOT } from "../../local/paths.ts";
import { useClone } from "../../local/test/clone.ts";
import { look } from "../test/look.ts";
import { envFileCheck } from "./env-file.ts";

const paths = useClone();
const api = () => join(paths().root, ENV_FILES.api);
const check = (service: "api" | "web" = "api") => look(envFileCheck(paths(), service));

async function writeFiles(): Promise<void> {
  await writeEnvFiles(paths(), {
    apiVariables: {
      APP_ENV: "local",
      DATABASE_URL: "postgresql://app:database-canary@localhost:5499/trial",
      JWT_SECRET: "jwt-canary-0123456789abcdef0123456789",
      WEB_URL: "http://localhost:3000",
      API_URL: "http://localhost:3001",
      WS_URL: "ws://localhost:3001",
    },
    webVariables: {
      NEXT_PUBLIC_APP_ENV: "local",
      NEXT_PUBLIC_API_URL: "http://localhost:3001",
      NEXT_PUBLIC_WS_URL: "ws://localhost:3001",
    },
  });
}

test("a file that isn't there needn't be", async () => {
  expect(await check()).toMatchObject({ verdict: "idle", sentence: expect.stringContaining("`npm start`") });
});

test("files as the stack makes them are good, and edited values are named without being shown", async () => {
  await writeFiles();
  for (const service of ["api", "web"] as const) {
    expect(await check(service)).toEqual({ verdict: "good", sentence: "As the stack made it." });
  }
  await appendFile(api(), "LOG_LEVEL=debug\nOWN=own-canary\n");
  expect(await check()).toEqual({ verdict: "good", sentence: "Valid; edited by hand: LOG_LEVEL, OWN." });
});

test("what the service would refuse is told, every fault, and no value", async () => {
  await writeFiles();
  const text = await readFile(api(), "utf8");
  await writeFile(api(), text.replace("APP_ENV=local", "APP_ENV=canary").replace(/WS_URL=.*\n/, ""));
  const { verdict, sentence } = await check();
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(
    /APP_ENV must be one of .*; WS_URL is missing: correct it as services\/api\/\.env\.example shows/,
  );
  expect(sentence).not.toContain("canary");
  const web = join(paths().root, ENV_FILES.web);
  await writeFile(web, "NEXT_PUBLIC_APP_ENV=local\n");
  expect((await check("web")).sentence).toMatch(/NEXT_PUBLIC_API_URL is not set; NEXT_PUBLIC_WS_URL is not set: /);
});

test("a file that others may read is wrong", async () => {
  await writeFiles();
  await chmod(api(), 0o644);
  expect(await check()).toMatchObject({
    verdict: "wrong",
    sentence: expect.stringContaining(`\`chmod 600 '${api()}'\``),
  });
});

test("copies of both examples are valid", async () => {
  for (const service of ["api", "web"] as const) {
    const file = join(paths().root, ENV_FILES[service]);
    await copyFile(join(ROOT, `${ENV_FILES[service]}.example`), file);
    await chmod(file, 0o600);
    expect(await check(service)).toMatchObject({ verdict: "good", sentence: expect.stringMatching(/^Valid; edited/) });
  }
});
