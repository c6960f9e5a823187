import { type TemporaryRender, WORKSPACES } from "./test-render.ts";

/** The least that a service is made with. */
export const SERVICE = {
  type: "web_service",
  name: "api",
  ownerId: WORKSPACES[0].ownerId,
  image: { imagePath: "ghcr.io/example/api:1", ownerId: WORKSPACES[0].ownerId },
  serviceDetails: { runtime: "image" },
} as const;

/**
 * Makes a service.
 *
 * @returns its path, such as `/services/srv-…`
 */
export async function makeService(render: TemporaryRender, given: object = {}): Promise<string> {
  const { status, body } = await render.call("POST", "/services", { ...SERVICE, ...given });
  if (status !== 201) throw new Error(`the service was not made: ${JSON.stringify(body)}`);
  return `/services/${(body as { service: { id: string } }).service.id}`;
}
