import { z } from "zod";
import { isUnique } from "../unique.ts";

/** The name of a variable. */
export const envVarKey = z
  .string()
  .regex(/^[-._a-zA-Z][-._a-zA-Z0-9]*$/, "may have letters, digits, `_`, `-` and `.`, and not begin with a digit");

const either = {
  value: z.string().optional(),
  /** Render makes the value. */
  generateValue: z.literal(true).optional(),
};

/** The value that a variable is to have. */
export const envVarValue = z.strictObject(either).refine(hasOne, "must have either `value` or `generateValue`");

export type EnvVarValue = z.output<typeof envVarValue>;

/** All variables of a service. */
export const envVarList = z
  .array(z.strictObject({ key: envVarKey, ...either }).refine(hasOne, "must have either `value` or `generateValue`"))
  .refine(isUnique("key"), "has one key several times");

function hasOne({ value, generateValue }: { value?: string | undefined; generateValue?: true | undefined }): boolean {
  return (value === undefined) !== (generateValue === undefined);
}
