import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PULUMI_VERSION } from "../../engine/version.ts";
import { useFolder } from "../../test/folder.ts";
import { look } from "../test/look.ts";
import { type CliQuestions, pulumiCliCheck } from "./pulumi-cli.ts";

const folder = useFolder();

function check(answers: { onPath?: string; cached?: string; reachable?: boolean; go?: string }) {
  const questions: CliQuestions = {
    version: async ({ PATH = "" }) => (PATH.startsWith(folder()) ? answers.cached : answers.onPath),
    downloadsReachable: async () => answers.reachable ?? false,
    goVersion: async () => answers.go,
  };
  return look(pulumiCliCheck(folder(), questions));
}

async function putIntoCache(): Promise<void> {
  const bin = join(folder(), "pulumi", PULUMI_VERSION, "bin");
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, "pulumi"), "");
}

test("one on the PATH that fits comes first", async () => {
  await putIntoCache();
  expect(await check({ onPath: PULUMI_VERSION, cached: PULUMI_VERSION })).toEqual({
    verdict: "good",
    sentence: `${PULUMI_VERSION}, from the PATH.`,
  });
});

test("one in the cache is asked for its version", async () => {
  await putIntoCache();
  expect(await check({ onPath: "3.1.0", cached: PULUMI_VERSION })).toMatchObject({
    verdict: "good",
    sentence: `${PULUMI_VERSION}, from ${join(folder(), "pulumi", PULUMI_VERSION)}.`,
  });
});

test("one in the cache that doesn't run is wrong", async () => {
  await putIntoCache();
  const { verdict, sentence } = await check({});
  expect(verdict).toBe("wrong");
  expect(sentence).toContain(`\`rm -rf '${join(folder(), "pulumi", PULUMI_VERSION)}'\``);
});

test.each([
  [{ reachable: true, go: "go1.26.1" }, "idle", "downloads"],
  [{ go: "go1.26.1" }, "idle", "builds 3.* with go1.26.1"],
  [{}, "wrong", "install Go"],
  [{ onPath: "2.0.0" }, "wrong", "install it as"],
] as const)("where there is none and the ways to one are %j, it is %s", async (answers, verdict, words) => {
  const outcome = await check(answers);
  expect(outcome.verdict).toBe(verdict);
  expect(outcome.sentence).toMatch(new RegExp(words));
});

test("the questions that it asks of this machine get an answer", async () => {
  const outcome = await look(pulumiCliCheck(folder()));
  expect(["good", "idle", "wrong"]).toContain(outcome.verdict);
});
