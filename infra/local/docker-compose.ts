import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Fault } from "../fault.ts";
import type { Progress } from "../progress.ts";

const run = promisify(execFile);
const ANSWER_MILLISECONDS = 5_000;
const START_MILLISECONDS = 10 * 60_000;

/**
 * Whether a Docker engine answers and has docker compose; a client alone doesn't count.
 *
 * @param timeout after which it counts as not answering, in milliseconds.
 */
export async function composeAnswers(timeout: number = ANSWER_MILLISECONDS): Promise<boolean> {
  try {
    await run("docker", ["info", "--format", "{{.ServerVersion}}"], { timeout });
    await run("docker", ["compose", "version"], { timeout });
    return true;
  } catch {
    return false;
  }
}

/**
 * Brings up the Postgres of `docker-compose.yml` and waits until it is healthy.
 *
 * @param root the folder of `docker-compose.yml`.
 * @throws Fault when it doesn't come up.
 */
export async function startCompose(root: string, port: number, progress: Progress): Promise<void> {
  progress("starting Postgres with docker compose (the first time, its image is downloaded)");
  try {
    await run("docker", ["compose", "up", "--detach", "--wait", "postgres"], {
      cwd: root,
      timeout: START_MILLISECONDS,
    });
  } catch (error) {
    throw composeFault((error as { stderr?: string }).stderr ?? "", port, error);
  }
}

/** Stops the Postgres of `docker-compose.yml`; its volume stays. */
export async function stopCompose(root: string): Promise<void> {
  await run("docker", ["compose", "stop", "postgres"], { cwd: root });
}

/** Says in one sentence why docker compose did not bring Postgres up, from what it printed. */
export function composeFault(stderr: string, port: number, cause: unknown): Fault {
  if (/port is already allocated|address already in use/.test(stderr)) {
    return new Fault(
      `Port ${port} is taken, so docker compose can't start Postgres: stop what listens there (\`lsof -i :${port}\` names it), or run this again with POSTGRES_PORT set to a free port.`,
      { cause },
    );
  }
  if (/database files are incompatible|data in: \/var\/lib\/postgresql/.test(stderr)) {
    return new Fault(
      "The docker volume of Postgres was made by another major version: dump it with that version, or discard its data with `docker compose down --volumes`, then run this again.",
      { cause },
    );
  }
  return new Fault("docker compose could not start Postgres: run `docker compose up postgres` to see why.", { cause });
}
