import { execFileSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../test/folder.ts";
import { putCommand } from "./command-on-path.ts";

const folder = useFolder();

test("a command runs its words and what follows, spaces and quotes included", async () => {
  await putCommand(join(folder(), "bin"), "greet", ["printf", "%s|", "it's here"]);
  expect(execFileSync(join(folder(), "bin", "greet"), ["a b"], { encoding: "utf8" })).toBe("it's here|a b|");
});

test("many may put it there at the same time, and nothing is left beside it", async () => {
  await Promise.all(Array.from({ length: 20 }, () => putCommand(folder(), "greet", ["true"])));
  expect(await readdir(folder())).toEqual(["greet"]);
});
