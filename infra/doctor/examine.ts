import { messageOf } from "../fault.ts";
import { type Check, type Outcome, wrong } from "./check.ts";

/** What a check found, under its name. */
export interface Finding extends Outcome {
  readonly name: string;
}

const CHECK_MILLISECONDS = 15_000;

/**
 * Makes all checks at the same time.
 *
 * @param milliseconds that each may take.
 * @returns what they found, in the order of the checks; one that fails or takes too long is something wrong, and keeps no other from its result.
 */
export function examine(checks: readonly Check[], milliseconds: number = CHECK_MILLISECONDS): Promise<Finding[]> {
  return Promise.all(
    checks.map(async (check) => {
      const { verdict, sentence } = await inTime(check, milliseconds).catch((error: unknown) =>
        wrong(messageOf(error)),
      );
      return { name: check.name, verdict, sentence };
    }),
  );
}

function inTime(check: Check, milliseconds: number): Promise<Outcome> {
  const deadline = AbortSignal.timeout(milliseconds);
  const late = new Promise<Outcome>((resolve) => {
    const sentence = `No answer within ${milliseconds / 1000} s: run \`npm run doctor\` again when this machine has less to do.`;
    deadline.addEventListener("abort", () => resolve(wrong(sentence)));
  });
  return Promise.race([check.look(deadline), late]);
}
