import { z } from "zod";
import type { RenderClient } from "./client.ts";

const ownerSchema = z.looseObject({ id: z.string(), name: z.string() });

/** A workspace of Render. */
export type RenderOwner = z.infer<typeof ownerSchema>;

/** The workspace of an id; undefined when the API key doesn't see it. */
export function findOwner(client: RenderClient, ownerId: string): Promise<RenderOwner | undefined> {
  return client.get(`/owners/${encodeURIComponent(ownerId)}`, ownerSchema);
}
