import { readdir, readlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stopPostmaster } from "./postmaster.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";
import { answerOf, killHard, spawnStarter } from "./test-child-process.ts";
import { makeClone } from "./test-clone.ts";
import { testServerOptions } from "./test-options.ts";

test("two first starts at the same time, from a clone below a mode-700 folder", async () => {
  await using folder = await makeTemporaryFolder();
  const clone = await makeClone(join(folder.path, "locked"), 0o700);
  const options = testServerOptions(folder.path);
  const starters = await Promise.all(
    ["one", "two"].map((name) => spawnStarter({ ...options, dataDirectory: join(folder.path, name) }, clone)),
  );
  const answers = await Promise.all(starters.map(answerOf));
  try {
    expect(answers).toEqual([
      { pid: expect.any(Number), port: expect.any(Number), adopted: false },
      { pid: expect.any(Number), port: expect.any(Number), adopted: false },
    ]);
    // Only root needs another user for the server, and so a place where that user can go.
    const copies = await readdir(options.binariesDirectory).catch(() => []);
    expect(copies).toEqual(process.getuid?.() === 0 ? [expect.stringMatching(/^\d+\.\d+/)] : []);
    for (const copy of copies) {
      expect(await readlink(join(options.binariesDirectory, copy, "lib/libpq.so.5"))).toMatch(/^libpq\.so\.5\.\d+$/);
    }
  } finally {
    await Promise.all(starters.map(killHard));
    for (const answer of answers) if ("pid" in answer) await stopPostmaster(answer.pid);
  }
});
