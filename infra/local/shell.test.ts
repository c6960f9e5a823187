import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { beforeEach, expect, test, vi } from "vitest";
import { silent } from "../progress.ts";
import { stopLocalKeeper } from "./keeper.ts";
import { ROOT } from "./paths.ts";
import { shellExports } from "./shell.ts";
import { useClone } from "./test/clone.ts";
import { withoutDocker } from "./test/fake-program.ts";
import { filesHolding } from "./test/files.ts";

const paths = useClone();
beforeEach(async ({ onTestFinished }) => {
  vi.stubEnv("POSTGRES_PORT", String(await findFreePort()));
  vi.stubEnv("POSTGRES_PASSWORD", "superuser-canary");
  onTestFinished(() => void vi.unstubAllEnvs());
  await withoutDocker(paths().root);
  onTestFinished(async () => void (await stopLocalKeeper(paths())));
});

test("a plain pulumi with what a shell is told works on the local stack, with Node 24 and nothing of npm's on its PATH", async () => {
  vi.stubEnv("PATH", `${join(ROOT, "node_modules", ".bin")}:${process.env.PATH}`);
  const { exports, hostedBy } = await shellExports(paths(), silent);
  expect(hostedBy).not.toBe(process.pid);
  const path = String(exports.PATH).split(":");
  expect(path[0]).toBe(dirname(process.execPath));
  expect(path).not.toContain(join(ROOT, "node_modules", ".bin"));
  expect(new Set(path).size).toBe(path.length);

  const run = async (program: string, ...args: string[]) => {
    const env = { ...exports, HOME: String(process.env.HOME) };
    const { stdout } = await promisify(execFile)(program, args, { cwd: paths().root, env });
    return stdout.trim();
  };
  expect(await run("sh", "-c", "node --version")).toBe(process.version);
  expect(JSON.parse(await run("sh", "-c", "pulumi stack ls --json"))).toMatchObject([{ name: "local" }]);
  expect(await run("sh", "-c", "pulumi config get postgresql:host --stack local")).toBe("localhost");
});

test("nothing that is exported is secret, and no file holds the superuser's password", async () => {
  const { exports } = await shellExports(paths(), silent);
  expect(JSON.stringify(exports)).not.toContain("canary");
  expect(await filesHolding(paths().root, ["superuser-canary"])).toEqual([]);
});
