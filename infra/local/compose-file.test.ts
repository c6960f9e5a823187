import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresMajorVersion } from "@live-listen/rehearsal/postgres";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT } from "./paths.ts";
import { postgresAccess } from "./postgres.ts";

interface ComposeFile {
  readonly services: {
    readonly postgres: {
      readonly image: string;
      readonly environment: Readonly<Record<string, string>>;
      readonly ports: readonly string[];
      readonly volumes: readonly string[];
      readonly healthcheck: { readonly test: readonly string[] };
    };
  };
  readonly volumes: Readonly<Record<string, unknown>>;
}

async function postgresOfFile() {
  const file = parse(await readFile(join(ROOT, "docker-compose.yml"), "utf8")) as ComposeFile;
  return { postgres: file.services.postgres, volumes: file.volumes };
}

test("docker-compose.yml runs the Postgres version that npm brings, so that a database moves between the two", async () => {
  const { postgres } = await postgresOfFile();
  expect(postgres.image).toBe(`postgres:${postgresMajorVersion}`);
});

test("its data is in a volume, at the folder that the image keeps it in from version 18 on", async () => {
  const { postgres, volumes } = await postgresOfFile();
  expect(postgres.volumes).toEqual(["postgres:/var/lib/postgresql"]);
  expect(Object.keys(volumes)).toEqual(["postgres"]);
});

test("its health is asked of the server itself", async () => {
  const { postgres } = await postgresOfFile();
  expect(postgres.healthcheck.test).toContain("pg_isready");
});

test("it listens on this machine alone, with the port and the password that the command line takes it to have", async () => {
  const { postgres } = await postgresOfFile();
  const { port, superuser } = postgresAccess({});
  expect(postgres.ports).toEqual([`127.0.0.1:\${POSTGRES_PORT:-${port}}:5432`]);
  expect(postgres.environment.POSTGRES_PASSWORD).toBe(`\${POSTGRES_PASSWORD:-${superuser.password}}`);
  expect(postgresAccess({ POSTGRES_PORT: "5499", POSTGRES_PASSWORD: "other" })).toEqual({
    host: "localhost",
    port: 5499,
    superuser: { name: "postgres", password: "other" },
  });
});
