import type { RenderClient } from "./client.ts";

/** Moves a resource out of one environment of a project and into another; undefined stands for none. */
export async function moveToEnvironment(
  client: RenderClient,
  signal: AbortSignal,
  id: string,
  wanted: string | undefined,
  found: string | undefined,
): Promise<void> {
  if (wanted === found) return;
  if (found !== undefined) {
    const purpose = `take ${id} out of the environment ${found}`;
    await client.send({ method: "DELETE", path: pathOf(found), query: { resourceIds: id }, purpose, signal });
  }
  if (wanted !== undefined) {
    const purpose = `put ${id} into the environment ${wanted}`;
    await client.send({ method: "POST", path: pathOf(wanted), body: { resourceIds: [id] }, purpose, signal });
  }
}

function pathOf(environmentId: string): string {
  return `/environments/${encodeURIComponent(environmentId)}/resources`;
}
