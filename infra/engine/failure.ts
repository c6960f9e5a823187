import { hostname } from "node:os";
import { ConcurrentUpdateError } from "@pulumi/pulumi/automation/index.js";
import { Fault, messageOf } from "../fault.ts";
import { oneLine } from "./diagnostics.ts";
import { describeLock, type Lock } from "./locks.ts";

/** What is known about an operation that failed. */
export interface FailedOperation {
  readonly operation: string;
  readonly stack: string;
  readonly errors: readonly string[];
  readonly locks: readonly Lock[];
  readonly interrupted: boolean;
}

/** Says in one sentence why an operation of the engine failed, and what to do about it. */
export function failureOf(thrown: unknown, failed: FailedOperation): Fault {
  const { operation, stack, errors, locks, interrupted } = failed;
  const cause = { cause: thrown };
  if (thrown instanceof ConcurrentUpdateError) return new Fault(lockSentence(stack, locks), cause);
  if (interrupted) {
    return new Fault(`The ${operation} of the stack ${stack} was interrupted: run it again to finish it.`, cause);
  }
  if (/incorrect passphrase/.test(messageOf(thrown))) {
    return new Fault(
      `The passphrase of the stack ${stack} does not open its secrets: put back the passphrase file that it was made with, or begin anew as docs/stuck-stack.md says.`,
      cause,
    );
  }
  const why = errors.length > 0 ? errors.join("; ") : lastLine(messageOf(thrown));
  return new Fault(`The ${operation} of the stack ${stack} failed: ${why}`, cause);
}

/** A lock is only to be broken when its holder is dead: two engines on one stack lose its state. */
function lockSentence(stack: string, locks: readonly Lock[]): string {
  const whose = locks.length > 0 ? locks.map(describeLock).join(" and by ") : "another process";
  const [lock] = locks;
  const cure =
    lock?.hostname === hostname()
      ? `wait until that is done, or interrupt it with \`kill -INT ${lock.pid}\``
      : `wait until that is done; only if you are sure that it is dead, \`pulumi cancel --stack ${stack}\` breaks its lock`;
  return `The stack ${stack} is being updated by ${whose}: ${cure}.`;
}

function lastLine(text: string): string {
  const errors = text.split("\n").filter((line) => /^\s*error: /.test(line));
  return oneLine(errors.at(-1) ?? text.trim().split("\n").at(-1) ?? "");
}
