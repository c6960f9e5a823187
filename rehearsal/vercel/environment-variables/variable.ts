import { z } from "zod";
import { unseal } from "../../http/seal.ts";
import { notFound } from "../refusal.ts";

/** Environments that every project has. */
export const target = z.enum(["production", "preview", "development"]);

/** Who can read a value: everybody, whoever asks for it, or nobody but deployments. */
export const type = z.enum(["plain", "encrypted", "sensitive"]);

/** An environment variable of a project as it is remembered. */
export const variable = z.object({
  id: z.string(),
  projectId: z.string(),
  key: z.string(),
  /** The value, as `seal.ts` encrypts it. */
  sealed: z.string(),
  type,
  target: z.array(target),
  gitBranch: z.string().nullable(),
  comment: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

export type Variable = z.output<typeof variable>;

/**
 * Finds a variable of a project by its id.
 *
 * @throws Refusal (404) when the project has none
 */
export function findVariable(variables: readonly Variable[], projectId: string, id: string): Variable {
  const found = variables.find((one) => one.projectId === projectId && one.id === id);
  if (found) return found;
  throw notFound(`The environment variable ${id}`);
}

/**
 * A variable as it is answered. A plain value is told always, an encrypted one when it is asked for, and a sensitive one
 * never: what stands in its place is the encrypted value.
 */
export function answerOf(encryptionKey: string, found: Variable, { decrypt }: { readonly decrypt: boolean }) {
  const { projectId: _, sealed, gitBranch, ...rest } = found;
  const isTold = found.type === "plain" || (found.type === "encrypted" && decrypt);
  return {
    ...rest,
    ...(gitBranch !== null && { gitBranch }),
    value: isTold ? unseal(encryptionKey, sealed) : sealed,
    decrypted: isTold,
    configurationId: null,
    createdBy: null,
    updatedBy: null,
    securityIssues: [],
  };
}
