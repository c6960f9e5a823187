import { once } from "node:events";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "../../postgres/temporary-folder.ts";
import { POSTGRES, placesIn, temporaryRender } from "../test-render.ts";

test("a deletion that was interrupted is ended by the next start", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await temporaryRender({ folder: folder.path });
  const id = await first.make("/postgres", POSTGRES);
  await first.made(id);
  await first.stop();
  const file = join(folder.path, "state", "render.json");
  const state = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...state, postgres: [], deletedPostgres: [id] }));
  await access(join(folder.path, "postgres", id));

  await using second = await temporaryRender({ folder: folder.path });
  await expect(access(join(folder.path, "postgres", id))).rejects.toThrow(/ENOENT/);
  expect((await second.call("GET", `/postgres/${id}`)).status).toBe(404);
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ deletedPostgres: [] });
});

test("data that can't be removed is a sentence, and the next start removes it", async () => {
  await using folder = await makeTemporaryFolder();
  const { postgres } = placesIn(folder.path);
  await writeFile(postgres.dataDirectory, "where a folder belongs");
  const sentences: string[] = [];
  const onFault = ({ message }: Error) => sentences.push(message);
  const first = await temporaryRender({ folder: folder.path, onFault });
  const id = await first.make("/postgres", POSTGRES);
  expect(await first.made(id)).toBe("unavailable");
  expect((await first.call("DELETE", `/postgres/${id}`)).status).toBe(204);
  expect((await first.call("GET", `/postgres/${id}`)).status).toBe(404);
  expect(sentences).toEqual([
    expect.stringMatching(/^The Postgres instance "main" \(dpg-\w+\) is unavailable: /),
    expect.stringMatching(/^The data of the deleted Postgres instance dpg-\w+ can't be removed \(ENOTDIR.*\): clear/),
  ]);
  await first.stop();

  await rm(postgres.dataDirectory);
  await mkdir(join(postgres.dataDirectory, id), { recursive: true });
  await using _second = await temporaryRender({ folder: folder.path });
  await expect(access(join(postgres.dataDirectory, id))).rejects.toThrow(/ENOENT/);
});

test("an instance whose port is taken is unavailable, in a sentence, until a start that finds it free", async () => {
  await using folder = await makeTemporaryFolder();
  const first = await temporaryRender({ folder: folder.path });
  const id = await first.make("/postgres", POSTGRES);
  await first.made(id);
  const { port } = new URL(await first.connectionString(id));
  await first.stop();
  const other = createServer().listen(Number(port), "127.0.0.1");
  await once(other, "listening");

  const sentences: string[] = [];
  const second = await temporaryRender({ folder: folder.path, onFault: ({ message }) => sentences.push(message) });
  expect(await second.made(id)).toBe("unavailable");
  expect(sentences).toEqual([
    expect.stringMatching(
      new RegExp(
        `^The Postgres instance "main" \\(${id}\\) is unavailable: Port ${port} is taken by another process: run`,
      ),
    ),
  ]);
  expect((await second.call("GET", "/owners")).status).toBe(200);
  await second.stop();
  await new Promise((resolve) => other.close(resolve));

  await using third = await temporaryRender({ folder: folder.path });
  expect(await third.made(id)).toBe("available");
});
