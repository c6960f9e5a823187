import { Listr, ListrLogger, ListrLogLevels, ProcessOutput } from "listr2";
import { seconds } from "../amount.ts";
import type { Progress } from "../progress.ts";

/** A log gets a line of progress at most this often; a terminal is redrawn. */
const PLAIN_PROGRESS_MILLISECONDS = 5_000;

/** Long work as a list of steps, shown on standard error: live on a terminal, as plain lines elsewhere. */
export class Checklist {
  readonly #signal: AbortSignal;

  /** @param signal ends the work between two steps; within one it is the step's own to heed. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Does one step and marks it done, or failed.
   *
   * @param told words about the result, shown behind the title.
   * @returns what the step returns.
   * @throws what the step throws; it is not shown here, since the command line tells it once, at the end.
   */
  async step<Result>(
    title: string,
    run: (progress: Progress, signal: AbortSignal) => Promise<Result>,
    told: (result: Result) => string,
  ): Promise<Result> {
    this.#signal.throwIfAborted();
    const terminal = process.stderr.isTTY;
    const started = performance.now();
    let outcome: { readonly result: Result } | { readonly thrown: unknown } | undefined;
    const logger = new ListrLogger({
      useIcons: true,
      processOutput: new ProcessOutput(process.stderr, process.stderr),
    });
    const list = new Listr(
      {
        title,
        task: async (_context, task) => {
          const show: Progress = (doing) => {
            task.output = doing;
          };
          try {
            const result = await run(terminal ? show : atMostEvery(PLAIN_PROGRESS_MILLISECONDS, show), this.#signal);
            outcome = { result };
            task.title = `${title}: ${told(result)} (${seconds(performance.now() - started)})`;
          } catch (thrown) {
            outcome = { thrown };
            // The plain renderer has only the message to say that a step failed, and that is hidden.
            if (!terminal) logger.log(ListrLogLevels.FAILED, title);
            throw new Error("");
          }
        },
      },
      {
        renderer: terminal ? "default" : "simple",
        registerSignalListeners: false,
        exitOnError: false,
        rendererOptions: { logger, showErrorMessage: false },
      },
    );
    await list.run();
    if (outcome && "result" in outcome) return outcome.result;
    throw outcome?.thrown;
  }
}

function atMostEvery(milliseconds: number, show: Progress): Progress {
  let last = performance.now();
  return (doing) => {
    if (performance.now() - last < milliseconds) return;
    last = performance.now();
    show(doing);
  };
}
