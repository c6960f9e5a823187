import { z } from "zod";
import { newId } from "../ids.ts";

/** What can be set of an environment. */
export const environmentSettings = {
  name: z.string().min(1, "must not be empty"),
  protectedStatus: z.enum(["unprotected", "protected"]),
  networkIsolationEnabled: z.boolean(),
};

/** What an environment is made with: its name, and what else it is to be. */
export const firstSettings = z.strictObject(environmentSettings).partial().required({ name: true });

/** An environment of a project as it is remembered. */
export const environment = z.object({
  id: z.string(),
  ownerId: z.string(),
  projectId: z.string(),
  ...environmentSettings,
});

export type Environment = z.output<typeof environment>;

/** A new environment of a project. */
export function newEnvironment(
  { id: projectId, ownerId }: { readonly id: string; readonly ownerId: string },
  { name, protectedStatus = "unprotected", networkIsolationEnabled = false }: z.output<typeof firstSettings>,
): Environment {
  return { id: newId("evm"), ownerId, projectId, name, protectedStatus, networkIsolationEnabled };
}
