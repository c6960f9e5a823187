import type { AppType } from "@live-listen/api/app";
import { hc } from "hono/client";
import type { Site } from "./site.ts";

/** Opens public rooms as somebody who isn't in any of them, without a browser. */
export async function openRooms({ url, gateway }: Site, name: string, count: number): Promise<void> {
  const client = hc<AppType>(`http://localhost:${gateway.port}`, { headers: { Origin: url } });
  const guest = await client.guests.$post({ json: { displayName: name } });
  if (!guest.ok) throw new Error(`${name} can't come in: ${guest.status}`);
  const { accessToken } = await guest.json();
  for (let number = 1; number <= count; number += 1) {
    const room = { title: `${name}’s room ${number}`, isPrivate: false };
    const made = await client.rooms.$post({ json: room }, { headers: { Authorization: `Bearer ${accessToken}` } });
    if (!made.ok) throw new Error(`${room.title} can't be opened: ${made.status}`);
  }
}
