import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { findEnvironment } from "@live-listen/stacks";
import { expect, test } from "vitest";
import { useClone } from "../../local/test/clone.ts";
import { withoutDocker } from "../../local/test/fake-program.ts";
import { openLocalEngine } from "../../local/test/local-engine.ts";
import { upLocalStack } from "../../local/up.ts";
import { examine } from "../examine.ts";
import { type LocalSubject, localChecks } from "./checks.ts";

const paths = useClone();

async function subject(port: number): Promise<LocalSubject> {
  const row = findEnvironment("local");
  if (!row) throw new Error("the matrix has no local environment");
  const [api, web] = [await findFreePort(), await findFreePort()];
  const environment = { ...row, apiUrl: `http://127.0.0.1:${api}`, webUrl: `http://127.0.0.1:${web}` };
  const access = { host: "localhost", port, superuser: { name: "postgres", password: "superuser-canary" } };
  return { paths: paths(), environment, installed: () => true, access };
}

test("a clone in which nothing was done yet has nothing wrong but what it was not given, and stays as it is", async () => {
  await withoutDocker(paths().root);
  const before = await readdir(paths().root, { recursive: true });
  const findings = await examine(await localChecks(await subject(await findFreePort())));
  const ofThisMachine = ["Postgres", "Disk", "Port 3001", "Pulumi CLI", "Cache"];
  const wrong = findings.filter(({ name, verdict }) => verdict === "wrong" && !ofThisMachine.includes(name));
  expect(wrong).toEqual([]);
  expect(findings.find(({ name }) => name === "Stack local")?.verdict).toBe("idle");
  expect(await readdir(paths().root, { recursive: true })).toEqual(before);
});

test("a stack that is up is found, a taken port is told, and nothing secret is shown", async ({ onTestFinished }) => {
  const { cli, services } = await openLocalEngine(paths());
  const { outputs } = await upLocalStack(paths(), cli, services);
  const checked = await subject(services.postgres.port);
  const taken = createServer((socket) => socket.destroy());
  const port = Number(new URL(checked.environment.webUrl).port);
  await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
  onTestFinished(() => void taken.close());

  const findings = await examine(await localChecks(checked));
  const verdict = (name: string) => findings.find((finding) => finding.name === name)?.verdict;
  for (const name of ["Stack local", "Backing services", "services/api/.env", "services/web/.env"]) {
    expect([name, verdict(name)]).toEqual([name, "good"]);
  }
  expect(verdict(`Port ${services.postgres.port}`)).toBe("good");
  expect(verdict(`Port ${port}`)).toBe("wrong");
  const words = JSON.stringify(findings);
  const { JWT_SECRET = "", DATABASE_URL = "", MIGRATION_DATABASE_URL = "" } = outputs.apiVariables;
  const passwords = [DATABASE_URL, MIGRATION_DATABASE_URL].map((url) => new URL(url).password);
  for (const secret of [JWT_SECRET, ...passwords, "superuser-canary"]) expect(words).not.toContain(secret);
});
