import { expect, test } from "vitest";
import { look } from "../test/look.ts";
import { standing } from "./test/subject.ts";
import { workspaceCheck } from "./workspace.ts";

test("the workspace that the key sees is told", async () => {
  const { subject } = await standing({ "tea-1": { status: 200, body: { id: "tea-1", name: "Live Listen" } } });
  expect(await look(workspaceCheck(subject))).toEqual({ verdict: "good", sentence: "Live Listen (tea-1)." });
});

test("one that it doesn't see is told with the cure", async () => {
  const { verdict, sentence } = await look(workspaceCheck((await standing({})).subject));
  expect([verdict, sentence]).toEqual([
    "wrong",
    "The API key doesn't see tea-1: make one in that workspace, and run `set render:apiKey`.",
  ]);
});
