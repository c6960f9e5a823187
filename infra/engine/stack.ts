import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type ConfigMap,
  type EngineEvent,
  LocalWorkspace,
  type OutputMap,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation/index.js";
import semver from "semver";
import { type Progress, silent } from "../progress.ts";
import { mayHavePendingOperations } from "./checkpoint.ts";
import { mendCheckpoint } from "./damaged-checkpoint.ts";
import {
  adoptPendingCreations,
  type Deployment,
  type IdentifyResource,
  parseDeployment,
  pendingOperationsOf,
  resourcesOf,
  type StackResource,
} from "./deployment.ts";
import { Diagnostics } from "./diagnostics.ts";
import { failureOf } from "./failure.ts";
import type { PulumiCli } from "./find-cli.ts";
import { readLocks, releaseDeadLocks } from "./locks.ts";
import { Plan, type PlanStep } from "./plan.ts";
import { watchProgram } from "./program-failure.ts";
import { progressOfEvents } from "./progress.ts";
import { type GroupedPulumiCommand, openPulumiCommand } from "./pulumi-command.ts";
import { type EngineSettings, engineVariables, inherited } from "./variables.ts";
import { PULUMI_VERSION } from "./version.ts";

/** What it takes to open a stack. */
export interface StackOptions {
  readonly cli: PulumiCli;
  readonly settings: EngineSettings;
  /** The folder of `Pulumi.yaml` and the stack's settings file. */
  readonly projectDirectory: string;
  readonly project: string;
  readonly stack: string;
  readonly program: PulumiFn;
  readonly config?: ConfigMap;
  /** Keys of the configuration that are taken away, should they be there. */
  readonly unset?: readonly string[];
  readonly identify?: IdentifyResource | undefined;
  /** Folders of policy packs that every plan is held to. */
  readonly policyPacks?: readonly string[];
  /** Makes the stack when there is none, the default; or takes it for a mistake, where making it is a person's decision. */
  readonly whenMissing?: "make" | "fail";
}

/** How many resources an operation created, updated, deleted, replaced or left the same, by the engine's name for it. */
export type Changes = Readonly<Record<string, number>>;

/** How an operation is watched and ended. */
export interface Watch {
  readonly progress?: Progress;
  /** Told of each warning of the program's or the engine's, once. */
  readonly warn?: (sentence: string) => void;
  /** Interrupts the engine, which lets the resources at hand finish; a Ctrl-C after that kills it. */
  readonly signal?: AbortSignal;
}

/** What an update is going to do. */
export interface Preview {
  readonly steps: readonly PlanStep[];
  /** Whether the stack's outputs change, as far as they can be seen: a secret one looks the same whatever it is. */
  readonly outputsChange: boolean;
  readonly changes: Changes;
}

/** What the engine shows in the place of a secret. */
const HIDDEN = JSON.stringify("[secret]");

type OperationOptions = { onEvent: (event: EngineEvent) => void; signal: AbortSignal };

/** A Pulumi stack and the operations of the engine on it. Every failure is a `Fault`. */
export class EngineStack {
  readonly #options: StackOptions;
  readonly #stack: Stack;
  readonly #command: GroupedPulumiCommand;
  #outputs: Promise<OutputMap> | undefined;

  private constructor(options: StackOptions, stack: Stack, command: GroupedPulumiCommand) {
    this.#options = options;
    this.#stack = stack;
    this.#command = command;
  }

  /**
   * Selects a stack, or makes it, and gives it its configuration.
   *
   * @throws Fault when the CLI, the backend or the passphrase won't do.
   */
  static async open(options: StackOptions): Promise<EngineStack> {
    const {
      cli,
      settings,
      projectDirectory,
      project,
      stack,
      program,
      config,
      unset = [],
      whenMissing = "make",
    } = options;
    return attempt("opening", options, {}, async () => {
      // The file backend opens a folder, but doesn't make it.
      const state = stateDirectoryOf(settings.backendUrl);
      if (state) {
        await mkdir(state, { recursive: true });
        await mendCheckpoint(state, project, stack);
      }
      const pulumiCommand = await openPulumiCommand(cli.root, new semver.SemVer(PULUMI_VERSION), inherited(settings));
      const open = whenMissing === "make" ? LocalWorkspace.createOrSelectStack : LocalWorkspace.selectStack;
      const opened = await open.call(
        LocalWorkspace,
        { stackName: stack, projectName: project, program },
        {
          pulumiCommand,
          workDir: projectDirectory,
          ...(settings.pulumiHome !== undefined && { pulumiHome: settings.pulumiHome }),
          ...(settings.passphraseFile !== undefined && { secretsProvider: "passphrase" }),
          envVars: engineVariables(settings),
        },
      );
      const result = new EngineStack(options, opened, pulumiCommand);
      if (!config && unset.length === 0) return result;
      const present = await opened.getAllConfig();
      const surplus = unset.filter((key) => key in present);
      if (surplus.length > 0) await opened.removeAllConfig(surplus);
      if (config && !includes(present, config)) await result.configure(config);
      return result;
    });
  }

  /**
   * What an `up` would change, without changing it.
   *
   * @param options.policies whether the plan is held to the policies, as by default.
   */
  async preview(watch: Watch = {}, { policies = true } = {}): Promise<Preview> {
    const plan = new Plan();
    const policyPacks = policies ? [...(this.#options.policyPacks ?? [])] : [];
    const changes = await this.#operate(
      "preview",
      watch,
      (operation) => this.#stack.preview({ ...operation, policyPacks }),
      plan.listen,
    );
    // What the engine has just read and finds unchanged needn't be asked of it again.
    if (!plan.outputsChange) this.#outputs = plainOutputs(plan.outputs);
    return { steps: plan.steps, outputsChange: plan.outputsChange, changes };
  }

  /** Makes the world as the program says; clears up first after an update that was killed. */
  async up(watch: Watch = {}): Promise<Changes> {
    await this.recover(watch);
    return this.#operate("up", watch, (operation) => this.#stack.up(operation));
  }

  /** Reads every resource at its provider and takes what has changed there into the state. */
  refresh(watch: Watch = {}): Promise<Changes> {
    return this.#operate("refresh", watch, (operation) => this.#stack.refresh(operation));
  }

  /** Deletes every resource of the stack that isn't protected, but not the stack itself. */
  async destroy(watch: Watch = {}): Promise<Changes> {
    await this.recover(watch);
    return this.#operate("destroy", watch, (operation) =>
      this.#stack.destroy({ ...operation, excludeProtected: true }),
    );
  }

  /** The resources that the state knows of. */
  async resources(watch: Watch = {}): Promise<readonly StackResource[]> {
    const exported = await attempt("reading", this.#options, watch, () => this.#run(["stack", "export"], watch));
    return resourcesOf(parseDeployment(exported));
  }

  /** Takes the protection from a resource, so that the next operation may delete it. */
  async unprotect(urn: string, watch: Watch = {}): Promise<void> {
    await attempt("unprotecting", this.#options, watch, () => this.#run(["state", "unprotect", urn, "--yes"], watch));
  }

  /** Protects a resource from being deleted. */
  async protect(urn: string, watch: Watch = {}): Promise<void> {
    await attempt("protecting", this.#options, watch, () => this.#run(["state", "protect", urn, "--yes"], watch));
  }

  /** The stack's configuration, secret values in plain and marked. */
  configuration(): Promise<ConfigMap> {
    return attempt("reading of the configuration", this.#options, {}, () => this.#stack.getAllConfig());
  }

  /** The outputs of the last `up`, secret ones in plain and marked; read once, and again after an operation of this object's. */
  outputs(): Promise<OutputMap> {
    this.#outputs ??= attempt("reading of the outputs", this.#options, {}, () => this.#stack.outputs()).catch(
      (error) => {
        this.#outputs = undefined;
        throw error;
      },
    );
    return this.#outputs;
  }

  /** The values of {@link outputs} by their names. */
  async outputValues(): Promise<Readonly<Record<string, unknown>>> {
    return Object.fromEntries(Object.entries(await this.outputs()).map(([name, { value }]) => [name, value]));
  }

  /**
   * Sets keys of the stack's configuration.
   *
   * Secret values go by standard input: a command line can be read by every user of the machine.
   */
  async configure(config: ConfigMap): Promise<void> {
    const entries = Object.entries(config);
    await this.#stack.setAllConfig(Object.fromEntries(entries.filter(([, { secret }]) => !secret)));
    for (const [key, { value, secret }] of entries) {
      if (secret) await this.#run(["config", "set", "--secret", key], {}, value);
    }
  }

  /** Clears up after an update that was killed: releases its lock, and settles what it had begun. */
  async recover(watch: Watch = {}): Promise<void> {
    const { settings, project, stack, identify } = this.#options;
    const state = stateDirectoryOf(settings.backendUrl);
    if (state) await releaseDeadLocks(state, project, stack);
    await attempt("clearing up", this.#options, watch, async () => {
      if (state && !(await mayHavePendingOperations(state, project, stack))) return;
      const exported = parseDeployment(await this.#run(["stack", "export"], watch));
      const pending = pendingOperationsOf(exported);
      if (pending.length === 0) return;
      watch.progress?.(`clearing up after an update that was cut off (${pending.length} operations)`);
      await this.#import(await adoptPendingCreations(exported, identify ?? (() => undefined)), watch);
      await this.#run(["refresh", "--yes", "--skip-preview"], watch);
    });
  }

  /** Runs the CLI on this stack and returns what it prints; secrets are encrypted in it unless a command is told otherwise. */
  async #run(args: string[], watch: Watch, input?: string): Promise<string> {
    const { settings, stack, projectDirectory } = this.#options;
    const variables = engineVariables(settings);
    const all = [...args, "--stack", stack];
    return (await this.#command.run(all, projectDirectory, variables, undefined, undefined, watch.signal, input))
      .stdout;
  }

  async #import(deployment: Deployment, watch: Watch): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), "pulumi-import-"));
    try {
      const file = join(directory, "deployment.json");
      await writeFile(file, JSON.stringify(deployment), { mode: 0o600 });
      await this.#run(["stack", "import", "--file", file], watch);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** Runs an operation and returns what it changed, as the engine's own summary says: the stack's history may already tell of a later one. */
  #operate(
    operation: string,
    watch: Watch,
    run: (options: OperationOptions) => Promise<unknown>,
    listen: (event: EngineEvent) => void = () => {},
  ): Promise<Changes> {
    const diagnostics = new Diagnostics(watch.warn);
    const show = progressOfEvents(watch.progress ?? silent);
    let changes: Changes = {};
    const onEvent = (event: EngineEvent) => {
      diagnostics.listen(event);
      show(event);
      listen(event);
      if (event.summaryEvent) changes = event.summaryEvent.resourceChanges;
    };
    const work = async () => {
      using program = watchProgram();
      const signal = watch.signal ? AbortSignal.any([watch.signal, program.signal]) : program.signal;
      try {
        await run({ onEvent, signal });
      } finally {
        this.#outputs = undefined;
      }
      return changes;
    };
    return attempt(operation, this.#options, watch, work, diagnostics);
  }
}

/** Runs a step and turns whatever it throws into a `Fault`. */
async function attempt<Result>(
  operation: string,
  { settings, project, stack }: StackOptions,
  watch: Watch,
  run: () => Promise<Result>,
  diagnostics = new Diagnostics(),
): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    const state = stateDirectoryOf(settings.backendUrl);
    const locks = state ? await readLocks(state, project, stack) : [];
    const interrupted = watch.signal?.aborted ?? false;
    throw failureOf(thrown, { operation, stack, errors: diagnostics.errors, locks, interrupted });
  }
}

/** Outputs as events tell them; undefined where one is secret, which no event shows. */
function plainOutputs(outputs: Readonly<Record<string, unknown>> | undefined): Promise<OutputMap> | undefined {
  if (!outputs || JSON.stringify(outputs).includes(HIDDEN)) return undefined;
  return Promise.resolve(
    Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value, secret: false }])),
  );
}

function includes(present: ConfigMap, wanted: ConfigMap): boolean {
  return Object.entries(wanted).every(([key, { value, secret = false }]) => {
    const found = present[key];
    return found?.value === value && (found.secret ?? false) === secret;
  });
}

/** The folder of a file backend; undefined for other backends, whose locks are theirs to keep. */
function stateDirectoryOf(backendUrl: string | undefined): string | undefined {
  return backendUrl?.startsWith("file://") ? fileURLToPath(backendUrl) : undefined;
}
