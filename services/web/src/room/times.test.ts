import { describe, expect, it } from "vitest";
import { agoWords, clockWords, dayWords, momentWords } from "./times.ts";

const now = new Date("2026-01-31T12:00").getTime();
const local = (text: string) => new Date(text).toISOString();

describe("dayWords", () => {
  it("calls days as people do", () => {
    expect(dayWords(local("2026-01-31T00:00"), now)).toBe("Today");
    expect(dayWords(local("2026-01-30T23:59"), now)).toBe("Yesterday");
  });

  it("names the weekday in this year, and the year in others", () => {
    const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" }).format(new Date("2026-01-28T12:00"));
    expect(dayWords(local("2026-01-28T12:00"), now)).toContain(weekday);
    expect(dayWords(local("2025-12-28T12:00"), now)).toContain("2025");
  });
});

describe("agoWords", () => {
  it.each([
    ["2026-01-31T12:00:30", "just now"],
    ["2026-01-31T11:59:30", "just now"],
    ["2026-01-31T11:59:00", "1 minute ago"],
    ["2026-01-31T10:01:00", "1 hour ago"],
    ["2026-01-31T09:00:00", "3 hours ago"],
    ["2026-01-30T11:00:00", "yesterday"],
    ["2026-01-20T11:00:00", "11 days ago"],
  ])("calls %s “%s”", (at, words) => {
    expect(agoWords(local(at), now)).toBe(words);
  });
});

it("writes times as the reader's locale does", () => {
  const at = local("2026-01-31T21:30");
  const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(new Date(at));
  expect(clockWords(at)).toBe(clock);
  expect(momentWords(at)).toContain("2026");
});
