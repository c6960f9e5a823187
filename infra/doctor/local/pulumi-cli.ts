import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { fits, versionOf } from "../../engine/cli-version.ts";
import { PULUMI_VERSION } from "../../engine/version.ts";
import { shellWord } from "../../shell-word.ts";
import { type Check, good, idle, type Outcome, wrong } from "../check.ts";

const DOWNLOADS = "https://get.pulumi.com";

/** How the check finds out, each a parameter so that a test can close it. */
export interface CliQuestions {
  /** The version of the `pulumi` in an environment's PATH. */
  readonly version: (env: NodeJS.ProcessEnv) => Promise<string | undefined>;
  readonly downloadsReachable: (signal: AbortSignal) => Promise<boolean>;
  /** The version of Go, such as `go1.26.1`. */
  readonly goVersion: (signal: AbortSignal) => Promise<string | undefined>;
}

const usualQuestions: CliQuestions = { version: (env) => versionOf("pulumi", env), downloadsReachable, goVersion };

/**
 * The Pulumi CLI: where it comes from, and if there is none, where it can be had.
 *
 * @param cache the folder of what outlives a clone.
 */
export function pulumiCliCheck(cache: string, questions: CliQuestions = usualQuestions): Check {
  const root = join(cache, "pulumi", PULUMI_VERSION);
  return {
    name: "Pulumi CLI",
    look: async (signal) => {
      const onPath = await questions.version(process.env);
      if (onPath && fits(onPath, PULUMI_VERSION)) return good(`${onPath}, from the PATH.`);
      if (!existsSync(join(root, "bin", "pulumi"))) return absent(questions, signal);
      const path = [join(root, "bin"), process.env.PATH].join(delimiter);
      const cached = await questions.version({ ...process.env, PATH: path });
      if (cached === PULUMI_VERSION) return good(`${cached}, from ${root}.`);
      return wrong(`The one in ${root} doesn't run: \`rm -rf ${shellWord(root)}\`, then \`npm start\` gets it again.`);
    },
  };
}

async function absent(questions: CliQuestions, signal: AbortSignal): Promise<Outcome> {
  const [reachable, go] = await Promise.all([questions.downloadsReachable(signal), questions.goVersion(signal)]);
  if (reachable) return idle(`Not here yet; \`npm start\` downloads ${PULUMI_VERSION} from ${DOWNLOADS}.`);
  if (go)
    return idle(`Not here yet; \`npm start\` builds ${PULUMI_VERSION} with ${go}, which takes some minutes, once.`);
  return wrong(
    `None is here, ${DOWNLOADS} can't be reached, and there is no Go to build it with: install it as https://www.pulumi.com/docs/install/ says, or install Go (https://go.dev/dl/).`,
  );
}

async function downloadsReachable(signal: AbortSignal): Promise<boolean> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
  const answer = await fetch(DOWNLOADS, { method: "HEAD", redirect: "manual", signal: limited }).catch(() => undefined);
  return answer !== undefined;
}

async function goVersion(signal: AbortSignal): Promise<string | undefined> {
  const asked = await promisify(execFile)("go", ["env", "GOVERSION"], { signal }).catch(() => undefined);
  return asked?.stdout.trim() || undefined;
}
