import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isAlive } from "../../alive.ts";
import { silent } from "../../progress.ts";
import { findCli } from "../find-cli.ts";
import { readLocks } from "../locks.ts";
import { openTestProject, type TestProject } from "../test/project.ts";
import { engineVariables } from "../variables.ts";
import { installLanguageHost } from "./install.ts";

const NODE_MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

let project: TestProject;
let bin: string;
beforeEach(async () => {
  project = await openTestProject();
  bin = await mkdtemp(join(tmpdir(), "live-listen-bin it's-"));
  await installLanguageHost(bin);
  await mkdir(project.state, { recursive: true });
  await symlink(NODE_MODULES, join(project.directory, "node_modules"));
  await writeFile(join(project.directory, "package.json"), '{ "type": "module", "main": "main.js" }');
  await writeFile(
    join(project.directory, "Pulumi.yaml"),
    "name: engine\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: main.js\n",
  );
  await pulumi("stack", "init", "trial");
});
afterEach(async () => {
  await project.close();
  await rm(bin, { recursive: true, force: true });
});

/** Runs plain `pulumi` as a person would in a shell, with the language host on the PATH. */
async function pulumi(...args: string[]): Promise<string> {
  const { root } = await findCli(silent);
  const path = [...(root ? [join(root, "bin")] : []), bin, dirname(process.execPath), process.env.PATH];
  const { stdout } = await promisify(execFile)("pulumi", [...args, "--non-interactive"], {
    cwd: project.directory,
    env: { ...process.env, ...engineVariables(project.settings), PATH: path.join(":") },
  });
  return stdout;
}

async function writeProgram(text: string): Promise<void> {
  await writeFile(join(project.directory, "main.js"), text);
}

test("a program runs with its configuration, its secrets stay secret, and a second up is empty", async () => {
  await pulumi("config", "set", "--secret", "word", "swordfish");
  await writeProgram(`
    import * as pulumi from "@pulumi/pulumi";
    import { RandomPassword } from "@pulumi/random";
    const config = new pulumi.Config();
    export default async () => ({
      stack: pulumi.getStack(),
      length: new RandomPassword("password", { length: 20 }).length,
      letters: config.requireSecret("word").apply((word) => word.length),
    });
  `);
  expect(await pulumi("up", "--yes")).toMatch(/\+ 2 created/);
  expect(await pulumi("up", "--yes", "--expect-no-changes")).toMatch(/2 unchanged/);
  expect(JSON.parse(await pulumi("stack", "output", "--json"))).toEqual({
    stack: "trial",
    length: 20,
    letters: "[secret]",
  });
  expect(JSON.parse(await pulumi("stack", "output", "--json", "--show-secrets"))).toMatchObject({ letters: 9 });
});

test("a program sees that it is a preview", async () => {
  await writeProgram(`
    import * as pulumi from "@pulumi/pulumi";
    pulumi.log.info(pulumi.runtime.isDryRun() ? "only looking" : "for real");
  `);
  expect(await pulumi("preview")).toContain("only looking");
});

test("a program that throws fails the update with its own words", async () => {
  await writeProgram('import * as pulumi from "@pulumi/pulumi"; throw new pulumi.RunError("The sky is falling.");');
  const { stdout } = await pulumi("up", "--yes").then(
    () => expect.unreachable(),
    (error: { stdout: string }) => error,
  );
  expect(stdout).toContain("The sky is falling.");
});

test("a program that ends without a word fails the update too", async () => {
  await writeProgram("process.exit(7);");
  const { stdout } = await pulumi("up", "--yes").then(
    () => expect.unreachable(),
    (error: { stdout: string }) => error,
  );
  expect(stdout).toContain("the program ended with code 7");
});

test("the host and the program end with an engine that was killed", async () => {
  await writeProgram(`
    import { writeFileSync } from "node:fs";
    writeFileSync("ids", JSON.stringify([process.pid, process.ppid]));
    setInterval(() => {}, 1000);
    await new Promise(() => {});
  `);
  const update = pulumi("up", "--yes").catch(() => {});
  const idsFile = join(project.directory, "ids");
  const ids = await vi.waitFor(async () => JSON.parse(await readFile(idsFile, "utf8")) as number[], {
    timeout: 20_000,
    interval: 100,
  });
  const [lock] = await readLocks(project.state, "engine", "trial");
  process.kill(lock?.pid ?? Number.NaN, "SIGKILL");
  await update;
  await vi.waitFor(() => expect(ids.map(isAlive)).toEqual([false, false]), { timeout: 20_000, interval: 100 });
});
