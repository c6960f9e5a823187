import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Fault } from "../fault.ts";
import type { Progress } from "../progress.ts";

const run = promisify(execFile);
const ANSWER_MILLISECONDS = 5_000;
const COMMAND_MILLISECONDS = 60_000;
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

/** A Postgres that docker compose runs. */
export interface ComposePostgres {
  /** Stops it, its volume stays; one that ran before goes on running. */
  stop(): Promise<void>;
}

/**
 * Brings up the Postgres of `docker-compose.yml` and waits until it is healthy.
 *
 * @param root the folder of `docker-compose.yml`.
 * @throws Fault when it doesn't come up, or is another clone's.
 */
export async function startCompose(root: string, port: number, progress: Progress): Promise<ComposePostgres> {
  let ran: boolean;
  try {
    await assertOwnContainer(root);
    ran = (await compose(root, ["ps", "--status", "running", "--quiet", "postgres"])) !== "";
    progress("starting Postgres with docker compose (the first time, its image is downloaded)");
    await compose(root, ["up", "--detach", "--wait", "postgres"], START_MILLISECONDS);
  } catch (error) {
    throw error instanceof Fault ? error : composeFault((error as { stderr?: string }).stderr ?? "", port, error);
  }
  return {
    stop: async () => {
      if (!ran) await compose(root, ["stop", "postgres"]);
    },
  };
}

/** Compose names a project after its folder, so a clone in a folder of the same name would be given this one's database. */
async function assertOwnContainer(root: string): Promise<void> {
  const [container] = (await compose(root, ["ps", "--all", "--quiet", "postgres"])).split("\n");
  if (!container) return;
  const format = '{{index .Config.Labels "com.docker.compose.project.working_dir"}}';
  const { stdout } = await run("docker", ["inspect", "--format", format, container], { timeout: ANSWER_MILLISECONDS });
  const owner = stdout.trim();
  if (owner === root) return;
  throw new Fault(
    `The Postgres of docker compose is that of ${owner}, whose folder has the same name: set COMPOSE_PROJECT_NAME to a name of this clone's own, then run this again.`,
  );
}

async function compose(root: string, args: readonly string[], timeout: number = COMMAND_MILLISECONDS): Promise<string> {
  return (await run("docker", ["compose", ...args], { cwd: root, timeout })).stdout.trim();
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
