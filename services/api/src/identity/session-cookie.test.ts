import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, serveAccounts } from "../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../test/postgres.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

describe("the cookie of a session", () => {
  async function setCookieOf(apiUrl: string): Promise<string | undefined> {
    await using api = await serveAccounts(database, { apiUrl });
    return (await new Browser(api).post("/guests", { displayName: "Ann" })).headers.getSetCookie()[0];
  }

  it("belongs to the API's host alone, over TLS alone, out of reach of scripts and other sites", async () => {
    expect(await setCookieOf("https://api.staging.live-listen.app")).toMatch(
      /^__Host-live-listen-session=[\w-]{64}; Max-Age=25(92000|91999); Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it("does without what needs TLS on a developer's machine", async () => {
    expect(await setCookieOf("http://localhost:3001")).toMatch(
      /^live-listen-session=[\w-]{64}; Max-Age=25(92000|91999); Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it("may be sent along by pages of the web app, and by no others", async () => {
    await using api = await serveAccounts(database);
    async function preflight(origin: string): Promise<(string | null)[]> {
      const { headers } = await fetch(`${api.origin}/sessions/refresh`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      return [headers.get("access-control-allow-origin"), headers.get("access-control-allow-credentials")];
    }
    expect(await preflight("http://localhost:3000")).toEqual(["http://localhost:3000", "true"]);
    expect((await preflight("https://evil.example"))[0]).toBeNull();
  });
});
