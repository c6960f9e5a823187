import type { HostedEnvironment } from "@live-listen/stacks";
import { z } from "zod";
import { Fault } from "../fault.ts";
import { RenderClient } from "../platforms/render/client.ts";
import { VercelClient } from "../platforms/vercel/client.ts";
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
  { name }: Pick<HostedEnvironment, "name">,
  { stack, access, verbSuffix }: HostedStack,
  signal: AbortSignal,
): Promise<DeployTargets> {
  const values = Object.entries(await stack.outputs()).map(([key, { value }]) => [key, value]);
  const outputs = outputsSchema.safeParse(Object.fromEntries(values));
  if (!outputs.success) throw new Fault(`${name} was not brought up: run \`npm run up -- ${name}${verbSuffix}\`.`);
  const { render, vercel } = await access();
  const { image, apiServiceId: service, vercelProjectId: project } = outputs.data;
  return {
    render: new RenderClient(render, signal),
    vercel: new VercelClient(vercel, signal),
    service,
    project,
    image,
  };
}
