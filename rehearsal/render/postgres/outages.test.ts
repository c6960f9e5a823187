import { expect, test } from "vitest";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import { temporaryRender } from "../test-render.ts";
import { instanceWithBackup, note, notes, settled } from "./recovery/test-recovery.ts";
import { query } from "./test-query.ts";

test("an instance that is taken down stays down, whatever is done with it, until it is brought back with its rows", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await temporaryRender({ folder: folder.path });
  const { id, string } = await instanceWithBackup(first);
  await note(string, "kept");
  const session = query(string, "SELECT pg_sleep(60)").catch((error: Error) => error.message);
  await expect
    .poll(() => query(string, "SELECT FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep'"))
    .toHaveLength(1);
  await first.outages.takeDown(id);
  expect(first.outages.inForce()).toEqual([id]);
  expect(await session).toMatch(/terminat/);
  await expect(query(string, "SELECT")).rejects.toThrow(/ECONNREFUSED/);
  expect((await first.call("GET", `/postgres/${id}`)).body).toMatchObject({ status: "unavailable" });
  expect(await first.call("POST", `/postgres/${id}/restart`)).toMatchObject({ status: 202 });
  await expect.poll(() => settled(first, id)).toBe("unavailable");
  await expect(query(string, "SELECT")).rejects.toThrow(/ECONNREFUSED/);
  await first.stop();

  const sentences: string[] = [];
  await using second = await temporaryRender({
    folder: folder.path,
    onFault: ({ message }) => sentences.push(message),
  });
  expect(await settled(second, id)).toBe("unavailable");
  await expect(query(string, "SELECT")).rejects.toThrow(/ECONNREFUSED/);
  expect(second.outages.inForce()).toEqual([id]);
  await second.outages.bringBack(id);
  expect(second.outages.inForce()).toEqual([]);
  expect(await settled(second, id)).toBe("available");
  expect(await notes(string)).toEqual(["kept"]);
  expect(sentences).toEqual([]);
  await expect(second.outages.takeDown("dpg-none")).rejects.toThrow(/no Postgres instance dpg-none/);
}, 60_000);
