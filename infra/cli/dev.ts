import { Closers } from "../closers.ts";
import { Fault } from "../fault.ts";
import { Checklist } from "./checklist.ts";
import { localArgument } from "./environment-argument.ts";
import { interrupted } from "./interrupted.ts";
import { type AddVerb, note, print } from "./verb.ts";

export const addDev: AddVerb = (cli, { signal }) => {
  cli
    .command("dev")
    .description("run the services from their sources, each again when its files change, until Ctrl-C")
    .option("--data <name>", "work on a database of its own, such as pr-12")
    .action(async ({ data }: { data?: string }) => {
      const closers = new Closers();
      try {
        await dev(data, signal, closers);
      } finally {
        await closers.close();
      }
    });
};

async function dev(dataSet: string | undefined, signal: AbortSignal, closers: Closers): Promise<void> {
  const environment = localArgument("local", "dev");
  const { localPaths } = await import("../local/paths.ts");
  const { takeStartLock } = await import("../local/start-lock.ts");
  const { openBackingServices } = await import("../local/backing-services.ts");
  const { ensureVariables } = await import("../dev/variables.ts");
  const { migrateDatabase } = await import("../local/database.ts");
  const paths = localPaths();
  const lock = await takeStartLock(paths);
  closers.add(() => lock.release());
  const { clearTheWay } = await import("../local/services.ts");
  await clearTheWay(paths, environment);

  const checklist = new Checklist(signal);
  const backing = await checklist.step(
    "Postgres and providers",
    (progress) => openBackingServices(paths, progress),
    ({ postgres }) => `${postgres.kind}, port ${postgres.port}`,
  );
  closers.add(() => backing.close());
  const variables = await checklist.step(
    "Variables",
    (progress) => ensureVariables(paths, backing, dataSet, { progress, signal }),
    ({ from }) => from,
  );
  await checklist.step(
    "Migrations",
    (progress) => migrateDatabase(backing.postgres, variables.api, progress),
    (told) => told,
  );

  const { startDevApi, startDevWeb } = await import("../dev/services.ts");
  const { untilAnswers } = await import("../dev/until-answers.ts");
  const api = await startDevApi(variables.api, print);
  closers.add(() => api.stop());
  const web = await startDevWeb(environment.webUrl, variables.web, print);
  closers.add(() => web.stop());
  const ended = Promise.race([api.ended.then(() => "the API"), web.ended.then(() => "the web page")]);
  const ready = Promise.all(
    [`${environment.apiUrl}/readyz`, environment.webUrl].map((url) => untilAnswers(url, signal)),
  );
  void ready.then(
    () => note(`\nReady: ${environment.webUrl} — it runs until you press Ctrl-C.\n`),
    () => {},
  );
  const over = await Promise.race([interrupted(signal).then(() => undefined), ended]);
  if (over && !signal.aborted)
    throw new Fault(`The watcher of ${over} has ended; what it wrote last is above: run \`npm run dev\` again.`);
  note("Stopping.");
}
