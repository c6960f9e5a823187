import { z } from "zod";

/** A workspace and a key that may use it. One with several keys is there several times, as is a key of several workspaces. */
export const workspace = z.strictObject({
  /** Such as `tea-…`. */
  ownerId: z.string().min(1),
  name: z.string().min(1),
  apiKey: z.string().min(1),
  /** By which it is told how far back databases can be recovered; `professional` by default. */
  plan: z.enum(["hobby", "professional", "organization", "enterprise"]).optional(),
});

export type Workspace = Readonly<z.output<typeof workspace>>;

/** A workspace as it is answered: Render calls it an owner. */
export function ownerOf(workspaces: readonly Workspace[], id: string) {
  const name = workspaces.find(({ ownerId }) => ownerId === id)?.name ?? id;
  return { id, name, email: `${id}@render.invalid`, type: "team" };
}
