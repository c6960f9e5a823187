import { z } from "@hono/zod-openapi";

/** As many as the column of the table takes; both count code points. */
const MOST_CHARACTERS = 80;

/** At least one that can be seen, so that nobody is there without a name. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Control characters, line breaks, unassigned and private ones, halves of a pair. */
const UNFIT = /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\u2028\u2029]/u;

/** Characters that turn the direction of the text around them (Unicode Technical Report 36 section 2.6): a name must not write over its neighbours. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;

/** Whether text can stand as a name beside other people's names. */
function isPresentable(name: string): boolean {
  return [...name].length <= MOST_CHARACTERS && VISIBLE.test(name) && !UNFIT.test(name) && !TURNING.test(name);
}

/** The name that others see. Spaces around it go, those within it become one; letters are composed (NFC), so that equal names are equal. */
export const displayNameSchema = z
  .string()
  .transform((name) => name.normalize("NFC").trim().replaceAll(/ {2,}/g, " "))
  .refine(
    isPresentable,
    `a name has 1 to ${MOST_CHARACTERS} characters, of which one can be seen and none is a control character`,
  )
  .openapi({
    type: "string",
    minLength: 1,
    maxLength: MOST_CHARACTERS,
    description: "The name that others see.",
    example: "Ann",
  });
