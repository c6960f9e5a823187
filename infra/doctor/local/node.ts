import { execFile } from "node:child_process";
import { delimiter } from "node:path";
import { promisify } from "node:util";
import { ownPath } from "../../engine/own-path.ts";
import { type Check, good, idle, wrong } from "../check.ts";

/** The oldest Node that can start a verb, and the one that runs it. */
const STARTS = 20;
const RUNS = 24;

/**
 * Node: which one runs the verbs, and which one a person's shell has.
 *
 * @param path of this process.
 * @param root of the clone, whose own Node doesn't count as the shell's.
 * @param running the version that runs, without a `v`.
 */
export function nodeCheck(path: string, root: string, running: string = process.versions.node): Check {
  return {
    name: "Node",
    look: async (signal) => {
      if (major(running) !== RUNS) {
        return wrong(
          `${running} runs the verbs, and they need ${RUNS}: run \`npm ci\`, then run this with \`npm run\`.`,
        );
      }
      const found = await versionIn(ownPath(path, root), signal);
      if (found === undefined) {
        return idle(
          `${running} runs the verbs; a shell finds none: install Node (https://nodejs.org/) to run npm from it.`,
        );
      }
      if (major(found) < STARTS) {
        return wrong(
          `${running} runs the verbs, but the PATH has ${found}, which can't start them: install Node ${STARTS} or newer (https://nodejs.org/).`,
        );
      }
      const plain =
        major(found) >= RUNS ? "" : ', and a plain `pulumi` needs `eval "$(npm run --silent env -- local)"` first';
      return good(`${running} runs the verbs; the PATH has ${found}${plain}.`);
    },
  };
}

async function versionIn(folders: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  try {
    const env = { ...process.env, PATH: folders.join(delimiter) };
    const { stdout } = await promisify(execFile)("node", ["--version"], { env, signal });
    return stdout.trim().replace(/^v/, "");
  } catch {
    return undefined;
  }
}

function major(version: string): number {
  return Number.parseInt(version, 10);
}
