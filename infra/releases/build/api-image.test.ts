import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { buildApiImage } from "./api-image.ts";

const source = join(import.meta.dirname, "../../..");
const folder = useFolder();
const commit = "3f2a1b9c0d";

test("holds what the API runs on and no more, names itself, and runs by its own command", async () => {
  const { root, config } = await buildApiImage({ source, within: folder(), commit });
  const api = join(root, config.WorkingDir);
  const files = await readdir(root, { recursive: true });
  expect(
    files.filter((file) => /\.test\.ts$|\.env$|typescript\/|chromium/.test(file) && !file.includes("node_modules")),
  ).toEqual([]);
  expect(existsSync(join(root, "app/node_modules/typescript"))).toBe(false);
  expect(JSON.parse(await readFile(join(api, "release.json"), "utf8"))).toMatchObject({
    commit,
    version: expect.stringMatching(/^\d/),
    schema: { newest: expect.stringMatching(/^\d{4}-/) },
  });

  const env = Object.fromEntries(config.Env.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  // Without its variables it says which it lacks, which takes all of its packages.
  const [command = "", ...args] = config.Cmd;
  const run = spawn(command, args, { cwd: api, env, stdio: ["ignore", "pipe", "pipe"] });
  let written = "";
  for (const stream of [run.stdout, run.stderr]) stream.on("data", (chunk) => (written += chunk));
  const [code] = await once(run, "close");
  expect([code, written]).toEqual([2, expect.stringContaining("The API can't start: APP_ENV")]);
});

test("of what is no clone is told, and nothing is left", async () => {
  await expect(buildApiImage({ source: folder(), within: join(folder(), "images"), commit })).rejects.toThrow(
    /^The API's image can't be built .*: run `npm ci`/,
  );
  expect(await readdir(join(folder(), "images"))).toEqual([]);
});
