import { CloseCode, formatRetryHint } from "@live-listen/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_WAIT_MS } from "./backoff.ts";
import { type ConnectionEvent, reduce, STABLE_AFTER_MS } from "./reducer.ts";
import { type ConnectionState, INITIAL_STATE, KEPT_ROUND_TRIPS, phaseOf } from "./state.ts";

const release = { version: "1.0.0", commit: "abc" };
const started: ConnectionEvent = { type: "started", online: true };
const due: ConnectionEvent = { type: "due" };

function hello(now: number, environment: "local" | "staging" = "local"): ConnectionEvent {
  return { type: "hello", own: "local", environment, release, now };
}

function closed(now: number, code = 1006, reason = "", chance = 1): ConnectionEvent {
  return { type: "closed", now, code, reason, chance };
}

function stateAfter(...events: ConnectionEvent[]): ConnectionState {
  return events.reduce(reduce, INITIAL_STATE);
}

/** How long the state waits before the next attempt, counted from `now`. */
function waitOf(state: ConnectionState, now: number): number | undefined {
  return state.link.kind === "waiting" ? state.link.until - now : undefined;
}

describe("a connection", () => {
  it("connects, is greeted, and knows the API's release", () => {
    expect(phaseOf(stateAfter(started))).toBe("connecting");
    const state = stateAfter(started, hello(10));
    expect(phaseOf(state)).toBe("live");
    expect(state.api).toEqual(release);
  });

  it("remembers the latest round trips only, and forgets them with the connection", () => {
    const pongs = Array.from(
      { length: KEPT_ROUND_TRIPS + 5 },
      (_, roundTrip) => ({ type: "pong", roundTrip }) as const,
    );
    const state = stateAfter(started, hello(0), ...pongs);
    expect(state.roundTrips).toEqual(pongs.slice(5).map(({ roundTrip }) => roundTrip));
    expect(reduce(state, closed(100)).roundTrips).toEqual([]);
  });

  it("waits longer after each failure in a row", () => {
    let state = stateAfter(started);
    const waits = [0, 1, 2, 3].map(() => {
      state = reduce(state, closed(0));
      const wait = waitOf(state, 0);
      state = reduce(state, due);
      return wait;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(phaseOf(state)).toBe("reconnecting");
    expect(state.reason).toBe("unreachable");
  });

  it("begins anew after a connection that held, but not after one that broke at once", () => {
    const failing = stateAfter(started, closed(0), due, closed(0), due, hello(0));
    expect(waitOf(reduce(failing, closed(STABLE_AFTER_MS - 1)), STABLE_AFTER_MS - 1)).toBe(4_000);
    expect(waitOf(reduce(failing, closed(STABLE_AFTER_MS)), STABLE_AFTER_MS)).toBe(1_000);
  });

  it("follows the hint of a service that restarts, and says why it is gone until it is back", () => {
    const stopping = stateAfter(started, hello(0), closed(50_000, CloseCode.serviceRestart, formatRetryHint(2_345)));
    expect(waitOf(stopping, 50_000)).toBe(2_345);
    const refused = [due, closed(53_000)].reduce(reduce, stopping);
    expect(refused.reason).toBe("restart");
    expect([due, hello(54_000)].reduce(reduce, refused).reason).toBeUndefined();
  });

  it("doesn't follow a hint that is no hint, too long, or told again and again", () => {
    const live = stateAfter(started, hello(0));
    const restart = (reason: string) => waitOf(reduce(live, closed(50_000, CloseCode.serviceRestart, reason)), 50_000);
    expect(restart("soon")).toBe(1_000);
    expect(restart(formatRetryHint(9_000_000))).toBe(LONGEST_WAIT_MS);
    expect(restart(formatRetryHint(0))).toBe(0);
    const again = [closed(1, CloseCode.serviceRestart, formatRetryHint(0)), due, hello(2)].reduce(reduce, live);
    expect(waitOf(reduce(again, closed(3, CloseCode.serviceRestart, formatRetryHint(0))), 3)).toBe(2_000);
  });

  it("takes a hint for what it is only from a service that restarts", () => {
    const state = stateAfter(started, hello(0), closed(50_000, CloseCode.normal, formatRetryHint(20_000)));
    expect(waitOf(state, 50_000)).toBe(1_000);
    expect(state.reason).toBe("lost");
  });

  it("says that a new version is ready until an API greets that speaks this one again, and asks only now and then", () => {
    const outdated = stateAfter(started, { type: "reload" }, closed(0, CloseCode.unsupportedVersion));
    expect(phaseOf(outdated)).toBe("outdated");
    expect(waitOf(outdated, 0)).toBe(LONGEST_WAIT_MS);
    expect(phaseOf(reduce(outdated, due))).toBe("outdated");
    expect(phaseOf([due, hello(1)].reduce(reduce, outdated))).toBe("live");
  });

  it("keeps away from another environment's API and believes nothing that it says", () => {
    const stray = stateAfter(started, hello(0, "staging"), closed(0, CloseCode.normal));
    expect(phaseOf(stray)).toBe("stray");
    expect(stray.strayInto).toBe("staging");
    expect(stray.api).toBeUndefined();
    expect(waitOf(stray, 0)).toBe(LONGEST_WAIT_MS);
    expect(phaseOf([due, hello(1)].reduce(reduce, stray))).toBe("live");
  });

  it("is offline when the connection is lost and the browser says so, and tries at once when the network returns", () => {
    const offline = stateAfter(started, hello(0), { type: "offline" });
    expect(phaseOf(offline)).toBe("live");
    const lost = reduce(offline, closed(20_000));
    expect(phaseOf(lost)).toBe("offline");
    expect(waitOf(lost, 20_000)).toBe(LONGEST_WAIT_MS);
    const back = reduce(lost, { type: "online" });
    expect(back.link.kind).toBe("opening");
    expect(phaseOf(back)).toBe("reconnecting");
  });

  it("tries at once when somebody asks, but opens no second socket", () => {
    expect(stateAfter(started, closed(0), due).link.kind).toBe("opening");
    const live = stateAfter(started, hello(0));
    expect(reduce(live, due)).toBe(live);
    expect(reduce(live, started)).toBe(live);
  });

  it("stays stopped until it is started again", () => {
    const stopped = stateAfter(started, hello(0), { type: "stopped" });
    for (const late of [due, closed(1), hello(2)]) expect(reduce(stopped, late).link.kind).toBe("idle");
    expect(reduce(stopped, started).link.kind).toBe("opening");
  });

  it.each([CloseCode.removed, CloseCode.roomNotFound, CloseCode.roomEnded, CloseCode.policyViolation])(
    "is over for good after a close with %d, whatever comes",
    (code) => {
      const over = stateAfter(started, hello(0), closed(1, code));
      expect(over.link).toEqual({ kind: "over", code });
      expect(phaseOf(over)).toBe("over");
      for (const late of [due, started, closed(2), hello(3), { type: "online" }, { type: "stopped" }] as const) {
        expect(reduce(over, late).link).toEqual({ kind: "over", code });
      }
    },
  );

  it("follows the hint of an API whose database is away", () => {
    expect(waitOf(stateAfter(started, closed(0, CloseCode.tryAgainLater, formatRetryHint(2_345))), 0)).toBe(2_345);
  });

  it("always waits a bounded time after a loss, whatever happened before", () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const code = fc.constantFrom(1000, 1006, 1011, 1012, 1013, 4400, 4401, 4406, 4408, 4429);
    const reason = fc.oneof(fc.string(), fc.nat(1e7).map(formatRetryHint));
    const now = fc.nat(1e6);
    const loss = fc.record({ type: fc.constant("closed" as const), now, chance, code, reason });
    const event: fc.Arbitrary<ConnectionEvent> = fc.oneof(
      loss,
      fc.constantFrom(
        started,
        due,
        { type: "reload" as const },
        { type: "online" as const },
        { type: "offline" as const },
      ),
      fc.tuple(now, fc.constantFrom("local" as const, "staging" as const)).map(([at, name]) => hello(at, name)),
    );
    fc.assert(
      fc.property(fc.array(event), loss, (events, last) => {
        const state = reduce(reduce(stateAfter(started, ...events), due), last);
        const wait = waitOf(state, last.now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      }),
    );
  });
});
