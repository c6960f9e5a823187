import { Fault } from "../../../../fault.ts";
import type { RenderClient } from "../../../../platforms/render/client.ts";
import { findPostgres } from "../../../../platforms/render/postgres.ts";
import type { DatabaseStatus } from "../model.ts";

/** States of Render's (`databaseStatus`) in which an instance is about to take connections, or takes them while it is being worked on. */
const CHANGING = new Set([
  "creating",
  "config_restart",
  "updating_instance",
  "maintenance_scheduled",
  "maintenance_in_progress",
  "recovery_in_progress",
]);

/**
 * Looks at an environment's Postgres instance.
 *
 * @throws Fault when there is none, or Render can't be asked.
 */
export async function hostedDatabase(client: RenderClient, id: string): Promise<DatabaseStatus> {
  const found = await findPostgres(client, id);
  if (!found) throw new Fault(`Render has no Postgres instance ${id}.`);
  const { databaseName: name, status, version, plan, region } = found;
  const parts = [`Postgres ${version}`, plan, region];
  if (status === "available") return { name, state: "available", detail: parts.join(", ") };
  const state = CHANGING.has(status) ? "changing" : "unavailable";
  return { name, state, detail: [status.replaceAll("_", " "), ...parts].join(", ") };
}
