import { describe, expect, it } from "vitest";
import { type Check, CheckFailure, runCheck, type SmokeTarget } from "./check.ts";

const target: SmokeTarget = {
  environment: "local",
  webUrl: "http://localhost:3000",
  apiUrl: "http://localhost:3001",
  wsUrl: "ws://localhost:3001",
};

async function outcome(check: Check, timeoutMs = 5_000): Promise<{ ok: boolean; detail: string }> {
  const { name, ok, detail, durationMs } = await runCheck("something", check, target, timeoutMs);
  expect(name).toBe("something");
  expect(durationMs).toBeGreaterThanOrEqual(0);
  return { ok, detail };
}

describe("runCheck", () => {
  it("hands on what was found", async () => {
    const detail = "All is well.";
    expect(await outcome(async () => detail)).toEqual({ ok: true, detail });
  });

  it("hands on what is wrong", async () => {
    const wrong: Check = async () => {
      throw new CheckFailure("It is broken.");
    };
    expect(await outcome(wrong)).toEqual({ ok: false, detail: "It is broken." });
  });

  it("ends even a check that doesn't listen to its signal", async () => {
    expect(await outcome(() => new Promise(() => {}), 50)).toEqual({
      ok: false,
      detail: "There was no answer within 0.05 s.",
    });
  });

  it("tells a check that breaks from one that finds something", async () => {
    const broken: Check = () => {
      throw new TypeError("x is not a function");
    };
    expect(await outcome(broken)).toEqual({ ok: false, detail: "The check itself broke: x is not a function." });
  });
});
