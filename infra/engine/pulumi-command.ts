import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, dirname, isAbsolute } from "node:path";
import * as sdkErrors from "@pulumi/pulumi/automation/errors.js";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { SemVer } from "semver";

/** What a run of the CLI left behind, as the Automation API hands it around. */
interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
  toString(): string;
}

/** A CLI that runs in a process group of its own. */
export type GroupedPulumiCommand = PulumiCommand & Inheriting & { readonly run: typeof runInOwnGroup };

/** What a CLI gets of this process' variables. */
interface Inheriting {
  readonly inherited: NodeJS.ProcessEnv;
}

/** The Automation API's own way from a failed run to its typed errors; it is not in the SDK's declarations. */
const { createCommandError } = sdkErrors as unknown as { createCommandError(result: CommandResult): Error };

/**
 * Opens a Pulumi CLI for the Automation API.
 *
 * The SDK starts the CLI in the process group of its parent. Ctrl-C on a terminal then reaches the CLI twice, once from the terminal and once
 * from the `AbortSignal` of the operation, and the second interrupt makes the engine stop at once, in the middle of a resource. So the CLI
 * runs in a group of its own, and is interrupted by the signal alone.
 *
 * @param root the folder that holds `bin/pulumi`; without it, the `pulumi` of the PATH.
 * @param version the least version that will do.
 * @param env what the CLI gets of this process' variables.
 * @throws Error when there is no CLI, or its version doesn't fit.
 */
export async function openPulumiCommand(
  root: string | undefined,
  version: SemVer,
  env: NodeJS.ProcessEnv = process.env,
): Promise<GroupedPulumiCommand> {
  const command = await PulumiCommand.get({ version, ...(root && { root }) });
  return Object.assign(command, { inherited: env, run: runInOwnGroup });
}

/** Engines that were interrupted and have not ended yet. */
const interrupted = new Set<ChildProcess>();

/** Kills the engines that were interrupted: they let the resources at hand finish, and a person may not want to wait for that. */
export function killInterruptedEngines(): void {
  for (const child of interrupted) child.kill("SIGKILL");
}

function runInOwnGroup(
  this: PulumiCommand & Inheriting,
  args: string[],
  cwd: string,
  additionalEnv: Record<string, string>,
  onOutput?: (chunk: string) => void,
  onError?: (chunk: string) => void,
  signal?: AbortSignal,
  input?: string,
): Promise<CommandResult> {
  const env: NodeJS.ProcessEnv = { ...this.inherited, ...additionalEnv, PULUMI_AUTOMATION_API: "true" };
  // The plugins that came with a CLI are beside it, and are of its version.
  if (isAbsolute(this.command)) env.PATH = `${dirname(this.command)}${delimiter}${env.PATH ?? ""}`;
  const interactive = args.includes("--non-interactive") ? [] : ["--non-interactive"];
  return new Promise((resolve, reject) => {
    const child = spawn(this.command, [...args, ...interactive], {
      cwd,
      env,
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
    });
    // A CLI that ends without reading its input closes the pipe; how it ended is told by its exit code.
    child.stdin.on("error", () => {}).end(input);
    const written = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      written.stdout += chunk;
      onOutput?.(chunk);
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      written.stderr += chunk;
      onError?.(chunk);
    });
    const interrupt = () => {
      child.kill("SIGINT");
      interrupted.add(child);
    };
    if (signal?.aborted) interrupt();
    signal?.addEventListener("abort", interrupt);
    const settle = (code: number, problem = "") => {
      signal?.removeEventListener("abort", interrupt);
      interrupted.delete(child);
      const result: CommandResult = {
        ...written,
        code,
        toString: () => `${problem}${written.stderr}${written.stdout}`.trim(),
      };
      if (code === 0) resolve(result);
      else reject(createCommandError(result));
    };
    child.on("error", (error) => settle(-1, `${error.message}\n`));
    child.on("close", (code) => settle(code ?? -1));
  });
}
