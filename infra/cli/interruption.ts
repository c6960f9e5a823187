/**
 * One Ctrl-C reaches a process that npm started more than once: from the terminal, and from npm, which passes it on. What follows within this
 * time is the same Ctrl-C.
 */
export const SAME_PRESS_MILLISECONDS = 500;

/** What a person's Ctrl-C does, the first time and after that. */
export interface InterruptionHandlers {
  /** The first: ends the work in order. */
  readonly interrupt: () => void;
  /** The second: ends what doesn't let itself be ended in order. */
  readonly kill: () => void;
  /** Any after that: ends this process. */
  readonly exit: () => void;
}

/**
 * Makes a listener for SIGINT and SIGTERM.
 *
 * @param now tells the time in milliseconds; a parameter so that a test needn't wait.
 */
export function onInterruption(
  handlers: InterruptionHandlers,
  now: () => number = () => performance.now(),
): () => void {
  const next = [handlers.interrupt, handlers.kill];
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const pressed = now();
    if (pressed - last < SAME_PRESS_MILLISECONDS) return;
    last = pressed;
    (next.shift() ?? handlers.exit)();
  };
}
