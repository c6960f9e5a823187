import { z } from "zod";
import { Fault } from "../../../fault.ts";
import type { RenderClient } from "../client.ts";
import { pathOf } from "./parts.ts";

/** As long as Render's own provider waits for a deploy, in milliseconds. */
const PATIENCE = 3 * 60 * 60_000;

/** The states that no deploy comes out of again but by another deploy. */
const FAILED = ["build_failed", "canceled", "deactivated", "pre_deploy_failed", "update_failed"];

const deploys = z.array(z.object({ deploy: z.object({ id: z.string(), status: z.string() }) }));

/**
 * Waits until the newest deploy of a service is live.
 *
 * @throws Fault when it fails, or takes longer than three hours
 */
export async function untilDeployed(client: RenderClient, signal: AbortSignal, id: string): Promise<void> {
  const purpose = `list the deploys of the service ${id}`;
  const path = pathOf(id, "deploys");
  const [newest] = await client.until(
    () => client.send({ method: "GET", path, query: { limit: "1" }, answer: deploys, purpose, signal }),
    ([first]) => first?.deploy.status === "live" || FAILED.includes(first?.deploy.status ?? ""),
    { patience: PATIENCE, waited: `The first deploy of the service ${id} has not come to an end`, signal },
  );
  if (!newest || newest.deploy.status === "live") return;
  throw new Fault(
    `The deploy ${newest.deploy.id} of the service ${id} ended as ${newest.deploy.status}: read its log in Render's dashboard, and run "pulumi up" again once it is mended.`,
  );
}
