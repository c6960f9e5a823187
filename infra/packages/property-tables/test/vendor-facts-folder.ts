import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, type TestContext } from "vitest";

const NAMED = process.env.VENDOR_FACTS;

/**
 * The folder with what is known of the vendors' contracts. The project keeps no copy of it: it is looked for beside the repository, or where the
 * variable `VENDOR_FACTS` says.
 */
export const VENDOR_FACTS = NAMED ?? join(import.meta.dirname, "../../../../../shared/vendor-facts");

/** Whether the facts are there. */
export const factsAreAtHand = existsSync(VENDOR_FACTS);

/** The body of a test that says whether the tests beside it ran: it fails where the facts were named and aren't there, and is skipped where nobody has them. */
export function assertFactsAtHand({ skip }: TestContext): void {
  if (NAMED !== undefined) expect(factsAreAtHand, `${VENDOR_FACTS} is missing`).toBe(true);
  else skip(!factsAreAtHand, `skipped: ${VENDOR_FACTS} is not at hand`);
}
