import { hc } from "hono/client";
import { expect, it } from "vitest";
import { createMigratedDatabase } from "../../../test/accounts.ts";
import { useTestServer } from "../../../test/postgres.ts";
import { addPerson, serveRooms } from "../../../test/rooms.ts";
import type { AppType } from "../../app.ts";

const server = useTestServer();

it("the typed client makes, lists, reads, moderates and ends rooms", async () => {
  await using api = await serveRooms(await createMigratedDatabase(server()));
  const [ann, bob] = [await addPerson(api.db, "Ann"), await addPerson(api.db, "Bob")];
  const { rooms } = hc<AppType>(api.origin, { headers: { authorization: `Bearer ${ann.token}` } });
  const made = await rooms.$post({ json: { title: "Jazz", isPrivate: false } });
  if (made.status !== 201) throw new Error("not made");
  const { slug } = await made.json();
  const list = await rooms.$get({ query: { limit: "10" } });
  if (list.status !== 200) throw new Error("not listed");
  expect((await list.json()).rooms.map((room) => room.slug)).toEqual([slug]);
  const room = rooms[":slug"];
  expect((await room.$get({ param: { slug } })).status).toBe(200);
  const messages = await room.messages.$get({ param: { slug }, query: { before: "10" } });
  if (messages.status !== 200) throw new Error("not read");
  expect((await messages.json()).messages).toEqual([]);
  const removed = await room.removals[":personId"].$put({ param: { slug, personId: bob.personId } });
  expect(removed.status).toBe(204);
  const ended = await room.end.$post({ param: { slug } });
  if (ended.status !== 200) throw new Error("not ended");
  expect((await ended.json()).endedAt).toEqual(expect.any(String));
});
