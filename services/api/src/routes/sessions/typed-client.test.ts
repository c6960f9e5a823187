import { hc } from "hono/client";
import { beforeAll, describe, expect, it } from "vitest";
import { createMigratedDatabase, serveAccounts } from "../../../test/accounts.ts";
import { type EmptyDatabase, useTestServer } from "../../../test/postgres.ts";
import { WEB_URL } from "../../../test/server.ts";
import type { AppType } from "../../app.ts";

const server = useTestServer();

let database: EmptyDatabase;
beforeAll(async () => {
  database = await createMigratedDatabase(server());
});

describe("the typed client", () => {
  it("knows the form of every answer, of errors as well", async () => {
    await using api = await serveAccounts(database);
    const client = hc<AppType>(api.origin, { headers: { origin: WEB_URL } });
    const began = await client.guests.$post({ json: { displayName: "Ann" } });
    if (began.status !== 201) throw new Error((await began.json()).error.message);
    const { accessToken, person } = await began.json();
    const name: string = person.displayName;
    const kind: "account" | "guest" = person.kind;
    expect([name, kind]).toEqual(["Ann", "guest"]);

    const me = await client.me.$get({}, { headers: { authorization: `Bearer ${accessToken}` } });
    if (me.status !== 200) throw new Error((await me.json()).error.message);
    const email: string | null = (await me.json()).email;
    expect(email).toBeNull();

    const [cookie = ""] = began.headers.getSetCookie();
    const headers = { cookie: cookie.split(";")[0] ?? "" };
    const refreshed = await client.sessions.refresh.$post({}, { headers });
    if (refreshed.status !== 200) throw new Error((await refreshed.json()).error.message);
    expect((await refreshed.json()).person).toEqual(person);
    expect((await client.sessions.current.$delete({}, { headers })).status).toBe(204);
  });
});
