import { z } from "zod";

/** What of a stack's outputs is compared. */
export const comparedOutputsSchema = z.object({
  /** Equal in stacks whose fingerprints were made with one key, and can be compared. */
  fingerprintKeyId: z.string(),
  fingerprints: z.record(z.string(), z.string()),
});

/** A stack, by what it outputs for comparison. */
export interface ComparedStack extends z.infer<typeof comparedOutputsSchema> {
  readonly name: string;
}

/** Something that two stacks have in common and must not: what it is in each. Its value is in neither. */
export interface Shared {
  readonly stacks: readonly [string, string];
  readonly kinds: readonly [string, string];
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
