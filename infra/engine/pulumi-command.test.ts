import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError, ConcurrentUpdateError } from "@pulumi/pulumi/automation/index.js";
import semver from "semver";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive } from "../alive.ts";
import { killInterruptedEngines, openPulumiCommand } from "./pulumi-command.ts";
import { PULUMI_VERSION } from "./version.ts";

let root: string;
beforeEach(async () => {
  // Where the temporary folder is a link, a shell tells the place that it leads to.
  root = await realpath(await mkdtemp(join(tmpdir(), "live-listen-cli-")));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Opens a CLI that tells its version, and runs a shell script for every other command. */
async function openCommand(script: string) {
  await mkdir(join(root, "bin"), { recursive: true });
  const file = join(root, "bin", "pulumi");
  await writeFile(file, `#!/bin/sh\nif [ "$1" = version ]; then echo v${PULUMI_VERSION}; exit; fi\n${script}\n`);
  await chmod(file, 0o755);
  return openPulumiCommand(root, new semver.SemVer(PULUMI_VERSION));
}

test("a CLI that is too old is refused", async () => {
  await mkdir(join(root, "bin"), { recursive: true });
  const file = join(root, "bin", "pulumi");
  await writeFile(file, "#!/bin/sh\necho v3.1.0\n");
  await chmod(file, 0o755);
  await expect(openPulumiCommand(root, new semver.SemVer(PULUMI_VERSION))).rejects.toThrow(/3\.1\.0/);
});

test("it runs without a terminal, in the folder, with the variables, and the plugins beside it come first", async () => {
  const command = await openCommand('echo "$*|$PWD|$GREETING|$PULUMI_AUTOMATION_API|$(echo "$PATH" | cut -d: -f1)"');
  const { stdout } = await command.run(["up", "--yes"], root, { GREETING: "hello" });
  expect(stdout.trim()).toBe(`up --yes --non-interactive|${root}|hello|true|${join(root, "bin")}`);
});

test("it leads a process group of its own, which Ctrl-C on the terminal does not reach", async () => {
  const command = await openCommand('echo "$$ $(ps -o pgid= -p $$ | tr -d " ")"');
  const { stdout } = await command.run(["up"], root, {});
  const [pid, group] = stdout.trim().split(" ");
  expect(group).toBe(pid);
});

test("output is handed on as it comes", async () => {
  const command = await openCommand("echo out; echo err >&2");
  const chunks: string[] = [];
  await command.run(
    ["up"],
    root,
    {},
    (text) => chunks.push(`out:${text}`),
    (text) => chunks.push(`err:${text}`),
  );
  expect(chunks.sort()).toEqual(["err:err\n", "out:out\n"]);
});

test("failures are the Automation API's own errors", async () => {
  const command = await openCommand(
    '[ "$1" = up ] && echo "error: the stack is currently locked by 1 lock(s)" >&2; exit 255',
  );
  await expect(command.run(["up"], root, {})).rejects.toThrow(ConcurrentUpdateError);
  await expect(command.run(["refresh"], root, {})).rejects.toThrow(CommandError);
});

test("an interrupted CLI is asked to end, and killed only when that is said too", async () => {
  const command = await openCommand("trap 'echo asked' INT; echo $$; while :; do sleep 0.05; done");
  const interruption = new AbortController();
  let pid = 0;
  let asked = () => {};
  const wasAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const run = command.run(
    ["up"],
    root,
    {},
    (text) => {
      pid ||= Number.parseInt(text, 10);
      if (text.includes("asked")) asked();
      else interruption.abort();
    },
    undefined,
    interruption.signal,
  );
  const failed = expect(run).rejects.toThrow(CommandError);
  await wasAsked;
  expect(isAlive(pid)).toBe(true);
  killInterruptedEngines();
  await failed;
  expect(isAlive(pid)).toBe(false);
});
