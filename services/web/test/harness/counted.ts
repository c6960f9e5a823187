import { expect } from "vitest";
import type { Site } from "./site.ts";

/** How long the API may take to count somebody in, in milliseconds. */
const PATIENCE_MS = 15_000;

/** Waits until the API tells everybody that so many are in a room; those inside know it a moment earlier. */
export async function counted({ gateway }: Site, roomUrl: string, count: number): Promise<void> {
  const { pathname } = new URL(roomUrl);
  const present = async () => {
    const room: unknown = await (await fetch(`http://localhost:${gateway.port}${pathname}`)).json();
    return room;
  };
  await expect.poll(present, { timeout: PATIENCE_MS }).toMatchObject({ presentCount: count });
}
