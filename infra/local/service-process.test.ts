import { once } from "node:events";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { isAlive } from "../alive.ts";
import { useFolder } from "../test/folder.ts";
import { type ServiceCommand, type ServiceTimes, sentenceOfLogLine, startServiceProcess } from "./service-process.ts";
import { makeService } from "./test/service.ts";

const folder = useFolder();
const never = new AbortController().signal;

async function start(command: ServiceCommand, signal: AbortSignal = never, times?: ServiceTimes) {
  const service = await startServiceProcess(command, signal, times);
  onTestFinished(() => service.stop());
  return service;
}

/** The sentence with which a start fails, and the process that was started. */
async function failureOf(command: ServiceCommand, signal: AbortSignal = never, times?: ServiceTimes) {
  let pid = 0;
  const spawned = async (id: number) => {
    pid = id;
  };
  const start = startServiceProcess({ ...command, onSpawn: spawned }, signal, times);
  const error: unknown = await start.then(
    () => undefined,
    (error: unknown) => error,
  );
  return { message: error instanceof Error ? error.message : "it started", error, pid };
}

test("a service is started, serves, and is stopped", async () => {
  const command = await makeService(folder());
  const service = await start(command);
  expect((await fetch(command.healthUrl)).ok).toBe(true);
  expect(isAlive(service.pid)).toBe(true);
  await service.stop();
  expect(isAlive(service.pid)).toBe(false);
  await service.stop();
  expect(await service.ended).toBe(`the service ended with code 0: begins; stops (its log is ${command.logFile})`);
});

test("it gets its own variables, and nothing that a person has exported", async () => {
  vi.stubEnv("CANARY", "exported");
  vi.stubEnv("DATABASE_URL", "postgres://exported");
  onTestFinished(() => void vi.unstubAllEnvs());
  const command = await makeService(folder());
  await start(command);
  const seen = (await (await fetch(command.healthUrl)).json()) as Record<string, string>;
  expect(seen).toMatchObject({ ITS_OWN: "yes", PATH: process.env.PATH });
  expect(seen).not.toHaveProperty("CANARY");
  expect(seen).not.toHaveProperty("DATABASE_URL");
});

test("its log is this user's alone, is continued, and is begun anew when it has grown too long", async () => {
  const command = await makeService(folder());
  await (await start(command)).stop();
  await (await start(command)).stop();
  expect(await readFile(command.logFile, "utf8")).toBe("begins\nstops\nbegins\nstops\n");
  expect((await stat(command.logFile)).mode & 0o777).toBe(0o600);
  await writeFile(command.logFile, "x".repeat(10_000_000));
  const service = await start(command);
  await service.stop();
  expect(await readFile(command.logFile, "utf8")).toBe("begins\nstops\n");
  expect(await service.ended).toContain("begins; stops");
});

test("a log that is deleted while the service runs does no harm", async () => {
  const command = await makeService(folder());
  const service = await start(command);
  await rm(command.logFile);
  await service.stop();
  expect(await service.ended).toMatch(/^the service ended with code 0: /);
});

test("one that ends before it serves is told with its last words, those of structured lines in plain", async () => {
  const command = await makeService(
    folder(),
    `for (const line of ["one", "two", "three", "four", "five"]) console.log(line);
     console.error(JSON.stringify({ level: 60, msg: "The port is taken." }));
     process.exitCode = 3;`,
  );
  const { message, pid } = await failureOf(command);
  expect(message).toBe(
    `the service ended with code 3: two; three; four; five; The port is taken. (its log is ${command.logFile})`,
  );
  expect(isAlive(pid)).toBe(false);
});

test("one that a signal ends is told with the signal", async () => {
  const { message } = await failureOf(await makeService(folder(), `process.kill(process.pid, "SIGKILL");`));
  expect(message).toMatch(/^the service ended with SIGKILL: /);
});

test("one that never serves is stopped after its time, and the sentence names its log", async () => {
  const command = await makeService(folder(), "setInterval(() => {}, 1000);");
  const { message, pid } = await failureOf(command, never, { ready: 300, stop: 30_000 });
  expect(message).toBe(
    `the service did not serve ${command.healthUrl} within 0.3 s: its log ${command.logFile} tells why.`,
  );
  expect(isAlive(pid)).toBe(false);
});

test("one that answers with errors alone doesn't count as serving", async () => {
  const failing = createServer((_request, response) => response.writeHead(503).end()).listen(0, "127.0.0.1");
  await once(failing, "listening");
  onTestFinished(() => void failing.close());
  const address = failing.address();
  const port = typeof address === "object" ? address?.port : 0;
  const command = await makeService(folder(), "setInterval(() => {}, 1000);");
  const failure = await failureOf({ ...command, healthUrl: `http://127.0.0.1:${port}/` }, never, {
    ready: 300,
    stop: 30_000,
  });
  expect(failure.message).toMatch(/^the service did not serve/);
});

test("one that doesn't heed SIGTERM is killed after its time", async () => {
  const deaf = `process.on("SIGTERM", () => {});
    (await import("node:http")).createServer((_, response) => response.end()).listen(Number(process.argv[2]), "127.0.0.1");`;
  const service = await start(await makeService(folder(), deaf), never, { ready: 30_000, stop: 200 });
  await service.stop();
  expect(isAlive(service.pid)).toBe(false);
  expect(await service.ended).toMatch(/^the service ended with SIGKILL/);
});

test("an interrupted start ends the process with it", async () => {
  const command = await makeService(folder(), "setInterval(() => {}, 1000);");
  const reason = new Error("interrupted");
  const interruption = new AbortController();
  setTimeout(() => interruption.abort(reason), 100);
  const { error, pid } = await failureOf(command, interruption.signal);
  expect(error).toBe(reason);
  expect(isAlive(pid)).toBe(false);
});

test.each([
  ['{"level":30,"msg":"listening"}', "listening"],
  ['{"level":30}', '{"level":30}'],
  ['{"msg":1}', '{"msg":1}'],
  ["null", "null"],
  ["not JSON", "not JSON"],
])("the sentence of the log line %j is %j", (line, sentence) => {
  expect(sentenceOfLogLine(line)).toBe(sentence);
});
