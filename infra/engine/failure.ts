import { hostname } from "node:os";
import { ConcurrentUpdateError } from "@pulumi/pulumi/automation/index.js";
import { Fault, messageOf } from "../fault.ts";
import { oneLine } from "./diagnostics.ts";
import { describeLock, type Lock } from "./locks.ts";
import { nameOfUrn } from "./urn.ts";

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
  if (/no stack named/.test(messageOf(thrown))) {
    return new Fault(
      `There is no stack ${stack} in the state that pulumi is logged in to (\`pulumi whoami -v\` tells which): log in to the right one, or make it as docs/backends.md says.`,
      cause,
    );
  }
  const guarded = protectedBy(errors);
  if (guarded) {
    return new Fault(
      `The ${operation} of the stack ${stack} would ${guarded.verb} ${guarded.name}, which is protected: if that is meant, run it again with --yes-replace ${guarded.name}.`,
      cause,
    );
  }
  const why = errors.length > 0 ? errors.join("; ") : lastLine(messageOf(thrown));
  return new Fault(`The ${operation} of the stack ${stack} failed: ${why}`, cause);
}

/** What the engine says when it refuses to lose a protected resource (`pkg/resource/deploy/step_generator.go`). */
function protectedBy(errors: readonly string[]): { readonly verb: string; readonly name: string } | undefined {
  for (const error of errors) {
    const [, verb, urn, deleted] =
      /(?:unable to (replace) resource|resource) "(urn:[^"]+)" (?:as it is currently marked for protection|cannot be (deleted) because it is protected)/.exec(
        error,
      ) ?? [];
    if (urn) return { verb: verb ?? (deleted && "delete") ?? "change", name: nameOfUrn(urn) };
  }
  return undefined;
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
