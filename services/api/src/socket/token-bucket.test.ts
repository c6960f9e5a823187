import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TokenBucket } from "./token-bucket.ts";

describe("a token bucket", () => {
  it("lets a burst through, and then what flows in", () => {
    let now = 0;
    const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, () => now);
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false]);
    now = 499;
    expect(bucket.take()).toBe(false);
    now = 500;
    expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  });

  it("says how long to wait for the next, and when it is as good as new", () => {
    let now = 0;
    const bucket = new TokenBucket({ burst: 2, perSecond: 2 }, () => now);
    expect([bucket.millisecondsToNext, bucket.isFull]).toEqual([0, true]);
    bucket.take();
    expect([bucket.millisecondsToNext, bucket.isFull]).toEqual([0, false]);
    bucket.take();
    now = 100;
    expect([bucket.millisecondsToNext, bucket.isFull]).toEqual([400, false]);
    now = 100 + bucket.millisecondsToNext;
    expect([bucket.millisecondsToNext, bucket.take()]).toEqual([0, true]);
    now = 2_000;
    expect(bucket.isFull).toBe(true);
  });

  it("never lets more through than burst and rate allow, whenever it is asked", () => {
    const waits = fc.array(fc.nat(2_000), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        waits,
        (burst, perSecond, pauses) => {
          let now = 0;
          const bucket = new TokenBucket({ burst, perSecond }, () => now);
          let taken = 0;
          for (const pause of pauses) {
            now += pause;
            if (bucket.take()) taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(burst + (now / 1000) * perSecond);
        },
      ),
    );
  });
});
