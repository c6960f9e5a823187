import { z } from "zod";
import { Fault } from "../../fault.ts";

/** HMAC-SHA256 in base64url; `[secret]`, which `pulumi stack output` writes in the place of what it hides, is none. */
const fingerprint = z.string().regex(/^[\w-]{43}$/);

/** What of a stack's outputs is compared. */
export const comparedOutputsSchema = z.object({
  environment: z.string(),
  /** Equal in stacks whose fingerprints were made with one key, and can be compared. */
  fingerprintKeyId: fingerprint,
  fingerprints: z.record(z.string(), fingerprint).refine((kinds) => Object.keys(kinds).length > 0),
});

/** A stack, by what it outputs for comparison. */
export interface ComparedStack {
  readonly name: string;
  readonly fingerprintKeyId: string;
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** The comparable part of a stack's outputs; undefined when there is none, as before its first `up`. */
export function comparedStack(outputs: unknown): ComparedStack | undefined {
  const { data } = comparedOutputsSchema.safeParse(outputs);
  return data && { name: data.environment, fingerprintKeyId: data.fingerprintKeyId, fingerprints: data.fingerprints };
}

/** Something that two stacks have in common and must not: what it is in each. Its value is in neither. */
export interface Shared {
  readonly stacks: readonly [string, string];
  readonly kinds: readonly [string, string];
}

/** Kinds that one stack may have and another needn't: secrets while they are rotated, and what third parties were given. */
const KINDS_OF_ONE = /^(previous|thirdPartyKeys\.)/;

/**
 * Makes sure that a comparison of two stacks would find what they share: their fingerprints are made with one key, and of the same things.
 *
 * @throws Fault naming the cure.
 */
export function assertComparable(one: ComparedStack, other: ComparedStack): void {
  if (one.fingerprintKeyId !== other.fingerprintKeyId) {
    throw new Fault(
      `The fingerprints of ${one.name} and ${other.name} are made with different keys, so that they can't be compared: give both stacks one with \`pulumi config set --secret live-listen:fingerprintKey\`, and bring both up.`,
    );
  }
  for (const [lacking, having] of [
    [one, other],
    [other, one],
  ] as const) {
    const kinds = Object.keys(having.fingerprints).filter((kind) => !(kind in lacking.fingerprints));
    const lost = kinds.filter((kind) => !KINDS_OF_ONE.test(kind));
    if (lost.length > 0) {
      throw new Fault(
        `${lacking.name} tells no fingerprint of ${lost.join(", ")}, as ${having.name} does: bring ${lacking.name} up from the same commit.`,
      );
    }
  }
}

/**
 * Finds what two stacks share, whatever it is called in each: the database of one may be the host of the other.
 *
 * What may be shared (image repository, owner, team, DNS zone) has no fingerprint.
 *
 * @returns one entry for each pair; empty when the stacks are apart.
 */
export function findSharedFingerprints(one: ComparedStack, other: ComparedStack): readonly Shared[] {
  return Object.entries(one.fingerprints).flatMap(([kind, print]) =>
    Object.entries(other.fingerprints)
      .filter(([, otherPrint]) => otherPrint === print)
      .map(([otherKind]): Shared => ({ stacks: [one.name, other.name], kinds: [kind, otherKind] })),
  );
}

/** Says what is shared, without its value. */
export function sharedInWords({ stacks: [one, other], kinds: [kind, otherKind] }: Shared): string {
  return kind === otherKind ? `${one} and ${other} share ${kind}` : `${kind} of ${one} is ${otherKind} of ${other}`;
}
