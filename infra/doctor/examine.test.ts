import { expect, test } from "vitest";
import { type Check, good, idle, wrong } from "./check.ts";
import { examine } from "./examine.ts";

const check = (name: string, look: Check["look"]): Check => ({ name, look });

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
  const findings = await examine(
    [
      check("fails", () => Promise.reject(new Error("The sentence."))),
      check("hangs", (signal) => {
        signal.addEventListener("abort", () => {
          told = true;
        });
        return new Promise(() => {});
      }),
      check("works", async () => good("a")),
    ],
    100,
  );
  expect(findings.map(({ verdict }) => verdict)).toEqual(["wrong", "wrong", "good"]);
  expect(findings[0]?.sentence).toBe("The sentence.");
  expect(findings[1]?.sentence).toMatch(/^No answer within 0\.1 s: /);
  expect(told).toBe(true);
});
