import { access, mkdir, rm, writeFile } from "node:fs/promises";
import { basename, isAbsolute, join } from "node:path";
import type { Image } from "../../images/index.ts";
import type { Launch } from "../deploys/launch.ts";
import type { Service } from "../services/service.ts";
import { freePort } from "./free-port.ts";
import type { Hosting } from "./hosting.ts";
import { type Command, type Running, run } from "./run.ts";
import { inScratch, variablesOf } from "./variables.ts";
import { wordsOf } from "./words.ts";

/** What is run of an image, for whom. */
export interface Program {
  readonly service: Service;
  readonly launch: Launch;
  readonly image: Image;
  /** The instance as which it runs; several programs never run as one. */
  readonly instanceId: string;
  /** What is run in place of the image's own; empty for that. */
  readonly command: string;
  /** Of whose output its own is a part: a service or a job. */
  readonly resource: string;
}

/** A program of an image that runs, and the port that it was given. */
export interface RunningProgram extends Running {
  readonly port: number;
}

/**
 * Runs a program of an image with the environment that a service's programs have.
 *
 * @throws Error when the command is none
 */
export async function runProgram(hosting: Hosting, program: Program): Promise<RunningProgram> {
  const { service, launch, image, instanceId, resource } = program;
  const scratch = join(hosting.scratch, instanceId);
  // A command that is none is refused before anything is written.
  const command = await commandOf(program, scratch);
  const port = await freePort();
  const environment = variablesOf({ service, launch, config: image.config, instanceId, port, scratch });
  let running: Running;
  try {
    await makeScratch(scratch, launch);
    running = run({ ...command, environment }, hosting.records, (text, stream) =>
      hosting.logs.put({ resource, instance: instanceId, text, stream }),
    );
  } catch (error) {
    // Secret files must not outlive what they were for.
    await removeScratch(scratch);
    throw error;
  }
  const exited = running.exited.finally(() => removeScratch(scratch));
  const stop = async (graceMilliseconds: number) => {
    await running.stop(graceMilliseconds);
    return exited;
  };
  const kill = async () => {
    await running.kill();
    return exited;
  };
  return { port, exited, stop, kill };
}

async function commandOf({ command, image }: Program, scratch: string): Promise<Omit<Command, "environment">> {
  const [program, ...parameters] = command.trim() === "" ? image.config.Cmd : (wordsOf(command) ?? []);
  if (program === undefined) throw new Error(`the command "${command}" has an open quote`);
  return {
    program: isAbsolute(program) ? await withinImage(program, image) : program,
    parameters: parameters.map((one) => inScratch(one, scratch)),
    directory: join(image.root, image.config.WorkingDir),
  };
}

/** A program of the image's where it brings it; the images here carry no operating system, whose programs are this machine's. */
async function withinImage(program: string, { root }: Image): Promise<string> {
  const inside = join(root, program);
  return access(inside).then(
    () => inside,
    () => program,
  );
}

/** What can't be removed now goes with the next start of the stand-in. */
async function removeScratch(scratch: string): Promise<void> {
  await rm(scratch, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

async function makeScratch(scratch: string, { files }: Launch): Promise<void> {
  const secrets = join(scratch, "secrets");
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(secrets, basename(name)), content, { mode: 0o600 });
  }
}
