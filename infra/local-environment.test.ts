import { findEnvironment } from "@live-listen/stacks";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, expect, test } from "vitest";

interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
}

const declared: Declared[] = [];
let declaredOutputs: pulumi.Inputs;
let outputs: Record<string, unknown>;

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      declared.push({ type, name, inputs });
      const made =
        type === "random:index/randomPassword:RandomPassword" ? { result: `made-${name}-${"x".repeat(32)}` } : {};
      return { id: `${name}-id`, state: { ...inputs, ...made } };
    },
    call: ({ token }) => {
      throw new Error(`The program asks a provider for ${token}, which no test expects.`);
    },
  });
  const { LocalEnvironment } = await import("./local-environment.ts");
  const row = findEnvironment("local");
  if (!row) throw new Error("There is no local environment in the matrix.");
  const environment = new LocalEnvironment("local", { row, postgres: { host: "localhost", port: 5433 } });
  declaredOutputs = environment.outputs;
  outputs = await resolved(declaredOutputs);
});

function resolved(inputs: pulumi.Inputs): Promise<Record<string, unknown>> {
  return new Promise((resolve) => pulumi.output(inputs).apply((values) => resolve(values)));
}

function inputsOf(type: string): Record<string, unknown> {
  const [found, another] = declared.filter((resource) => resource.type === type);
  if (!found || another) throw new Error(`The program declares ${found ? "several" : "no"} ${type}.`);
  return found.inputs;
}

test("the owner may make roles and databases, and is no superuser", () => {
  expect(inputsOf("postgresql:index/role:Role")).toMatchObject({
    name: "live_listen_local_owner",
    login: true,
    superuser: false,
    createRole: true,
    createDatabase: true,
  });
});

test("the database is the matrix's, and the owner's", () => {
  expect(inputsOf("postgresql:index/database:Database")).toMatchObject({
    name: "live_listen_local",
    owner: "live_listen_local_owner",
  });
});

test("each secret is a resource of its own generation, without characters that a URL must escape", () => {
  const passwords = declared.filter(({ type }) => type === "random:index/randomPassword:RandomPassword");
  expect(passwords.map(({ name }) => name).sort()).toEqual([
    "local-app-password-1",
    "local-jwt-secret-1",
    "local-owner-password-1",
  ]);
  for (const { inputs } of passwords) expect(inputs).toMatchObject({ special: false, length: 43 });
});

test("the outputs carry the row's URLs and connection strings of two roles", () => {
  expect(outputs).toMatchObject({
    environment: "local",
    webUrl: "http://localhost:3000",
    apiUrl: "http://localhost:3001",
    wsUrl: "ws://localhost:3001",
    databaseHost: "localhost",
    databaseName: "live_listen_local",
    databaseUrl: expect.stringMatching(
      /^postgres:\/\/live_listen_local_app:made-local-app-password-1-x+@localhost:5433\/live_listen_local$/,
    ),
    migrationDatabaseUrl: expect.stringMatching(
      /^postgres:\/\/live_listen_local_owner:made-local-owner-password-1-x+@/,
    ),
  });
});

test("the API gets what its schema asks for, and the port of its URL", () => {
  expect(outputs.apiVariables).toMatchObject({ APP_ENV: "local", PORT: "3001", DATABASE_URL: outputs.databaseUrl });
});

test.each(["databaseUrl", "migrationDatabaseUrl", "jwtSecret", "apiVariables"])(
  "the output %s is secret",
  async (name) => {
    expect(await pulumi.isSecret(pulumi.output(declaredOutputs[name]))).toBe(true);
  },
);
