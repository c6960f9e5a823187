import type { HostedEnvironment } from "@live-listen/stacks";
import { RenderClient } from "../../../platforms/render/client.ts";
import { findByName, type RenderKind } from "../../../platforms/render/find.ts";
import { VercelClient } from "../../../platforms/vercel/client.ts";
import { findProjectId } from "../../../platforms/vercel/project.ts";
import type { PlatformAccess } from "../../identify.ts";
import type { HostedSource } from "./sources.ts";

/** A platform that is out of order may keep one waiting this long, in milliseconds, before what was found earlier has to do. */
const PATIENCE_MILLISECONDS = 4_000;

/**
 * Finds the things of an environment at the platforms by their names, which are the program's: asking the engine for the ids would start it at every
 * look, and would have to wait for an `up`.
 *
 * @returns finds them now: undefined while one of them is missing. It rejects when a platform can't be asked and has never told.
 */
export function hostedFinder(
  row: HostedEnvironment,
  { render, vercel }: PlatformAccess,
): () => Promise<HostedSource | undefined> {
  let known: HostedSource | undefined;
  return async () => {
    try {
      known = await find(row, { render, vercel });
    } catch (error) {
      // Where they are can still be told of the part that answers.
      if (!known) throw error;
    }
    return known;
  };
}

async function find(row: HostedEnvironment, access: PlatformAccess): Promise<HostedSource | undefined> {
  const { render, vercel } = access;
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const client = new RenderClient(render, signal);
  const named = async (kind: RenderKind, name: string) => (await findByName(client, kind, render.ownerId, name))[0];
  const [apiServiceId, databaseId, vercelProjectId] = await Promise.all([
    named("webService", `${row.secrets.renderProject}-api`),
    named("postgres", row.database.server),
    findProjectId(new VercelClient(vercel, signal), row.secrets.vercelProject),
  ]);
  if (!apiServiceId || !databaseId || !vercelProjectId) return undefined;
  return { render, vercel, apiServiceId, databaseId, vercelProjectId };
}
