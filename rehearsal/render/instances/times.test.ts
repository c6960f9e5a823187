import { expect, test } from "vitest";
import { paceOf } from "../../pace.ts";
import { Times } from "./times.ts";

test("at Render's own pace all waits are Render's", () => {
  const times = new Times(paceOf(1));
  const { check, watch, answer, unrouted, restarted, healthy, preDeploy, overlap } = times;
  expect({ check, watch, answer, unrouted, restarted, healthy, preDeploy, overlap }).toEqual({
    check: 5_000,
    watch: 5_000,
    answer: 5_000,
    unrouted: 15_000,
    restarted: 60_000,
    healthy: 900_000,
    preDeploy: 1_800_000,
    overlap: 60_000,
  });
  expect(times.shutdown(300)).toBe(300_000);
});

test("at a faster pace programs have as long as they need, but never longer than at Render", () => {
  const times = new Times(paceOf(1_000_000));
  expect(times.overlap).toBeLessThan(1);
  expect([times.healthy, times.shutdown(30), times.shutdown(2)]).toEqual([15_000, 10_000, 2_000]);
  expect(times.neverHealthy).toBeLessThan(1);
});

test("an instance that ends again and again is started at once, then after longer and longer waits, up to five minutes", () => {
  const seconds = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((failures) => new Times(paceOf(1)).backoff(failures) / 1000);
  expect(seconds).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300]);
  expect(new Times(paceOf(10)).backoff(2)).toBe(1_000);
});
