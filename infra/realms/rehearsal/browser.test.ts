import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { findBrowser } from "./browser.ts";

const folder = useFolder();

async function putProgram(name: string, mode = 0o755): Promise<string> {
  const file = join(folder(), name);
  await writeFile(file, "#!/bin/sh\n");
  await chmod(file, mode);
  return file;
}

test("the first one of the PATH is taken, and a file that isn't a program is passed over", async () => {
  await putProgram("google-chrome", 0o644);
  const chromium = await putProgram("chromium");
  await putProgram("brave-browser");
  expect(await findBrowser({ PATH: `/nowhere:${folder()}` }, "linux")).toBe(chromium);
});

test("one that is named is taken in the place of all others", async () => {
  await putProgram("chromium");
  const own = await putProgram("own");
  expect(await findBrowser({ PATH: folder(), BROWSER_PATH: own }, "linux")).toBe(own);
  await expect(findBrowser({ PATH: folder(), BROWSER_PATH: "/nowhere/chrome" }, "linux")).rejects.toThrow(
    /^There is no program \/nowhere\/chrome, which BROWSER_PATH names/,
  );
});

test.each(["linux", "win32"] as const)("on %s without one the cure is told", async (platform) => {
  await expect(findBrowser({ PATH: folder() }, platform)).rejects.toThrow(
    /install one, or name one like `BROWSER_PATH=/,
  );
});
