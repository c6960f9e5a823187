import { z } from "zod";

/** Team that it belongs to; the account's own when left out. Changing it replaces, as does naming one later; leaving it out later doesn't. */
export const teamId = {
  schema: z.string().optional(),
  computed: "when omitted",
  replaces: "when given",
} as const;

/** Id of the project that it belongs to. A change replaces. */
export const projectId = { schema: z.string(), replaces: true } as const;

/** An optional text that Vercel fills with an empty one. */
export function note(length: number) {
  return {
    schema: z.string().max(length, `must have at most ${length} characters`).optional(),
    computed: "when omitted",
  } as const;
}

/** A switch that Vercel sets when the program doesn't. */
export const flag = { schema: z.boolean().optional(), computed: "when omitted" } as const;

/** An optional text. */
export const text = { schema: z.string().optional() } as const;

/** A whole number between bounds. */
export function integerWithin(least: number, most: number) {
  return z.int().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`);
}
