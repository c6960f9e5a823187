import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFreePort } from "@live-listen/rehearsal/postgres";
import { expect, test } from "vitest";
import { silent } from "../progress.ts";
import { migrateDatabase } from "./database.ts";
import { ENV_FILES, readEnvFile } from "./env-files.ts";
import { ROOT } from "./paths.ts";
import { startLocalApi } from "./services.ts";
import { useClone } from "./test/clone.ts";
import { madeOn, startTestPostgres } from "./test/postgres.ts";

const paths = useClone();

test("an .env file copied from its example works without the engine: its database is made, migrated, and taken by the API", async ({
  onTestFinished,
}) => {
  const postgres = await startTestPostgres(paths().root);
  onTestFinished(() => postgres.stop());
  const file = join(paths().root, ENV_FILES.api);
  await copyFile(join(ROOT, `${ENV_FILES.api}.example`), file);
  const port = await findFreePort();
  const text = await readFile(file, "utf8");
  // The two ports of this machine that a test can't have for itself.
  await writeFile(file, text.replaceAll(":5432/", `:${postgres.access.port}/`).replace("PORT=3001", `PORT=${port}`));

  const variables = await readEnvFile(paths(), "api");
  await migrateDatabase(postgres.access, variables, silent);
  expect(await madeOn(postgres.access)).toEqual([
    "live_listen_example",
    "live_listen_example_app",
    "live_listen_example_owner",
  ]);
  const api = await startLocalApi(paths(), variables, new AbortController().signal);
  onTestFinished(() => api.stop());
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([200, expect.any(Object)]);
});
