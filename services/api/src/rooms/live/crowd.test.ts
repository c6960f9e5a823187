import { describe, expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { measureCrowd } from "../../../test/crowd.ts";
import { useTestServer } from "../../../test/postgres.ts";
import { addPerson, addRoom, serveRooms } from "../../../test/rooms.ts";

const server = useTestServer();

describe("a thousand sockets in one room", () => {
  it("come in as batches, on two instances, and all get every message in order", async () => {
    const database = await createMigratedDatabase(server());
    const options = { isLogKept: false, limits: { presenceTickMilliseconds: 250, lifetimeMilliseconds: 60_000 } };
    await using one = await serveRooms(database, options);
    await using two = await serveRooms(database, options);
    const host = await addPerson(one.db, "Host");
    const guests = await Promise.all(Array.from({ length: 999 }, (_, index) => addPerson(one.db, `Guest ${index}`)));
    const room = await addRoom(one.db, host);
    const figures = await measureCrowd({
      socketUrls: [one.socketUrl, two.socketUrl],
      room: room.slug,
      tokens: [host, ...guests].map(({ token }) => token),
      messages: 20,
      everyMilliseconds: 20,
    });
    expect(figures).toMatchObject({ sockets: 1_000, deliveries: 20_000 });
    expect(figures.presenceMessagesAtMost).toBeLessThan(100);
  });
});
