import { environments } from "@live-listen/stacks";
import { parseWebVariables } from "@live-listen/web/variables";
import { describe, expect, test } from "vitest";
import { acceptedByTheApi, webVariables } from "./variables.ts";

const secrets = {
  DATABASE_URL: "postgres://app:app-canary@localhost:5432/live_listen",
  MIGRATION_DATABASE_URL: "postgres://owner:owner-canary@localhost:5432/live_listen",
  JWT_SECRET: "a-secret-of-at-least-thirty-two-characters",
};

describe.each(environments)("$name", (row) => {
  const variables = { APP_ENV: row.appEnv, ...secrets, WEB_URL: row.webUrl, API_URL: row.apiUrl, WS_URL: row.wsUrl };

  test("the API takes the row's URLs", () => {
    expect(acceptedByTheApi(row.name, variables)).toEqual(variables);
  });

  test("the web bundle takes the row's URLs", () => {
    expect(parseWebVariables({ ...webVariables(row) })).toMatchObject({ ok: true });
  });

  test("what the API would refuse is told with every fault and no value", () => {
    const wrong = { ...variables, JWT_SECRET: "short-canary", WEB_URL: "nowhere" };
    const refused = () => acceptedByTheApi(row.name, wrong);
    expect(refused).toThrow(new RegExp(`^The API of ${row.name} would refuse its variables: .*JWT_SECRET`));
    expect(refused).toThrow(/WEB_URL/);
    expect(refused).not.toThrow(/canary/);
  });
});
