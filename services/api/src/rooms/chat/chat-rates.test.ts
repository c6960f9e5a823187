import { expect, it } from "vitest";
import { ChatRates } from "./chat-rates.ts";

it("each person has a rate of their own, and is told how long to wait", () => {
  let now = 0;
  const rates = new ChatRates({ burst: 2, perSecond: 1 }, () => now);
  expect(["ann", "ann", "ann", "bob"].map((person) => rates.take(person))).toEqual([0, 0, 1_000, 0]);
  now = 500;
  expect(rates.take("ann")).toBe(500);
  now = 1_000;
  expect(rates.take("ann")).toBe(0);
});

it("those who have been silent are forgotten, and those who haven't are not", () => {
  let now = 0;
  const rates = new ChatRates({ burst: 1, perSecond: 1 }, () => now);
  for (let person = 0; person < 10_000; person += 1) {
    now += 10;
    rates.take(`person ${person}`);
    rates.take("talkative");
  }
  expect(rates.size).toBeLessThan(1_500);
  rates.take("talkative");
  expect(rates.take("talkative")).toBeGreaterThan(0);
});
