import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runChild } from "../test/child.ts";
import { useFolder } from "../test/folder.ts";
import { INSTALLED, makeTemporaryClone } from "./test/temporary-clone.ts";

const folder = useFolder();
const root = () => join(folder(), "clone");

/** Puts an `npm` on the PATH that notes its calls and does as a script says; by default it installs. */
async function putNpm(script: string = INSTALL): Promise<NodeJS.ProcessEnv> {
  const bin = join(folder(), "bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "npm"), `#!/bin/sh\necho "$PWD $*" >> '${folder()}/calls'\n${script}\n`);
  await chmod(join(bin, "npm"), 0o755);
  return { ...process.env, PATH: `${bin}:${process.env.PATH}` };
}

const INSTALL = `
  echo "npm http fetch GET 200 https://registry.npmjs.org/left/-/left-1.0.0.tgz 12ms (cache miss)" >&2
  mkdir -p node_modules/node/bin && ln -s '${process.execPath}' node_modules/node/bin/node
  echo '${JSON.stringify({ packages: INSTALLED })}' > node_modules/.package-lock.json`;

const TELL_ARGUMENTS = `console.log(JSON.stringify({ arguments: process.argv.slice(2), node: process.execPath, path: process.env.PATH }));`;

async function run(main: string, args: readonly string[], npm: string = INSTALL) {
  const bootstrap = await makeTemporaryClone(root(), main);
  return runChild(process.execPath, [bootstrap, ...args], { env: await putNpm(npm), cwd: folder() });
}

async function calls(): Promise<string[]> {
  const file = join(folder(), "calls");
  return existsSync(file) ? (await readFile(file, "utf8")).trim().split("\n") : [];
}

describe("the packages", () => {
  test("are installed when they are missing, with progress, and not a second time", async () => {
    const first = await run(TELL_ARGUMENTS, ["matrix", "--json"]);
    expect(await first.ended).toBe(0);
    expect(await calls()).toEqual([`${root()} ci --loglevel=http --no-audit --no-fund`]);
    expect(first.stderr()).toMatch(/^Installing packages: 0 of 1$/m);
    expect(JSON.parse(first.stdout()).arguments).toEqual(["matrix", "--json"]);

    const second = runChild(process.execPath, [join(root(), "infra", "cli", "bootstrap.js"), "matrix"], {
      env: await putNpm(),
    });
    expect([await second.ended, second.stderr()]).toEqual([0, ""]);
    expect(await calls()).toHaveLength(1);
  });

  test("that can't be installed are told with npm's own errors and one sentence, and the verb doesn't run", async () => {
    const child = await run(
      TELL_ARGUMENTS,
      ["matrix"],
      `echo "npm http fetch GET 404 x" >&2; echo "npm error code E404" >&2; exit 7`,
    );
    expect(await child.ended).toBe(1);
    expect(child.stdout()).toBe("");
    expect(child.stderr()).toBe(
      "Installing packages: 0 of 1\nnpm error code E404\nThe packages could not be installed (npm ci exited with code 7): run `npm ci` to see why.\n",
    );
  });

  test("whose install left no Node behind are told so", async () => {
    const child = await run(TELL_ARGUMENTS, ["matrix"], "mkdir -p node_modules");
    expect(await child.ended).toBe(1);
    expect(child.stderr()).toMatch(
      /Node 24 could not be started \(.*ENOENT.*\): run `npm ci`, then run this again\.\n$/,
    );
  });
});

describe("the verb", () => {
  test("gets its arguments as they were written, and the clone's Node first on its PATH", async () => {
    const awkward = ["db", "", "a b", "--to=$HOME", "'\"", "*"];
    const child = await run(TELL_ARGUMENTS, awkward);
    expect(await child.ended).toBe(0);
    const told = JSON.parse(child.stdout());
    expect(told.arguments).toEqual(awkward);
    expect(told.path.split(":")[0]).toBe(join(root(), "node_modules", "node", "bin"));
  });

  test.each([0, 1, 2, 130])("ends with %d, and so does the command", async (code) => {
    const child = await run(`process.exitCode = ${code};`, ["matrix"]);
    expect(await child.ended).toBe(code);
  });

  test.each(["SIGTERM", "SIGINT", "SIGKILL"] as const)("killed by %s, the command ends so too", async (signal) => {
    const child = await run(`process.kill(process.pid, "${signal}"); setInterval(() => {}, 1000);`, ["start"]);
    expect(await child.ended).toBe(signal);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("is told of %s, and may end in its own way", async (signal) => {
    const child = await run(
      `process.on("${signal}", () => { console.log("stopping"); process.exit(5); });
       console.log("running"); setInterval(() => {}, 1000);`,
      ["start"],
    );
    await child.said("running");
    expect(await child.kill(signal)).toBe(5);
    expect(child.stdout()).toBe("running\nstopping\n");
  });
});
