import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../../fault.ts";
import { RestFailure } from "./failure.ts";

/** How to make a thing, and how to find it by what makes it the one of this resource. */
export interface Creation<Thing extends { readonly id: string }> {
  /** For the sentence, for example `Render has a project "live-listen" already`. */
  readonly exists: string;
  /** All things that would be taken for it, by name and owner. */
  readonly find: (signal: AbortSignal) => Promise<readonly Thing[]>;
  readonly make: () => Promise<Thing>;
  /** Whether a thing is as this resource would have made it. */
  readonly isSame: (thing: Thing) => boolean;
  readonly signal: AbortSignal;
}

/** Pauses before each look, in milliseconds, when it is not known whether the thing was made. */
const PAUSES = [0, 200, 1000];
/** A look takes no longer than this, in milliseconds. */
const LOOK_TIMEOUT = 10_000;

/**
 * Makes a thing exactly once, where names need not be unique and an answer can be lost. Before, it makes sure that there
 * is none; when it then is not known whether the thing was made, and there is one and it is the same, it was this one.
 *
 * @throws Fault when there is one already, with the option that imports it
 */
export async function createOnce<Thing extends { readonly id: string }>(creation: Creation<Thing>): Promise<Thing> {
  const { find, make, signal, exists } = creation;
  const [other] = await find(signal);
  if (other) {
    throw new Fault(
      `${exists} that this stack doesn't know of: take it over by giving the resource the option import: "${other.id}" for one "pulumi up", or remove it there.`,
    );
  }
  try {
    return await make();
  } catch (error) {
    const mayBeMade = error instanceof RestFailure ? error.mayBeDone : signal.aborted;
    const made = mayBeMade ? await look(creation) : undefined;
    if (made) return made;
    throw error;
  }
}

/** Looks although the work may have been cancelled, since what was made must not be forgotten. */
async function look<Thing extends { readonly id: string }>({
  find,
  isSame,
}: Creation<Thing>): Promise<Thing | undefined> {
  for (const pause of PAUSES) {
    await sleep(pause);
    const things = await find(AbortSignal.timeout(LOOK_TIMEOUT)).catch(() => undefined);
    if (things) {
      const [only, ...more] = things.filter(isSame);
      return more.length === 0 ? only : undefined;
    }
  }
  return undefined;
}
