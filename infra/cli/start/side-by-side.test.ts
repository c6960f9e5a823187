import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Checklist } from "../checklist.ts";
import { sideBySide } from "./side-by-side.ts";

const ALL = [{ name: "staging" }, { name: "production" }];

/** A checklist that keeps what it is told. */
function listening() {
  const said: string[] = [];
  const step: Checklist["step"] = async (title, run, told) => {
    const result = await run((doing) => said.push(doing), new AbortController().signal);
    said.push(`${title}: ${told(result)}`);
    return result;
  };
  return { checklist: { step } as Checklist, said };
}

test("tells of each what is being done, and of all together what came of it when that is the same", async () => {
  const { checklist, said } = listening();
  const results = await sideBySide(
    checklist,
    "Stacks",
    ALL,
    async ({ name }, progress) => {
      progress("opening");
      return name.length > 0;
    },
    (done) => (done ? "done" : "nothing"),
  );
  expect(results).toEqual([true, true]);
  expect(said).toEqual(["staging: opening", "staging: opening; production: opening", "Stacks: done"]);
});

test("tells results apart that differ", async () => {
  const { checklist, said } = listening();
  await sideBySide(checklist, "Names", ALL, async ({ name }) => name.length, String);
  expect(said).toEqual(["Names: staging 7; production 10"]);
});

test("fails when one does, once the others have ended", async () => {
  const { checklist } = listening();
  let ended = false;
  const failing = sideBySide(
    checklist,
    "Stacks",
    ALL,
    async ({ name }) => {
      if (name === "staging") throw new Error("no");
      await delay(20);
      ended = true;
    },
    () => "",
  );
  await expect(failing).rejects.toThrow("no");
  expect(ended).toBe(true);
});
