import { z } from "@hono/zod-openapi";

const checkSchema = z.object({
  name: z.enum(["process", "database", "environment", "schema"]),
  ok: z.boolean(),
  message: z.string().optional().openapi({ description: "What is wrong, in one sentence." }),
});

/** Each check that readiness is made of. */
export const checksSchema = z.array(checkSchema).openapi("Checks");

/** One thing that has to be in order before requests are welcome; `message` says in a sentence why it isn't. */
export type Check = z.infer<typeof checkSchema>;
