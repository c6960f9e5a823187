import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SessionExpiry } from "./session-expiry.ts";

const DAY = 24 * 60 * 60 * 1_000;

function expiryIn(milliseconds: number) {
  const expired = vi.fn<() => void>();
  return { expiry: new SessionExpiry(new Date(Date.now() + milliseconds), expired), expired };
}

describe("an expiry", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("calls back once, at its time", () => {
    const { expired } = expiryIn(1_000);
    vi.advanceTimersByTime(999);
    expect(expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(DAY);
    expect(expired).toHaveBeenCalledOnce();
  });

  it("can be moved to a later time, and not to an earlier one", () => {
    const { expiry, expired } = expiryIn(1_000);
    expiry.moveTo(new Date(Date.now() + 3_000));
    expiry.moveTo(new Date(Date.now() + 2_000));
    vi.advanceTimersByTime(2_999);
    expect(expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(expired).toHaveBeenCalledOnce();
  });

  it("may be further away than Node's timers reach", () => {
    const { expired } = expiryIn(60 * DAY);
    vi.advanceTimersByTime(60 * DAY - 1);
    expect(expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(expired).toHaveBeenCalledOnce();
  });

  it("can be called off", () => {
    const { expiry, expired } = expiryIn(1_000);
    expiry.stop();
    vi.advanceTimersByTime(DAY);
    expect(expired).not.toHaveBeenCalled();
  });
});
