import { beforeAll, describe, expect, it } from "vitest";
import { Browser, createMigratedDatabase, errorOf, serveAccounts, sessionOf } from "../../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../../test/postgres.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

describe("POST /guests", () => {
  it("lets someone in with nothing but a name", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const answer = await browser.post("/guests", { displayName: "  Ann   of  Green Gables " });
    expect(answer.status).toBe(201);
    const { person, accessToken } = sessionOf(answer);
    expect(person).toEqual({ id: expect.any(String), displayName: "Ann of Green Gables", kind: "guest" });
    expect((await browser.me(accessToken)).body).toEqual({ ...person, email: null });
  });

  it("makes somebody new each time, and the same one after a reload", async () => {
    await using api = await serveAccounts(database);
    const browser = new Browser(api);
    const first = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    expect(sessionOf(await browser.post("/sessions/refresh")).person).toEqual(first.person);
    const second = sessionOf(await browser.post("/guests", { displayName: "Ann" }));
    expect(second.person.id).not.toBe(first.person.id);
  });

  it("needs a name", async () => {
    await using api = await serveAccounts(database);
    for (const body of [{}, { displayName: "" }, { displayName: "\u200b" }, { displayName: "a".repeat(81) }]) {
      expect(await new Browser(api).post("/guests", body)).toMatchObject({
        status: 400,
        body: errorOf("invalid_request"),
      });
    }
  });
});
