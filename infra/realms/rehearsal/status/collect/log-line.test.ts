import { expect, it } from "vitest";
import { logLine } from "./log-line.ts";

function line(message: string, level?: string) {
  return logLine({ id: "1", at: "2026-01-31T12:00:00Z", message, level, instance: "srv-abc-12345" });
}

it("a line is told as it is, with the level that the platform gives it", () => {
  expect(line("Listening.", "warning")).toEqual({
    at: "2026-01-31T12:00:00Z",
    level: "warning",
    text: "Listening.",
    instance: "12345",
  });
  expect(line("No level").level).toBe("info");
});

it("of what pino writes, the message and the error's are told, at its own level", () => {
  const failed = { level: 60, msg: "The migration failed", err: { message: 'relation "rooms" exists', stack: "…" } };
  expect(line(JSON.stringify(failed), "info")).toMatchObject({
    level: "error",
    text: 'The migration failed: relation "rooms" exists',
  });
  expect(line('{"level":"warn","msg":"Slow"}')).toMatchObject({ level: "warning", text: "Slow" });
  expect(line('{"level":20,"msg":"Fine"}').level).toBe("debug");
});

it("a request is told by what was asked and answered", () => {
  const request = { level: 50, msg: "request", method: "GET", path: "/healthz", status: 503, durationMs: 1.2 };
  expect(line(JSON.stringify(request))).toMatchObject({ level: "error", text: "GET /healthz 503", isRequest: true });
});

it.each(["{not json", '{"message":"of another kind"}'])("JSON that isn't pino's stays as it is: %s", (text) => {
  expect(line(text).text).toBe(text);
});

it.each([
  ["connecting to postgres://owner:canary@127.0.0.1:5432/app", "connecting to postgres://owner:•••@127.0.0.1:5432/app"],
  ["authorization: Bearer canary-canary-canary", "authorization: Bearer •••"],
  ["token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.canary was refused", "token ••• was refused"],
  ["GET https://api.live-listen.app/rooms?from=a@b", "GET https://api.live-listen.app/rooms?from=a@b"],
])("what looks like a secret is not told: %s", (text, expected) => {
  expect(line(text).text).toBe(expected);
});
