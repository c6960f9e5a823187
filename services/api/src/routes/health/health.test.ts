import { describe, expect, it } from "vitest";
import { createTestApp } from "../../../test/server.ts";
import type { Check } from "./check.ts";

async function get(app: ReturnType<typeof createTestApp>["app"], path: string) {
  const response = await app.request(path);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return { status: response.status, body: JSON.parse(await response.text()) };
}

describe("GET /healthz", () => {
  it("fails until the process was ready once, and then looks at nothing", async () => {
    const { app, lifecycle } = createTestApp({ checkDatabase: () => Promise.reject(new Error("asked the database")) });
    expect(await get(app, "/healthz")).toMatchObject({ status: 503, body: { error: { code: "starting" } } });
    lifecycle.markStarted();
    expect(await get(app, "/healthz")).toEqual({ status: 200, body: { status: "ok" } });
    lifecycle.markStopping();
    expect(await get(app, "/healthz")).toEqual({ status: 200, body: { status: "ok" } });
  });
});

describe("GET /readyz", () => {
  it("lists each check when all are fine", async () => {
    const checks: Check[] = [
      { name: "database", ok: true },
      { name: "environment", ok: true },
      { name: "schema", ok: true },
    ];
    const { app } = createTestApp({ checkDatabase: async () => checks });
    expect(await get(app, "/readyz")).toEqual({
      status: 200,
      body: { status: "ready", checks: [{ name: "process", ok: true }, ...checks] },
    });
  });

  it("fails with the sentence of the check that failed", async () => {
    const failed: Check = { name: "schema", ok: false, message: "It is too old." };
    const { app } = createTestApp({ checkDatabase: async () => [{ name: "database", ok: true }, failed] });
    const { status, body } = await get(app, "/readyz");
    expect(status).toBe(503);
    expect(body.error).toEqual({ code: "not_ready", message: "It is too old.", requestId: expect.any(String) });
    expect(body.checks).toContainEqual(failed);
  });

  it("fails as soon as the process is stopping, without asking the database", async () => {
    const { app, lifecycle } = createTestApp({ checkDatabase: () => Promise.reject(new Error("asked the database")) });
    lifecycle.markStopping();
    expect(await get(app, "/readyz")).toMatchObject({
      status: 503,
      body: { error: { message: "The process is stopping." }, checks: [{ name: "process", ok: false }] },
    });
  });
});
