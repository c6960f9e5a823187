import { z } from "zod";
import type { Findable } from "../../hosting/host.ts";
import { controlSchema } from "./faults/control.ts";
import type { RehearsalPaths } from "./paths.ts";

const toldSchema = z.object({
  renderUrl: z.url(),
  vercelUrl: z.url(),
  providerPort: z.int().positive(),
  /** Where the environments' own names are answered. */
  edge: z.object({ port: z.int().positive(), certificateFile: z.string(), publicKeyHash: z.string() }),
  /** Where faults are switched on and off. */
  control: controlSchema,
});

/** What the processes of a clone tell each other of the rehearsal's services. */
export type RehearsalServices = z.infer<typeof toldSchema>;

/** How the rehearsal's services are found by others. */
export function findableRehearsalServices({ directory }: RehearsalPaths): Findable<RehearsalServices> {
  return { directory, schema: toldSchema, port: ({ providerPort }) => providerPort };
}
