/** How long the SDK has to tell the engine of an error before the engine is stopped. */
const TELLING_MILLISECONDS = 500;

/** Watches a program that runs within this process. */
export interface ProgramWatch extends Disposable {
  /** Aborted once the program has failed in a way that it can't come back from. */
  readonly signal: AbortSignal;
}

/**
 * Watches for an error that is thrown where nobody waits for it, such as in an `apply`. The SDK reports it to the engine, but what depends on
 * the value never comes to be, and a program that runs within this process would be waited for forever: as a process of its own it would
 * simply end.
 */
export function watchProgram(): ProgramWatch {
  const failure = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    timer ??= setTimeout(() => failure.abort(), TELLING_MILLISECONDS);
  };
  process.on("unhandledRejection", stop);
  return {
    signal: failure.signal,
    [Symbol.dispose]: () => {
      process.off("unhandledRejection", stop);
      clearTimeout(timer);
    },
  };
}
