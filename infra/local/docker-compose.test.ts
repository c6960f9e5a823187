import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { silent } from "../progress.ts";
import { useFolder } from "../test/folder.ts";
import { composeAnswers, startCompose } from "./docker-compose.ts";
import { putOnPath } from "./test/fake-program.ts";

const folder = useFolder();

/** Puts a `docker` on the PATH that writes down what it is called with, and where, and then does as a script says. */
function putDocker(script: string): Promise<void> {
  return putOnPath(folder(), "docker", `echo "$PWD: $*" >> '${folder()}/calls'\n${script}`);
}

async function calls(): Promise<string[]> {
  return (await readFile(join(folder(), "calls"), "utf8")).trim().split("\n");
}

test("an engine with docker compose answers", async () => {
  await putDocker("exit 0");
  expect(await composeAnswers()).toBe(true);
  const asked = (await calls()).map((call) => call.slice(call.indexOf(": ") + 2));
  expect(asked).toEqual(["info --format {{.ServerVersion}}", "compose version"]);
});

test.each([
  ["a client without an engine", 'case "$1" in info) exit 1;; esac'],
  ["an engine without docker compose", 'case "$1" in compose) exit 125;; esac'],
])("%s doesn't count", async (_what, script) => {
  await putDocker(script);
  expect(await composeAnswers()).toBe(false);
});

test("an engine that hangs doesn't count", async () => {
  await putDocker("exec sleep 60");
  expect(await composeAnswers(200)).toBe(false);
});

/** A `docker` whose project has a container of the clone in a folder, running or not. */
function putDockerWithContainer(owner: string, running: boolean): Promise<void> {
  return putDocker(`case "$*" in
    "compose ps --all --quiet postgres") echo 4f2a;;
    "compose ps --status running --quiet postgres") ${running ? "echo 4f2a" : "true"};;
    inspect*) echo '${owner}';;
  esac`);
}

test("Postgres is brought up until it is healthy, and stopped with its volume kept, in the folder of the project", async () => {
  await putDocker("exit 0");
  const told: string[] = [];
  const { stop } = await startCompose(folder(), 5432, (doing) => told.push(doing));
  await stop();
  expect(await calls()).toEqual([
    `${folder()}: compose ps --all --quiet postgres`,
    `${folder()}: compose ps --status running --quiet postgres`,
    `${folder()}: compose up --detach --wait postgres`,
    `${folder()}: compose stop postgres`,
  ]);
  expect(told).toEqual(["starting Postgres with docker compose (the first time, its image is downloaded)"]);
});

test("one that a person had started goes on running", async () => {
  await putDockerWithContainer(folder(), true);
  const { stop } = await startCompose(folder(), 5432, silent);
  await stop();
  expect((await calls()).at(-1)).toBe(`${folder()}: compose up --detach --wait postgres`);
});

test("one of another clone in a folder of the same name is left alone", async () => {
  await putDockerWithContainer("/elsewhere/live-listen", false);
  await expect(startCompose(folder(), 5432, silent)).rejects.toThrow(
    "The Postgres of docker compose is that of /elsewhere/live-listen, whose folder has the same name: set COMPOSE_PROJECT_NAME to a name of this clone's own, then run this again.",
  );
  expect((await calls()).some((call) => call.includes("compose up"))).toBe(false);
});

test.each([
  [
    "a port that is taken",
    "Error response from daemon: failed to bind host port 127.0.0.1:5432/tcp: address already in use",
    /^Port 5499 is taken, so docker compose can't start Postgres: .*`lsof -i :5499` .*POSTGRES_PORT/,
  ],
  [
    "a port that another container has",
    "Bind for 127.0.0.1:5432 failed: port is already allocated",
    /^Port 5499 is taken/,
  ],
  [
    "data of another major version",
    "FATAL:  database files are incompatible with server",
    /another major version: .*`docker compose down --volumes`/,
  ],
  [
    "anything else",
    "no space left on device",
    /^docker compose could not start Postgres: run `docker compose up postgres` to see why\.$/,
  ],
])("%s is one sentence with its cure", async (_what, complaint, sentence) => {
  await putDocker(`echo '${complaint}' >&2; exit 1`);
  const failure: Error = await startCompose(folder(), 5499, silent).then(
    () => new Error("it started"),
    (error: Error) => error,
  );
  expect(failure.message).toMatch(sentence);
  expect(failure.message.trim().split("\n")).toHaveLength(1);
});
