import { setTimeout as delay } from "node:timers/promises";
import type { HostedEnvironment } from "@live-listen/stacks";
import type { Progress } from "../progress.ts";
import type { Network } from "../releases/network.ts";
import { type ComparedStack, comparedStack } from "../releases/separation/compare.ts";
import { type EnvironmentAccess, type TriedDoor, tryDoors } from "../releases/separation/doors.ts";
import { ask } from "../releases/smoke/request.ts";
import { environmentAccess } from "./environment-access.ts";
import { notBroughtUp } from "./outputs.ts";
import type { HostedStack } from "./realm.ts";

/** How long an API may take until it answers: a rehearsal that was opened just now is starting what runs in it. */
const READY_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 200;

/** An environment that is looked at, and its stack. */
export interface Subject {
  readonly row: HostedEnvironment;
  readonly opened: HostedStack;
}

/**
 * Reads what a stack tells of itself for comparison.
 *
 * @throws Fault when it was not brought up.
 */
export async function readComparedStack({ row, opened }: Subject): Promise<ComparedStack> {
  const compared = comparedStack(await opened.stack.outputValues());
  if (compared) return compared;
  throw notBroughtUp(row, opened);
}

/** Tries the ways by which the first of two environments, which are running, could reach into the second. */
export async function tryDoorsBetween(
  [from, to]: readonly [Subject, Subject],
  network: Network | undefined,
  watch: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<readonly TriedDoor[]> {
  const accesses = [
    await environmentAccess(from.row, from.opened, network),
    await environmentAccess(to.row, to.opened, network),
  ] as const;
  await Promise.all(accesses.map((one) => untilReady(one, watch)));
  return tryDoors(...accesses);
}

/** Waits until an API answers, for a while: whether it does is for the doors to tell. */
async function untilReady(
  { name, apiUrl, network }: EnvironmentAccess,
  { progress, signal }: { readonly progress: Progress; readonly signal: AbortSignal },
): Promise<void> {
  const deadline = Date.now() + READY_MILLISECONDS;
  while (Date.now() < deadline) {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
    const answer = await ask(`${apiUrl}/readyz`, limited, { network }).catch(() => undefined);
    signal.throwIfAborted();
    if (answer?.status === 200) return;
    progress(`waiting for ${name}'s API`);
    await delay(POLL_MILLISECONDS, undefined, { signal });
  }
}
