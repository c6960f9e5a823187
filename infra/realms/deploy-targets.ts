import type { HostedEnvironment } from "@live-listen/stacks";
import { z } from "zod";
import { RenderClient } from "../platforms/render/client.ts";
import { VercelClient } from "../platforms/vercel/client.ts";
import { readOutputs } from "./outputs.ts";
import type { HostedStack } from "./realm.ts";

const outputsSchema = z.object({ image: z.string(), apiServiceId: z.string(), vercelProjectId: z.string() });

/** What a release is deployed onto, at the platforms. */
export interface DeployTargets {
  readonly render: RenderClient;
  readonly vercel: VercelClient;
  /** Id of the API's service at Render. */
  readonly service: string;
  /** Id of the page's project at Vercel. */
  readonly project: string;
  /** Where the API's images lie, without tag: `ghcr.io/owner/name`. */
  readonly image: string;
}

/**
 * The deploy targets of an environment, by its stack's outputs.
 *
 * @throws Fault when it was not brought up.
 */
export async function deployTargets(
  row: Pick<HostedEnvironment, "name">,
  opened: HostedStack,
  signal: AbortSignal,
): Promise<DeployTargets> {
  const { image, apiServiceId: service, vercelProjectId: project } = await readOutputs(row, opened, outputsSchema);
  const { render, vercel } = await opened.access();
  return {
    render: new RenderClient(render, signal),
    vercel: new VercelClient(vercel, signal),
    service,
    project,
    image,
  };
}
