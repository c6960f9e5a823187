import { describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, sessionOf } from "../test/accounts.ts";
import { variablesOf } from "../test/api-process.ts";
import { createMemoryLog } from "../test/memory-log.ts";
import { useTestServer } from "../test/postgres.ts";
import { readRelease } from "./release.ts";
import { startService } from "./service.ts";
import { parseApiVariables } from "./variables.ts";

const server = useTestServer();

/** Starts the service as `main` does, until the test lets go of it. */
async function start(raw: Record<string, string>) {
  const parsed = parseApiVariables(raw);
  if (!parsed.ok) throw new Error(parsed.faults.join());
  const service = await startService(parsed.variables, readRelease(), createMemoryLog().log);
  await service.ready;
  return {
    origin: `http://127.0.0.1:${service.port}`,
    [Symbol.asyncDispose]: () => service.stop(),
  };
}

describe("the service", () => {
  it("keeps people signed in through a restart, and while its secret is replaced", async () => {
    const variables = variablesOf(await createMigratedDatabase(server()));
    let accessToken: string;
    let cookie: string;
    {
      await using api = await start(variables);
      const browser = new Browser(api);
      accessToken = sessionOf(await browser.post("/guests", { displayName: "Ann" })).accessToken;
      cookie = browser.cookieHeader;
      expect((await browser.me(accessToken)).status).toBe(200);
    }
    const replaced = { ...variables, JWT_SECRET: "another secret, 0123456789abcdef0123456789" };
    {
      await using api = await start({ ...replaced, JWT_SECRET_PREVIOUS: variables.JWT_SECRET ?? "" });
      expect((await new Browser(api).me(accessToken)).status).toBe(200);
    }
    await using api = await start(replaced);
    const browser = new Browser(api, { cookie });
    expect((await browser.me(accessToken)).status).toBe(401);
    const renewed = sessionOf(await browser.post("/sessions/refresh"));
    expect((await browser.me(renewed.accessToken)).body).toMatchObject({ displayName: "Ann", kind: "guest" });
  });
});
