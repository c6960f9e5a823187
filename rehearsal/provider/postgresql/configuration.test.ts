import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { findFreePort } from "../../postgres/ports.ts";
import { TestEngine, wireSecret } from "../test-engine.ts";
import { makeTestBed, type TestBed } from "../test-postgres.ts";

const role = { type: "postgresql:index/role:Role", name: "anybody" };

let bed: TestBed;

beforeAll(async () => {
  bed = await makeTestBed();
});

afterAll(() => bed[Symbol.asyncDispose]());

/** What a read through a provider of this configuration fails with. */
async function faultOf(change: Parameters<TestEngine["configure"]>[1]): Promise<string> {
  await using engine = await TestEngine.connect(bed.provider.port, "postgresql", { ...bed.configuration, ...change });
  return await engine.read(role, "anybody").then(
    () => "no fault",
    (error: Error) => error.message,
  );
}

describe("the configuration of the postgresql provider", () => {
  test("is checked as strictly as a resource, with the command that corrects it", async () => {
    const check = (options: typeof bed.configuration) => bed.engine.checkConfig("postgresql", options);
    expect(await check(bed.configuration)).toEqual([]);
    expect(await check({})).toEqual([
      'postgresql:host is required and missing: run "pulumi config set postgresql:host".',
    ]);
    expect(await check({ ...bed.configuration, prot: "5432" })).toEqual([
      'postgresql:prot is no option of the postgresql provider: run "pulumi config rm postgresql:prot".',
    ]);
    expect(await check({ ...bed.configuration, port: "a", sslmode: "prefer", azureTenantId: "x" })).toEqual([
      expect.stringMatching(/^postgresql:azureTenantId is not served here/),
      expect.stringMatching(/^postgresql:port is invalid: expected number/),
      expect.stringMatching(/^postgresql:sslmode must be one of "disable"/),
    ]);
  });

  test("takes numbers and flags as text, as stack configuration and SDKs send them", async () => {
    const options = { ...bed.configuration, connectTimeout: "5", superuser: "true", maxConnections: "2" };
    expect(await bed.engine.checkConfig("postgresql", options)).toEqual([]);
    expect(await faultOf(options)).toBe("no fault");
  });

  test("a server that is down, or not PostgreSQL, or has no TLS", async () => {
    const port = await findFreePort();
    expect(await faultOf({ port: String(port) })).toBe(
      `The PostgreSQL server on 127.0.0.1:${port} can't be reached (ECONNREFUSED): start it, or run "pulumi config set postgresql:host" and "pulumi config set postgresql:port" with the right address.`,
    );
    const silent = createServer().listen(port, "127.0.0.1");
    expect(await faultOf({ port: String(port), connectTimeout: "1" })).toMatch(/can't be reached \(.*timeout/);
    silent.close();
    expect(await faultOf({ sslmode: "require" })).toMatch(
      /has no TLS: run "pulumi config set postgresql:sslmode disable"/,
    );
  });

  test("a wrong password, user or database, and nothing secret in what is said", async () => {
    const wrong = await faultOf({ password: wireSecret("canary") });
    expect(wrong).toMatch(/refuses user "admin": run "pulumi config set --secret postgresql:password"/);
    expect(wrong).not.toContain("canary");
    expect(await faultOf({ username: "nobody" })).toMatch(/refuses user "nobody"/);
    expect(await faultOf({ database: "none" })).toMatch(
      /has no database "none": run "pulumi config set postgresql:database postgres"/,
    );
    expect(
      await faultOf({ sslmode: "verify-full", sslrootcert: "/nonexistent.pem" }).catch((error: Error) => error.message),
    ).toMatch(/certificate file \/nonexistent.pem can't be read \(ENOENT\)/);
  });

  test("nothing is taken from this machine's PG* variables", async () => {
    vi.stubEnv("PGHOST", "127.0.0.1");
    vi.stubEnv("PGPASSWORD", "p w/ö'\"d");
    vi.stubEnv("PGOPTIONS", "-c default_transaction_read_only=on");
    try {
      const { password: _, ...options } = bed.configuration;
      await using engine = await TestEngine.connect(bed.provider.port, "postgresql", options);
      await expect(engine.read(role, "anybody")).rejects.toThrow(/asks for a password of user "admin"/);
      const { inputs } = await bed.engine.check(role, { name: "writable" });
      await bed.engine.create(role, inputs);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("what is not known before an update lets the preview go on, and says so when it is needed", async () => {
    const unknown = { ...bed.configuration, host: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    await using engine = await TestEngine.connect(bed.provider.port, "postgresql", unknown);
    const { inputs } = await engine.check(role, { name: "planned" });
    expect((await engine.create(role, inputs, { preview: true })).state).toMatchObject({ name: "planned" });
    await expect(engine.read(role, "planned")).rejects.toThrow(
      /"anybody" is not configured yet: run "pulumi up" once more/,
    );
  });
});
