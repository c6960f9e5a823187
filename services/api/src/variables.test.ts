import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  apiVariableDescriptions,
  parseApiVariables,
  parseMigrationVariables,
  parseServerVariables,
  type RawVariables,
  secretVariableNames,
} from "./variables.ts";

const production: Record<string, string> = {
  APP_ENV: "production",
  DATABASE_URL: "postgresql://app:app-password@database.internal:5432/live_listen",
  MIGRATION_DATABASE_URL: "postgres://owner:owner-password@database.internal:5432/live_listen",
  JWT_SECRET: "0123456789abcdef0123456789abcdef",
  WEB_URL: "https://live-listen.app",
  API_URL: "https://api.live-listen.app",
  WS_URL: "wss://api.live-listen.app",
};

const local: Record<string, string> = {
  ...production,
  APP_ENV: "local",
  WEB_URL: "http://localhost:3000",
  API_URL: "http://localhost:3001",
  WS_URL: "ws://localhost:3001",
};

function faultsOf(env: RawVariables): readonly string[] {
  const parsed = parseApiVariables(env);
  return parsed.ok ? [] : parsed.faults;
}

describe("the variables of the API", () => {
  it("are accepted for each environment, with defaults for port and log level", () => {
    for (const env of [local, production, { ...production, APP_ENV: "staging" }]) {
      const parsed = parseApiVariables(env);
      expect(parsed).toMatchObject({ ok: true, variables: { PORT: 3001, LOG_LEVEL: "info" } });
    }
  });

  it("count an empty string as unset", () => {
    const parsed = parseApiVariables({ ...production, PORT: "", JWT_SECRET_PREVIOUS: "", MIGRATION_DATABASE_URL: "" });
    expect(parsed).toMatchObject({ ok: true, variables: { PORT: 3001 } });
    expect(faultsOf({ ...production, JWT_SECRET: "" })).toEqual(["JWT_SECRET is missing"]);
  });

  it("leave out what the API doesn't know", () => {
    const parsed = parseApiVariables({ ...production, PATH: "/bin" });
    expect(parsed.ok && "PATH" in parsed.variables).toBe(false);
  });

  it("are all named when all are missing", () => {
    const required = apiVariableDescriptions.filter((variable) => variable.required).map(({ name }) => name);
    expect(faultsOf({})).toEqual(required.map((name) => `${name} is missing`));
    expect(required).toEqual(["APP_ENV", "DATABASE_URL", "JWT_SECRET", "WEB_URL", "API_URL", "WS_URL"]);
  });

  it("report faults of single variables and of pairs at once", () => {
    const faults = faultsOf({
      ...production,
      PORT: "99999",
      JWT_SECRET: "short",
      WEB_URL: "http://live-listen.app",
      WS_URL: "wss://elsewhere.live-listen.app",
      MIGRATION_DATABASE_URL: production.DATABASE_URL,
      LOG_LEVEL: "loud",
    });
    expect(faults).toHaveLength(6);
    for (const name of ["PORT", "JWT_SECRET", "WEB_URL", "WS_URL", "MIGRATION_DATABASE_URL", "LOG_LEVEL"]) {
      expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
    }
  });

  it.each<[string, Record<string, string>, string]>([
    ["an unknown environment", { APP_ENV: "prod" }, "APP_ENV must be one of local, staging, production"],
    ["a port that is no number", { PORT: "http" }, "PORT must be a whole number from 0 to 65535"],
    ["a port out of range", { PORT: "65536" }, "PORT must be a whole number from 0 to 65535"],
    ["a URL with a path", { WEB_URL: "https://live-listen.app/" }, "WEB_URL must be an origin without a path"],
    ["a URL with credentials", { API_URL: "https://a:b@api.live-listen.app" }, "API_URL must be an origin"],
    ["a page's protocol for sockets", { WS_URL: "https://api.live-listen.app" }, "WS_URL must be an origin"],
    ["an unencrypted URL", { API_URL: "http://api.live-listen.app" }, "API_URL must begin with https:// outside"],
    ["unencrypted sockets", { WS_URL: "ws://api.live-listen.app" }, "WS_URL must begin with wss:// outside"],
    ["sockets elsewhere", { WS_URL: "wss://live-listen.app" }, "WS_URL must have the same host and port as API_URL"],
    ["another database system", { DATABASE_URL: "mysql://app:password@host/db" }, "DATABASE_URL must be postgresql://"],
    ["no user", { DATABASE_URL: "postgresql://host/live_listen" }, "DATABASE_URL must be postgresql://"],
    ["no password", { DATABASE_URL: "postgresql://app@host/live_listen" }, "DATABASE_URL must be postgresql://"],
    ["no database", { DATABASE_URL: "postgresql://app:password@host/" }, "DATABASE_URL must be postgresql://"],
    [
      "a password beyond ASCII",
      { DATABASE_URL: "postgresql://app:p%C3%A4ss@host/live_listen" },
      "DATABASE_URL must be",
    ],
    ["a broken percent sign", { DATABASE_URL: "postgresql://app:p%ss@host/live_listen" }, "DATABASE_URL must be"],
    [
      "an owner of another database",
      { MIGRATION_DATABASE_URL: "postgresql://owner:password@host/other" },
      "MIGRATION_DATABASE_URL must name the same database as DATABASE_URL",
    ],
    [
      "the app's role as owner",
      { MIGRATION_DATABASE_URL: "postgresql://app:password@host/live_listen" },
      "MIGRATION_DATABASE_URL must name another user than DATABASE_URL",
    ],
    [
      "the published secret",
      { JWT_SECRET: "example-for-development-only-never-elsewhere" },
      "JWT_SECRET must not be the published example",
    ],
  ])("refuse %s", (_, changes, fault) => {
    expect(faultsOf({ ...production, ...changes })).toEqual([expect.stringContaining(fault)]);
  });

  it("refuse encrypted URLs in the local environment, where nothing terminates TLS", () => {
    expect(faultsOf({ ...local, WEB_URL: "https://localhost:3000" })).toEqual([
      "WEB_URL must begin with http:// in the local environment",
    ]);
  });

  it("never show a value, whatever is wrong with it", () => {
    const canary = fc.stringMatching(/^[!-~]{1,40}$/).map((text) => `canary-${text}`);
    fc.assert(
      fc.property(fc.record(Object.fromEntries(apiVariableDescriptions.map(({ name }) => [name, canary]))), (env) => {
        const faults = faultsOf(env);
        expect(faults.length).toBeGreaterThan(0);
        expect(faults.join("\n")).not.toContain("canary-");
      }),
    );
  });

  it("never throw on anything a process may hold", () => {
    const names = fc.constantFrom(...apiVariableDescriptions.map(({ name }) => name));
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: "binary" })), (env) => {
        expect(parseApiVariables({ ...production, ...env })).toHaveProperty("ok");
      }),
    );
  });
});

describe("the serving process", () => {
  it("refuses the owner's URL outside the local environment", () => {
    expect(parseServerVariables(production)).toEqual({
      ok: false,
      faults: [expect.stringContaining("env -u MIGRATION_DATABASE_URL")],
    });
    expect(parseServerVariables({ ...production, MIGRATION_DATABASE_URL: "" }).ok).toBe(true);
    expect(parseServerVariables(local).ok).toBe(true);
  });

  it("lists that fault beside the others", () => {
    const parsed = parseServerVariables({ ...production, JWT_SECRET: "" });
    expect(parsed.ok ? [] : parsed.faults).toHaveLength(2);
  });
});

describe("the migration command", () => {
  it("needs the environment and both database URLs, and nothing else", () => {
    const { APP_ENV, DATABASE_URL, MIGRATION_DATABASE_URL } = production;
    expect(parseMigrationVariables({ APP_ENV, DATABASE_URL, MIGRATION_DATABASE_URL }).ok).toBe(true);
    expect(parseMigrationVariables({})).toEqual({
      ok: false,
      faults: ["APP_ENV is missing", "DATABASE_URL is missing", "MIGRATION_DATABASE_URL is missing"],
    });
  });

  it("refuses to own the database as the app", () => {
    const { APP_ENV, DATABASE_URL } = production;
    expect(parseMigrationVariables({ APP_ENV, DATABASE_URL, MIGRATION_DATABASE_URL: DATABASE_URL }).ok).toBe(false);
  });
});

describe(".env.example", () => {
  const text = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
  const example = parseEnv(text);

  it("lists every variable with its description, and only those", () => {
    expect(Object.keys(example).sort()).toEqual(apiVariableDescriptions.map(({ name }) => name).sort());
    for (const { name, description } of apiVariableDescriptions) {
      expect(text).toContain(`# ${description}\n${name}=`);
    }
  });

  it("works when copied", () => {
    expect(parseServerVariables(example).ok).toBe(true);
    expect(parseMigrationVariables(example).ok).toBe(true);
  });

  it("can't be used outside the local environment", () => {
    const faults = faultsOf({ ...production, JWT_SECRET: example.JWT_SECRET });
    expect(faults).toEqual([expect.stringContaining("JWT_SECRET must not be the published example")]);
  });
});

describe("secret variables", () => {
  it("are the database URLs and the JWT secrets", () => {
    expect(secretVariableNames).toEqual([
      "DATABASE_URL",
      "MIGRATION_DATABASE_URL",
      "JWT_SECRET",
      "JWT_SECRET_PREVIOUS",
    ]);
  });
});
