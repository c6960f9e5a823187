import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedStore, MOST_KEYS } from "./bounded-store.ts";

const WINDOW = 60_000;

function createStore(mostKeys?: number) {
  const clock = { now: 1_000_000 };
  const store = new BoundedStore(mostKeys, () => clock.now);
  store.init({ windowMs: WINDOW });
  return { store, clock };
}

describe("the store of counts", () => {
  it("counts each key for itself, from its first hit to the end of its window", () => {
    const { store, clock } = createStore();
    expect([1, 2, 3].map(() => store.increment("a").totalHits)).toEqual([1, 2, 3]);
    expect(store.increment("b")).toEqual({ totalHits: 1, resetTime: new Date(1_000_000 + WINDOW) });
    clock.now += WINDOW - 1;
    expect(store.increment("a").totalHits).toBe(4);
    clock.now += 1;
    expect(store.get("a")).toBeUndefined();
    expect(store.increment("a")).toEqual({ totalHits: 1, resetTime: new Date(clock.now + WINDOW) });
  });

  it("takes hits back, and forgets keys", () => {
    const { store } = createStore();
    store.increment("a");
    store.increment("a");
    store.decrement("a");
    store.decrement("unknown");
    expect(store.get("a")?.totalHits).toBe(1);
    store.resetKey("a");
    expect(store.get("a")).toBeUndefined();
  });

  it("never holds more keys than it may, however many come, and forgets the oldest", () => {
    const { store, clock } = createStore();
    for (let key = 0; key < 5 * MOST_KEYS; key += 1) {
      clock.now += 1;
      store.increment(`key-${key}`);
      expect(store.size).toBeLessThanOrEqual(MOST_KEYS);
    }
    expect(store.size).toBe(MOST_KEYS);
    expect(store.get(`key-${4 * MOST_KEYS - 1}`)).toBeUndefined();
    expect(store.get(`key-${5 * MOST_KEYS - 1}`)?.totalHits).toBe(1);
  });

  it("lets go of windows that are over as new ones begin", () => {
    const { store, clock } = createStore();
    for (let key = 0; key < 100; key += 1) store.increment(`key-${key}`);
    clock.now += WINDOW;
    store.increment("new");
    expect(store.size).toBe(1);
  });

  it("counts as a plain list of hits would, as long as there is room", () => {
    const steps = fc.array(fc.record({ key: fc.constantFrom("a", "b", "c"), wait: fc.nat(WINDOW) }), { maxLength: 50 });
    fc.assert(
      fc.property(steps, (taken) => {
        const { store, clock } = createStore(3);
        const begun = new Map<string, { at: number; hits: number }>();
        for (const { key, wait } of taken) {
          clock.now += wait;
          const known = begun.get(key);
          const window = known && clock.now < known.at + WINDOW ? known : { at: clock.now, hits: 0 };
          window.hits += 1;
          begun.set(key, window);
          expect(store.increment(key)).toEqual({ totalHits: window.hits, resetTime: new Date(window.at + WINDOW) });
        }
      }),
    );
  });
});
