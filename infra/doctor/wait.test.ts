import { expect, test } from "vitest";
import { type Check, good, wrong } from "./check.ts";
import { examineUntilWell } from "./wait.ts";

const never = new AbortController().signal;

function countedCheck(name: string, wellAfter: number): Check & { looks: number } {
  const check = {
    name,
    looks: 0,
    look: async () => {
      check.looks += 1;
      return check.looks > wellAfter ? good("well") : wrong("not yet");
    },
  };
  return check;
}

test("what is wrong is looked at again until it is well, and what is well is not", async () => {
  const [well, later] = [countedCheck("well", 0), countedCheck("later", 2)];
  const told: string[] = [];
  const findings = await examineUntilWell([well, later], (doing) => told.push(doing), {
    milliseconds: 60_000,
    pauseMilliseconds: 1,
    signal: never,
  });
  expect(findings.map(({ name, verdict }) => [name, verdict])).toEqual([
    ["well", "good"],
    ["later", "good"],
  ]);
  expect([well.looks, later.looks]).toEqual([1, 3]);
  expect(told).toEqual(["waiting for later", "waiting for later"]);
});

test("patience ends, and then what was found last is told", async () => {
  const check = countedCheck("never", Number.POSITIVE_INFINITY);
  const patience = { milliseconds: 0, pauseMilliseconds: 1, signal: never };
  expect(await examineUntilWell([check], () => {}, patience)).toMatchObject([
    { verdict: "wrong", sentence: "not yet" },
  ]);
  expect(check.looks).toBe(1);
});

test("an interruption ends the wait", async () => {
  const interruption = new AbortController();
  const check = countedCheck("never", Number.POSITIVE_INFINITY);
  const patience = { milliseconds: 120_000, pauseMilliseconds: 60_000, signal: interruption.signal };
  const waiting = examineUntilWell([check], () => interruption.abort(), patience);
  await expect(waiting).rejects.toThrow(/abort/i);
});
