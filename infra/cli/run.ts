import { Command, CommanderError } from "commander";
import { messageOf, UsageFault } from "../fault.ts";
import { addBench } from "./bench.ts";
import { addDb } from "./db.ts";
import { addDestroy } from "./destroy.ts";
import { addDev } from "./dev.ts";
import { addDoctor } from "./doctor.ts";
import { addEnv } from "./env.ts";
import { onInterruption } from "./interruption.ts";
import { addLint } from "./lint.ts";
import { addMatrix } from "./matrix.ts";
import { addOpen } from "./open.ts";
import { addRehearse } from "./rehearse.ts";
import { addSeparation } from "./separation.ts";
import { addSmoke } from "./smoke.ts";
import { addStart } from "./start.ts";
import { addTest } from "./test.ts";
import { addUp } from "./up.ts";

/** Exit codes: done, failed, wrong usage; and that of a shell for a process ended by SIGINT. */
const EXIT = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/**
 * Runs a verb.
 *
 * @param args of the command line, the verb first.
 * @returns the exit code.
 */
export async function run(args: readonly string[]): Promise<number> {
  const interruption = new AbortController();
  const onSignal = onInterruption({
    interrupt: () => interruption.abort(),
    kill: () =>
      void import("../engine/pulumi-command.ts").then(({ killInterruptedEngines }) => killInterruptedEngines()),
    exit: () => process.exit(EXIT.interrupted),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);

  const cli = new Command("npm run")
    .description("The verbs of Live Listen; `npm run <verb> -- --help` explains one.")
    .option("--debug", "show the stack trace of an error")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "")) });

  const context = { signal: interruption.signal };
  for (const add of [
    addStart,
    addOpen,
    addRehearse,
    addTest,
    addMatrix,
    addUp,
    addDestroy,
    addDev,
    addDb,
    addSmoke,
    addSeparation,
    addEnv,
    addDoctor,
    addLint,
    addBench,
  ]) {
    add(cli, context);
  }
  for (const command of cli.commands) command.exitOverride().option("--debug", "show the stack trace of an error");

  try {
    await cli.parseAsync(args, { from: "user" });
    // A verb that runs another program ends as that one did.
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (error === interruption.signal.reason) return EXIT.interrupted;
    process.stderr.write(`${args.includes("--debug") && error instanceof Error ? error.stack : messageOf(error)}\n`);
    // Whatever an interrupted verb says of how far it got, it is not a failure of its own.
    if (interruption.signal.aborted) return EXIT.interrupted;
    return error instanceof UsageFault ? EXIT.usage : EXIT.failed;
  }
}
