import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, errorOf, serveAccounts, sessionOf } from "../../test/accounts.ts";
import { type EmptyDatabase, query, useTestServer } from "../../test/postgres.ts";
import { API_URL, JWT_SECRET } from "../../test/server.ts";
import { createAccessTokens } from "./access-tokens.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

describe("a route that needs to know who asks", () => {
  it("asks for a token when there is none", async () => {
    await using api = await serveAccounts(database);
    const answer = await new Browser(api).send("GET", "/me");
    expect(answer).toMatchObject({ status: 401, body: errorOf("not_signed_in") });
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("takes the scheme in any case", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const { accessToken } = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    for (const scheme of ["Bearer", "bearer", "BEARER"]) {
      const authorization = `${scheme} ${accessToken}`;
      expect(await browser.send("GET", "/me", undefined, { authorization })).toMatchObject({ status: 200 });
    }
  });

  it("takes a token from the header alone: not from the URL, nor from the cookie", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const { accessToken } = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    for (const name of ["token", "access_token"]) {
      expect(await browser.send("GET", `/me?${name}=${accessToken}`)).toMatchObject({ status: 401 });
    }
    expect(api.text()).not.toContain(accessToken);
    const [refreshToken = ""] = browser.cookies.values();
    expect(await browser.me(refreshToken)).toMatchObject({ status: 401 });
  });

  it.each(["", "token", "Basic YTpi", "Bearer", "Bearer ", "Bearer a b", "Bearer a.b.c", "Bearer é", "Bearer ,"])(
    "refuses %j",
    async (authorization) => {
      await using api = await serveAccounts(database);
      const response = await fetch(`${api.origin}/me`, { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toMatch(/^Bearer error="invalid_token"$/);
      expect(await response.json()).toEqual(errorOf("invalid_token"));
    },
  );

  it("refuses another environment's token, and logs the reason without the token", async () => {
    await using api = await serveAccounts(database);
    const foreign = createAccessTokens({
      secret: JWT_SECRET,
      previousSecret: undefined,
      apiUrl: "https://api.live-listen.app",
    });
    const personId = "0198c1f0-0000-7000-8000-000000000001";
    const { token } = await foreign.issue({ personId, displayName: "name-canary", kind: "account" });
    expect(await new Browser(api).me(token)).toMatchObject({ status: 401, body: errorOf("invalid_token") });
    expect(api.lines).toContainEqual(
      expect.objectContaining({ msg: "an access token was refused", reason: "ERR_JWT_CLAIM_VALIDATION_FAILED" }),
    );
    expect(api.text()).not.toContain(token);
    expect(api.text()).not.toContain("canary");
  });

  it("takes tokens that were signed before the secret was replaced", async () => {
    const before = createAccessTokens({
      secret: "the secret before, 0123456789abcdef",
      previousSecret: undefined,
      apiUrl: API_URL,
    });
    const rows = await query<{ id: string }>(
      database.ownerUrl,
      "insert into live_listen.people (display_name) values ('Ann') returning id",
    );
    const { token } = await before.issue({ personId: rows[0]?.id ?? "", displayName: "Ann", kind: "guest" });
    await using rotated = await serveAccounts(database, { previousSecret: "the secret before, 0123456789abcdef" });
    expect(await new Browser(rotated).me(token)).toMatchObject({ status: 200 });
    await using forgotten = await serveAccounts(database);
    expect(await new Browser(forgotten).me(token)).toMatchObject({ status: 401 });
  });

  it("refuses the token of someone who is gone", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const { accessToken, person } = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    await query(database.ownerUrl, "delete from live_listen.people where id = $1", [person.id]);
    expect(await browser.me(accessToken)).toMatchObject({ status: 401, body: errorOf("invalid_token") });
  });

  it("names the methods it takes before it asks who it is", async () => {
    await using api = await serveAccounts(database);
    const answer = await new Browser(api).send("DELETE", "/me");
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD");
  });
});
