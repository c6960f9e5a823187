import { expect, test } from "vitest";
import { type Check, good, idle, wrong } from "./check.ts";
import { examine } from "./examine.ts";

const check = (name: string, look: Check["look"], milliseconds?: number): Check => ({
  name,
  look,
  ...(milliseconds !== undefined && { milliseconds }),
});

/** A look that ends, by failing, when it is told to. */
const heedsTheSignal: Check["look"] = (signal) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("every check is made, and what they found is told in their order", async () => {
  const slow = Promise.withResolvers<void>();
  const findings = await examine([
    check("slow", async () => {
      await slow.promise;
      return good("a");
    }),
    check("quick", async () => {
      // All are made at once: in turn, this one would never come about.
      slow.resolve();
      return idle("b");
    }),
    check("bad", async () => wrong("c")),
  ]);
  expect(findings).toEqual([
    { name: "slow", verdict: "good", sentence: "a" },
    { name: "quick", verdict: "idle", sentence: "b" },
    { name: "bad", verdict: "wrong", sentence: "c" },
  ]);
});

test("a check that fails, or never answers, is something wrong and keeps no other from its result", async () => {
  let told = false;
  const findings = await examine([
    check("fails", () => Promise.reject(new Error("The sentence."))),
    check(
      "hangs",
      (signal) => {
        signal.addEventListener("abort", () => {
          told = true;
        });
        return new Promise(() => {});
      },
      100,
    ),
    check("gives up in time", heedsTheSignal, 100),
    check("works", async () => good("a")),
  ]);
  expect(findings.map(({ verdict }) => verdict)).toEqual(["wrong", "wrong", "wrong", "good"]);
  expect(findings[0]?.sentence).toBe("The sentence.");
  for (const late of findings.slice(1, 3)) {
    expect(late.sentence).toBe("No answer within 0.1 s: run this again in a moment.");
  }
  expect(told).toBe(true);
});

test("an interruption ends what has not answered, and leaves what has", async () => {
  const interruption = new AbortController();
  const findings = await examine(
    [
      check("answers", async () => wrong("a")),
      check("would fail", heedsTheSignal),
      check("never answers", async () => {
        setImmediate(() => interruption.abort());
        return new Promise(() => {});
      }),
    ],
    interruption.signal,
  );
  expect(findings.map(({ verdict }) => verdict)).toEqual(["wrong", "idle", "idle"]);
  expect(findings[1]?.sentence).toMatch(/interrupted/);
});

test("what was interrupted before it began looks at nothing", async () => {
  let looked = false;
  const look = async () => {
    looked = true;
    return good("a");
  };
  expect(await examine([check("any", look)], AbortSignal.abort())).toMatchObject([{ verdict: "idle" }]);
  expect(looked).toBe(false);
});
