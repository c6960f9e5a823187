import { type ComparedStack, findSharedFingerprints, sharedInWords } from "../../../../releases/separation/compare.ts";
import type { TriedDoor } from "../../../../releases/separation/doors.ts";
import type { SeparationStatus } from "../model.ts";

/**
 * Whether two stacks are apart, by the fingerprints in their outputs and the doors that were tried.
 *
 * @param doors each that was tried between them; none where none was.
 */
export function separationStatus(
  one: ComparedStack,
  other: ComparedStack,
  doors: readonly TriedDoor[] = [],
): SeparationStatus {
  const comparable = one.fingerprintKeyId === other.fingerprintKeyId;
  const shared = comparable
    ? findSharedFingerprints(one, other).map(sharedInWords)
    : [`the fingerprints of ${one.name} and ${other.name} are made with different keys, and can't be compared`];
  return {
    at: new Date().toISOString(),
    apart: shared.length === 0 && doors.every(({ outcome }) => outcome !== "open"),
    compared: comparable ? Object.keys(one.fingerprints).length : 0,
    shared,
    doors,
  };
}
