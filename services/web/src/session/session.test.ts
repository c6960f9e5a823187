import { afterEach, describe, expect, it, vi } from "vitest";
import { type Answer, UNREACHABLE } from "../api/failure.ts";
import { createSession, type SessionAnswer, type SessionApi, type Tabs } from "./session.ts";
import type { Person } from "./state.ts";

const ann: Person = { id: "ann", displayName: "Ann", kind: "account" };
const bob: Person = { id: "bob", displayName: "Bob", kind: "guest" };
const over: Answer<never> = { ok: false, failure: { code: "session_over", sentence: "Sign in." } };
const unreachable: Answer<never> = { ok: false, failure: UNREACHABLE };

/** The API, and one browser with its cookie, its lock and its tabs. */
function browser() {
  let cookie: Person | undefined;
  let issued = 0;
  let running = 0;
  const told: { tab: number; listen: (personId: string | undefined) => void }[] = [];
  let lock = Promise.resolve();
  const counts = { refreshes: 0, together: 0 };
  const away = { is: false };

  function enter(person: Person): Answer<SessionAnswer> {
    if (away.is) return unreachable;
    cookie = person;
    issued += 1;
    const expiresAt = new Date(Date.now() + 10 * 60_000).toISOString();
    return { ok: true, value: { accessToken: `${person.id}-${issued}`, expiresAt, person } };
  }

  const api: SessionApi = {
    signIn: async () => enter(ann),
    register: async () => enter(ann),
    comeAsGuest: async () => enter(bob),
    async refresh() {
      counts.refreshes += 1;
      running += 1;
      counts.together = Math.max(counts.together, running);
      await sleep(1);
      running -= 1;
      if (away.is) return unreachable;
      return cookie ? enter(cookie) : over;
    },
    async signOut() {
      if (away.is) return unreachable;
      cookie = undefined;
      return { ok: true, value: undefined };
    },
  };

  function tab(number: number): Tabs {
    return {
      alone(task) {
        const result = lock.then(task);
        lock = result.then(
          () => {},
          () => {},
        );
        return result;
      },
      tell: (personId) => {
        for (const { tab: other, listen } of told) if (other !== number) listen(personId);
      },
      listen: (listen) => told.push({ tab: number, listen }),
    };
  }

  return {
    counts,
    away,
    open: (number = 1) => createSession(api, tab(number)),
    forgetCookie: () => (cookie = undefined),
  };
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const credentials = { email: "ann@example.org", password: "correct horse" };
const personOf = ({ state }: ReturnType<typeof createSession>) =>
  state.kind === "somebody" ? state.person.id : state.kind;

/** Waits until a session is somebody's, or nobody's. */
async function settled(session: ReturnType<typeof createSession>, wanted: string): Promise<void> {
  await vi.waitFor(() => expect(personOf(session)).toBe(wanted));
}

afterEach(() => vi.useRealTimers());

describe("a session", () => {
  it("is nobody's until somebody comes in, and carried on when the page is loaded again", async () => {
    const { open } = browser();
    const session = open();
    expect(session.state.kind).toBe("unknown");
    session.begin();
    await settled(session, "nobody");
    expect(await session.token()).toBeUndefined();
    expect(await session.signIn(credentials)).toBeUndefined();
    expect(personOf(session)).toBe("ann");
    const reloaded = open();
    reloaded.begin();
    await settled(reloaded, "ann");
  });

  it("tells why somebody can't come in or go, and leaves everything as it was", async () => {
    const { open, away } = browser();
    const session = open();
    await session.comeAsGuest({ displayName: "Bob" });
    away.is = true;
    expect(await session.signOut()).toBe(UNREACHABLE);
    expect(await session.signIn(credentials)).toBe(UNREACHABLE);
    expect(personOf(session)).toBe("bob");
  });

  it("says that the API doesn't answer, and goes on asking", async () => {
    vi.useFakeTimers();
    const { open, away, counts } = browser();
    away.is = true;
    const session = open();
    session.begin();
    await vi.advanceTimersByTimeAsync(5);
    expect(session.state).toEqual({ kind: "unknown", failed: true });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(counts.refreshes).toBeGreaterThan(3);
    away.is = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(personOf(session)).toBe("nobody");
  });
});

describe("a token", () => {
  it("is given again and again while it is good", async () => {
    const { open, counts } = browser();
    const session = open();
    await session.signIn(credentials);
    expect([await session.token(), await session.token()]).toEqual(["ann-1", "ann-1"]);
    expect(counts.refreshes).toBe(0);
  });

  it("that is refused is replaced once, however many requests it was refused to", async () => {
    const { open, counts } = browser();
    const session = open();
    await session.signIn(credentials);
    const tokens = await Promise.all([1, 2, 3].map(() => session.token("ann-1")));
    expect(tokens).toEqual(["ann-2", "ann-2", "ann-2"]);
    expect(await session.token("ann-1")).toBe("ann-2");
    expect(counts.refreshes).toBe(1);
  });

  it("is replaced before it ends", async () => {
    vi.useFakeTimers();
    const { open } = browser();
    const session = open();
    await session.signIn(credentials);
    await vi.advanceTimersByTimeAsync(8 * 60_000);
    expect(await session.token()).toBe("ann-1");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await session.token()).toBe("ann-2");
  });

  it("stays when the API doesn't answer, and isn't given when it was refused", async () => {
    const { open, away } = browser();
    const session = open();
    await session.signIn(credentials);
    away.is = true;
    expect(await session.token("ann-1")).toBeUndefined();
    expect(await session.token()).toBe("ann-1");
  });

  it("is nobody's when the session is over", async () => {
    const { open, forgetCookie } = browser();
    const session = open();
    await session.signIn(credentials);
    forgetCookie();
    expect(await session.token("ann-1")).toBeUndefined();
    expect(session.state.kind).toBe("nobody");
  });
});

describe("the tabs of a browser", () => {
  it("refresh one after the other", async () => {
    const { open, counts } = browser();
    const [first, second] = [open(1), open(2)];
    await first.signIn(credentials);
    await settled(second, "ann");
    await Promise.all([first.token("ann-1"), second.token("ann-2")]);
    expect(counts.together).toBe(1);
  });

  it("come and go together", async () => {
    const { open } = browser();
    const [first, second] = [open(1), open(2)];
    for (const session of [first, second]) session.begin();
    await Promise.all([settled(first, "nobody"), settled(second, "nobody")]);
    await first.comeAsGuest({ displayName: "Bob" });
    await settled(second, "bob");
    await second.signIn(credentials);
    await settled(first, "ann");
    await second.signOut();
    await Promise.all([settled(first, "nobody"), settled(second, "nobody")]);
  });
});
