import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildCli, CLI_MODULE } from "./build-cli.ts";
import { PULUMI_VERSION } from "./version.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "live-listen-build-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A Go command of which a shell script says what `list` and `build` do; `$out` is the file that `build -o` names. */
async function goThat(list: string, build: string): Promise<string> {
  const go = join(directory, "go");
  const script = `#!/bin/sh\ncase "$1" in\nlist) ${list};;\nbuild) out=$4; ${build};;\nesac\n`;
  await writeFile(go, script);
  await chmod(go, 0o755);
  return go;
}

test("the module pins the version of the SDK", async () => {
  const pinned = await readFile(join(CLI_MODULE, "go.mod"), "utf8");
  expect(pinned).toMatch(/^tool github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi$/m);
  for (const part of ["pkg", "sdk"])
    expect(pinned).toContain(`github.com/pulumi/pulumi/${part}/v3 v${PULUMI_VERSION} `);
});

test("it tells how many modules are downloaded and packages compiled, and leaves the program alone behind", async () => {
  const go = await goThat(
    'echo "go: downloading example.org/a v1.0.0" >&2; echo a; echo b',
    'echo a >&2; echo github.com/pulumi/pulumi/pkg/v3/cmd/pulumi >&2; echo built > "$out"',
  );
  const told: string[] = [];
  const root = join(directory, "root");
  await buildCli(root, (doing) => told.push(doing), undefined, go);
  expect(told).toEqual([
    `preparing to build the Pulumi CLI ${PULUMI_VERSION} from its Go module`,
    expect.stringMatching(/^building the Pulumi CLI: downloaded 1 of at most \d{3} modules$/),
    "building the Pulumi CLI: compiled 1 of 2 packages",
    "building the Pulumi CLI: linking",
  ]);
  expect(await readFile(join(root, "bin", "pulumi"), "utf8")).toBe("built\n");
  expect(await readdir(root)).toEqual(["bin"]);
});

test("a build that fails says why in Go's words", async () => {
  const go = await goThat("echo a", 'echo half > "$out"; echo "no space left on device" >&2; exit 1');
  const root = join(directory, "root");
  await expect(buildCli(root, () => {}, undefined, go)).rejects.toThrow("no space left on device");
});

test("an interrupted build ends", async () => {
  const go = await goThat("echo a", "exec sleep 60");
  const interruption = new AbortController();
  const told = (doing: string) => {
    if (doing.startsWith("preparing")) setTimeout(() => interruption.abort(), 200);
  };
  await expect(buildCli(join(directory, "root"), told, interruption.signal, go)).rejects.toThrow(/abort/);
});

test("a machine without Go is told so", async () => {
  await expect(buildCli(join(directory, "root"), () => {}, undefined, join(directory, "no-such-go"))).rejects.toThrow(
    "there is no Go on the PATH",
  );
});
