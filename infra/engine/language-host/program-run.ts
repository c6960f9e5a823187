import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";

/** How to run a program's Node process: the arguments and variables of the SDK's own runner. */
export interface ProgramRun {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The folder to run in. */
  readonly directory: string;
}

/** Exit code of the SDK's runner for a program that failed and has already told the engine why (`cmd/run/error.ts`). */
export const ALREADY_LOGGED = 32;

/**
 * What the official language host would run for a request of the engine, by the contract of the SDK's runner.
 *
 * @param engine the address of the engine that asks.
 * @see https://github.com/pulumi/pulumi/blob/v3.256.0/sdk/nodejs/cmd/pulumi-language-nodejs/main.go (`execNodejs`, `constructArguments`, `constructConfig`)
 */
export function programRunOf(request: RunRequest, engine: string): ProgramRun {
  const info = request.getInfo();
  if (!info) throw new Error("the engine did not say which program to run");
  const directory = info.getProgramDirectory();
  const flags: readonly (readonly [string, string])[] = [
    ["monitor", request.getMonitorAddress()],
    ["engine", engine],
    ["organization", request.getOrganization()],
    ["project", request.getProject()],
    ["root-directory", info.getRootDirectory()],
    ["stack", request.getStack()],
    ["pwd", directory],
    ["parallel", String(request.getParallel())],
  ];
  return {
    directory,
    args: [
      ...flags.filter(([, value]) => value !== "").flatMap(([flag, value]) => [`--${flag}`, value]),
      ...(request.getDryrun() ? ["--dry-run"] : []),
      info.getEntryPoint(),
      ...request.getArgsList(),
    ],
    env: {
      PULUMI_CONFIG: JSON.stringify(programConfig(request)),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      // The SDK's runner would compile the program itself; Node strips the types.
      PULUMI_NODEJS_TYPESCRIPT: "false",
    },
  };
}

// The engine names a key `package:config:key`, or `package:key` since 2018; the SDK reads the longer form only.
function programConfig(request: RunRequest): Record<string, string> {
  const entries = request.getConfigMap().getEntryList();
  return Object.fromEntries(entries.map(([key, value]) => [key.replace(/^([^:]+):(?!config:)/, "$1:config:"), value]));
}
