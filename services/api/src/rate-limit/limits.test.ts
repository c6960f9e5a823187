import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { createTestApp } from "../../test/server.ts";
import type { AppEnvironment } from "../http/environment.ts";
import { createAccessTokens } from "../identity/access-tokens.ts";
import { type IdentifiedEnvironment, requireIdentity } from "../identity/require-identity.ts";
import { RATE_LIMITS } from "./limits.ts";
import { createRateLimiters } from "./rate-limiters.ts";

const tokens = createAccessTokens({
  secret: "jwt-canary-0123456789abcdef0123456789",
  previousSecret: undefined,
  apiUrl: "http://localhost:3001",
});

function createAppWithRooms(limits: Partial<typeof RATE_LIMITS>) {
  const { app, lines } = createTestApp();
  const limiters = createRateLimiters({ ...RATE_LIMITS, ...limits });
  const rooms = new Hono<IdentifiedEnvironment>().post("/made", requireIdentity(tokens), ...limiters.createRoom, (c) =>
    c.json(c.get("identity"), 201),
  );
  app.route("/", rooms as unknown as Hono<AppEnvironment>);
  return { app, lines };
}

async function tokenOf(number: number): Promise<string> {
  const personId = `0198c1f0-0000-7000-8000-00000000000${number}`;
  return (await tokens.issue({ personId, displayName: "Ann", kind: "guest" })).token;
}

describe("the limits of making rooms", () => {
  const twice = { limit: 2, windowSeconds: 60 };

  it("count by person", async () => {
    const { app } = createAppWithRooms({ createRoomByPerson: twice });
    const statuses = [];
    for (const person of [1, 1, 1, 2]) {
      const headers = { authorization: `Bearer ${await tokenOf(person)}` };
      statuses.push((await app.request("/made", { method: "POST", headers })).status);
    }
    expect(statuses).toEqual([201, 201, 429, 201]);
  });

  it("count by address as well", async () => {
    const { app } = createAppWithRooms({ createRoomByAddress: twice });
    const statuses = [];
    for (const person of [1, 2, 3]) {
      const headers = { authorization: `Bearer ${await tokenOf(person)}` };
      statuses.push((await app.request("/made", { method: "POST", headers })).status);
    }
    expect(statuses).toEqual([201, 201, 429]);
  });

  it("count nobody who isn't let in", async () => {
    const { app } = createAppWithRooms({ createRoomByAddress: twice });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await app.request("/made", { method: "POST" })).status);
    expect(statuses).toEqual([401, 401, 401, 401]);
  });
});
