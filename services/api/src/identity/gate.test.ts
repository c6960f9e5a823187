import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Gate } from "./gate.ts";

describe("a gate", () => {
  it("never runs more at once than it may, turns away what is too much, and finishes the rest in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(6),
        fc.array(fc.boolean(), { maxLength: 30 }),
        async (running, waiting, works) => {
          const gate = new Gate({ running, waiting });
          const [started, finished]: [number[], number[]] = [[], []];
          let now = 0;
          let most = 0;
          const results = await Promise.allSettled(
            works.map((fails, index) =>
              gate.run(async () => {
                started.push(index);
                now += 1;
                most = Math.max(most, now);
                await new Promise(setImmediate);
                now -= 1;
                finished.push(index);
                if (fails) throw new Error("it failed");
                return index;
              }),
            ),
          );
          const admitted = Math.min(works.length, running + waiting);
          expect(most).toBeLessThanOrEqual(running);
          expect(started).toEqual(Array.from({ length: admitted }, (_, index) => index));
          expect(finished).toHaveLength(admitted);
          results.forEach((result, index) => {
            if (index >= admitted) expect(result).toMatchObject({ reason: { status: 503, code: "busy" } });
            else if (works[index]) expect(result).toMatchObject({ reason: { message: "it failed" } });
            else expect(result).toMatchObject({ value: index });
          });
          expect(await gate.run(async () => "open again")).toBe("open again");
        },
      ),
      { numRuns: 50 },
    );
  });

  it("never runs more at once than it may when some come while others leave, and forgets nobody", async () => {
    const arrivals = fc.array(fc.record({ after: fc.nat(10), takes: fc.nat(5) }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), arrivals, async (running, works) => {
        const gate = new Gate({ running, waiting: works.length });
        let now = 0;
        let most = 0;
        const done = await Promise.all(
          works.map(async ({ after, takes }) => {
            await turns(after);
            return await gate.run(async () => {
              now += 1;
              most = Math.max(most, now);
              await turns(takes);
              now -= 1;
              return true;
            });
          }),
        );
        expect(done).toEqual(works.map(() => true));
        expect(most).toBeLessThanOrEqual(running);
      }),
      { numRuns: 50 },
    );
  });

  it("asks whom it turns away to come back", async () => {
    const gate = new Gate({ running: 1, waiting: 0 });
    const work = Promise.withResolvers<void>();
    const first = gate.run(() => work.promise);
    await expect(gate.run(async () => {})).rejects.toMatchObject({ headers: { "Retry-After": "5" } });
    work.resolve();
    await first;
  });
});

/** Lets the event loop go round some times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}
