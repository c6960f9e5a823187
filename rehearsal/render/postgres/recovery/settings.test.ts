import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeTemporaryFolder } from "../../../postgres/temporary-folder.ts";
import { setRecovery, unsetRecovery } from "./settings.ts";

const OTHER = "# by ALTER SYSTEM\nwork_mem = '8MB'\n";

test("a recovery is set as often as need be, and taken back without a trace", async () => {
  await using folder = await makeTemporaryFolder();
  const data = join(folder.path, "data");
  await mkdir(data);
  const file = join(data, "postgresql.auto.conf");
  await writeFile(file, OTHER);
  const common = [
    'restore_command = \'cp "restore/%f" "%p"\'',
    "recovery_target_timeline = 'current'",
    "hot_standby = 'off'",
  ];

  await setRecovery(data, "2026-01-31T12:00:00.123Z");
  const text = await readFile(file, "utf8");
  expect(text.slice(0, OTHER.length)).toBe(OTHER);
  expect(text.slice(OTHER.length).trimEnd().split("\n").sort()).toEqual(
    [...common, "recovery_target_action = 'promote'", "recovery_target_time = '2026-01-31T12:00:00.123+00:00'"].sort(),
  );
  await setRecovery(data, undefined);
  expect((await readFile(file, "utf8")).slice(OTHER.length).trimEnd().split("\n").sort()).toEqual(common.toSorted());
  await unsetRecovery(data);
  expect(await readFile(file, "utf8")).toBe(OTHER);
});
