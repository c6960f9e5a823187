import { expect, test } from "vitest";
import { type Check, good, type Outcome, pending, wrong } from "./check.ts";
import type { Finding } from "./examine.ts";
import { examineUntilSettled, type Patience } from "./settle.ts";

/** A check that finds one thing after another, and the last one for ever. */
function inTurn(name: string, ...outcomes: readonly Outcome[]): Check & { looks: number } {
  const check = {
    name,
    looks: 0,
    look: async () => {
      check.looks += 1;
      return outcomes[Math.min(check.looks, outcomes.length) - 1] ?? wrong("No outcome.");
    },
  };
  return check;
}

function patience(more: Partial<Patience> = {}) {
  const shown: string[][] = [];
  const show = (findings: readonly Finding[]) => void shown.push(findings.map(({ sentence }) => sentence));
  return {
    shown,
    options: { milliseconds: 60_000, pauseMilliseconds: 1, signal: new AbortController().signal, show, ...more },
  };
}

test("what is pending is looked at again until it is well, what is well is not, and all of it is shown meanwhile", async () => {
  const well = inTurn("well", good("is there"));
  const later = inTurn("later", pending("is coming"), pending("is nearly there"), good("came"));
  const { shown, options } = patience();
  expect(await examineUntilSettled([well, later], options)).toEqual([
    { name: "well", verdict: "good", sentence: "is there" },
    { name: "later", verdict: "good", sentence: "came" },
  ]);
  expect([well.looks, later.looks]).toEqual([1, 3]);
  expect(shown).toEqual([
    ["is there", "is coming"],
    ["is there", "is nearly there"],
  ]);
});

test("what is wrong is told at once, and nothing is waited for", async () => {
  const [broken, later] = [inTurn("broken", wrong("Mend it.")), inTurn("later", pending("is coming"), good("came"))];
  const { shown, options } = patience();
  const findings = await examineUntilSettled([broken, later], options);
  expect(findings.map(({ verdict }) => verdict)).toEqual(["wrong", "pending"]);
  expect([broken.looks, later.looks, shown.length]).toEqual([1, 1, 0]);
});

test("what was pending and turns out wrong ends the wait", async () => {
  const later = inTurn("later", pending("is coming"), wrong("Mend it."), good("came"));
  expect(await examineUntilSettled([later], patience().options)).toMatchObject([{ verdict: "wrong" }]);
  expect(later.looks).toBe(2);
});

test("patience ends, and then what was found last is told", async () => {
  const check = inTurn("never", pending("not yet"));
  const { options } = patience({ milliseconds: 0 });
  expect(await examineUntilSettled([check], options)).toMatchObject([{ verdict: "pending", sentence: "not yet" }]);
  expect(check.looks).toBe(1);
});

test("an interruption ends the wait, and what was found last is told", async () => {
  const interruption = new AbortController();
  const check = inTurn("never", pending("not yet"));
  const { options } = patience({
    pauseMilliseconds: 50_000,
    signal: interruption.signal,
    show: () => interruption.abort(),
  });
  expect(await examineUntilSettled([check], options)).toMatchObject([{ verdict: "pending", sentence: "not yet" }]);
});

test("an interruption in a later look keeps what was found before", async () => {
  const interruption = new AbortController();
  const well = inTurn("well", good("is there"));
  let looks = 0;
  const later: Check = {
    name: "later",
    look: async () => {
      looks += 1;
      if (looks === 1) return pending("not yet");
      interruption.abort();
      return new Promise(() => {});
    },
  };
  const findings = await examineUntilSettled([well, later], patience({ signal: interruption.signal }).options);
  expect(findings.map(({ sentence }) => sentence)).toEqual(["is there", "not yet"]);
});
