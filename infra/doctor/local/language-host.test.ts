import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installLanguageHost } from "../../engine/language-host/install.ts";
import { localPaths } from "../../local/paths.ts";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { languageHostCheck } from "./language-host.ts";

const folder = useFolder();
const paths = () => localPaths(folder(), false);
const check = (path = "") => look(languageHostCheck(paths(), join(folder(), "cache"), path));

test("that of the official CLI, our own, or how to get it", async () => {
  expect(await check()).toMatchObject({ verdict: "idle", sentence: expect.stringContaining("eval") });
  await installLanguageHost(paths().bin);
  expect(await check()).toMatchObject({ verdict: "good", sentence: expect.stringContaining(paths().bin) });
  const bin = join(folder(), "official");
  await mkdir(bin);
  await writeFile(join(bin, "pulumi-language-nodejs"), "");
  expect(await check(bin)).toEqual({ verdict: "good", sentence: `That of the CLI, in ${bin}.` });
});
