import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { nodeCheck } from "./node.ts";

const folder = useFolder();

async function nodeOf(version: string, place = "bin"): Promise<string> {
  const bin = join(folder(), place);
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "node"), `#!/bin/sh\necho v${version}\n`);
  await chmod(join(bin, "node"), 0o755);
  return bin;
}

const check = (path: string, running = "24.1.0") => look(nodeCheck(path, "/clone", running));

test("a shell's Node 24 is good for everything", async () => {
  expect(await check(await nodeOf("24.9.0"))).toEqual({
    verdict: "good",
    sentence: "24.1.0 runs the verbs; the PATH has 24.9.0.",
  });
});

test("an older one starts the verbs, and a plain pulumi needs another first", async () => {
  const { verdict, sentence } = await check(await nodeOf("20.20.2"));
  expect(verdict).toBe("good");
  expect(sentence).toContain(
    'the PATH has 20.20.2, and a plain `pulumi` needs `eval "$(npm run --silent env -- local)"`',
  );
});

test("one that can't start them is wrong", async () => {
  const { verdict, sentence } = await check(await nodeOf("18.20.0"));
  expect(verdict).toBe("wrong");
  expect(sentence).toMatch(/the PATH has 18\.20\.0, .*: install Node 20 or newer/);
});

test("the clone's own Node is not the shell's, and npm may be all that a shell needs", async () => {
  const own = await nodeOf("24.1.0", "node_modules/.bin");
  const { verdict, sentence } = await look(nodeCheck([own, ""].join(delimiter), folder(), "24.1.0"));
  expect(verdict).toBe("idle");
  expect(sentence).toContain("a shell finds none");
});

test("verbs that run under another Node are wrong", async () => {
  expect(await check(await nodeOf("24.9.0"), "22.0.0")).toMatchObject({
    verdict: "wrong",
    sentence: expect.stringContaining("run `npm ci`"),
  });
});
