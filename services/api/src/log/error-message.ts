/**
 * Says in one line what went wrong. A connection that fails on every address of a host is an `AggregateError` without a message of its own:
 * the messages of its parts are given instead.
 */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") {
    return [...new Set(error.errors.map(messageOf))].join("; ");
  }
  const message = error instanceof Error ? error.message || error.name : String(error);
  return message.replaceAll(/\s*\n\s*/g, " ");
}
