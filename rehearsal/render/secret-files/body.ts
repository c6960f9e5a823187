import { z } from "zod";
import { isUnique } from "../unique.ts";

/** The name of a file; all files of a service are in one folder. */
export const secretFileName = z.string().regex(/^[-._a-zA-Z0-9]+$/, "may have letters, digits, `_`, `-` and `.`");

/** What is to be in a file. */
export const secretFileContent = z.strictObject({ content: z.string() });

/** All files of a service. */
export const secretFileList = z
  .array(secretFileContent.extend({ name: secretFileName }))
  .refine(isUnique("name"), "has one name several times");
