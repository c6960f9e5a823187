import { messageOf } from "./log/error-message.ts";
import type { Log } from "./log/log.ts";
import { OperatorFault } from "./operator-fault.ts";

/**
 * Makes the one way in which the process ends on a fault: the fault is logged, with a stack trace only where an operator can't cure it, and the exit
 * code is 1. From then on it is taken by everything that nobody catches: after such an error nobody knows what state the process is in.
 */
export function exitOnFaults(log: Log): (error: unknown) => never {
  function fail(error: unknown): never {
    log.fatal(error instanceof OperatorFault ? {} : { err: error }, messageOf(error));
    process.exit(1);
  }
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  return fail;
}
