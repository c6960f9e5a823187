import { type SpawnOptions, spawn } from "node:child_process";
import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Progress } from "../progress.ts";
import { PULUMI_VERSION } from "./version.ts";

/** The folder of the `go.mod` and `go.sum` that pin every module of the build. */
export const CLI_MODULE = fileURLToPath(new URL("./pulumi-cli", import.meta.url));

const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const FLAGS = ["-mod=readonly", "-trimpath", `-ldflags=-s -w -X ${VERSION_VARIABLE}=v${PULUMI_VERSION}`];

/**
 * Builds the CLI from its Go module, for machines that reach only package registries. It holds no language host: the Automation API needs
 * none, and `language-host/` is one for plain `pulumi up`.
 *
 * @param root gets `bin/pulumi`.
 * @param signal ends the build.
 * @param go the Go command.
 * @throws Error when there is no Go, a module can't be downloaded, or the build fails.
 */
export async function buildCli(root: string, progress: Progress, signal?: AbortSignal, go = "go"): Promise<void> {
  progress(`preparing to build the Pulumi CLI ${PULUMI_VERSION} from its Go module`);
  const modules = (await readFile(join(CLI_MODULE, "go.mod"), "utf8")).match(/^\t\S+ v/gm)?.length ?? 0;
  let downloaded = 0;
  const downloads = (line: string) => {
    if (!line.startsWith("go: downloading ")) return false;
    downloaded += 1;
    progress(`building the Pulumi CLI: downloaded ${downloaded} of at most ${modules} modules`);
    return true;
  };

  let stale = 0;
  const run = (args: string[], onProgressLine: (line: string) => boolean, onLine?: (line: string) => void) =>
    runGo({ go, args, ...(signal && { signal }) }, onProgressLine, onLine);
  await run(["list", "-deps", "-f", "{{if .Stale}}{{.ImportPath}}{{end}}", ...FLAGS, COMMAND], downloads, () => {
    stale += 1;
  });

  await mkdir(join(root, "bin"), { recursive: true });
  const program = join(root, "bin", "pulumi");
  let compiled = 0;
  await run(["build", "-v", "-o", program, ...FLAGS, COMMAND], (line) => {
    if (downloads(line)) return true;
    if (line.includes(" ")) return false;
    compiled += 1;
    const how = line === COMMAND ? "linking" : `compiled ${compiled} of ${stale} packages`;
    progress(`building the Pulumi CLI: ${how}`);
    return true;
  });
  await chmod(program, 0o755);
}

interface GoCommand {
  readonly go: string;
  readonly args: readonly string[];
  readonly signal?: AbortSignal;
}

/** Runs Go; `onProgressLine` sees each line of stderr and says whether it was progress, `onLine` each line of stdout. */
async function runGo(
  { go, args, signal }: GoCommand,
  onProgressLine: (line: string) => boolean,
  onLine: (line: string) => void = () => {},
): Promise<void> {
  const options: SpawnOptions = {
    cwd: CLI_MODULE,
    env: { ...process.env, CGO_ENABLED: "0" },
    stdio: ["ignore", "pipe", "pipe"],
    killSignal: "SIGINT",
    ...(signal && { signal }),
  };
  const child = spawn(go, [...args], options);
  let complaint = "";
  if (child.stdout) createInterface(child.stdout).on("line", onLine);
  if (child.stderr) {
    createInterface(child.stderr).on("line", (line) => {
      if (!onProgressLine(line)) complaint = line;
    });
  }
  await new Promise<void>((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new Error("there is no Go on the PATH to build it with") : error);
    });
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(complaint || `go ${args[0]} exited with code ${code}`)),
    );
  });
}
