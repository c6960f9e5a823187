import { setTimeout as delay } from "node:timers/promises";
import { codeOf, Fault } from "../fault.ts";
import { readPostmasterPid } from "./postmaster-pid.ts";
import { type Address, ask } from "./question.ts";

/** Long enough for the recovery of a server that was killed under load. */
const READY_MILLISECONDS = 120_000;
const POLL_MILLISECONDS = 25;

/** Codes of a server that is up and does not let this role in: invalid_password, invalid_authorization_specification. */
const REFUSALS = ["28P01", "28000"];

/** What a server says of itself. */
export interface ServerIdentity {
  readonly dataDirectory: string;
  /** Undefined when somebody else started it. */
  readonly settingsMark: string | undefined;
}

/** The server that is waited for. */
export interface AwaitedServer {
  readonly pid: number;
  /** Absolute, without symbolic links. */
  readonly dataDirectory: string;
  /** Where it is going to listen. */
  readonly address: Address;
}

/**
 * Waits until a server answers a query as the superuser. It is asked only once its data directory's `postmaster.pid`
 * says that it is ready: until then any other server may be the one that answers on its port.
 *
 * @param runs whether the process is still there; when not, nothing is waited for
 * @returns what it says of itself; undefined when it ended or never answered
 * @throws Fault when it refuses the superuser
 */
export async function waitUntilReady(
  { pid, dataDirectory, address }: AwaitedServer,
  runs: () => Promise<boolean>,
): Promise<ServerIdentity | undefined> {
  const deadline = performance.now() + READY_MILLISECONDS;
  while ((await runs()) && performance.now() < deadline) {
    const lock = await readPostmasterPid(dataDirectory);
    if (lock?.pid !== pid || !lock.ready) {
      await delay(POLL_MILLISECONDS);
      continue;
    }
    try {
      const row = await ask(
        address,
        "select current_setting('data_directory') as directory, current_setting('rehearsal.settings', true) as mark",
      );
      return { dataDirectory: row?.directory ?? "", settingsMark: row?.mark ?? undefined };
    } catch (error) {
      if (REFUSALS.includes(codeOf(error) ?? "")) {
        throw new Fault(
          `The PostgreSQL server of ${dataDirectory} refuses the password of "${address.user}", which was set when its data was made: give it that password, or run "mv ${dataDirectory} ${dataDirectory}.old" to start with an empty one.`,
          { cause: error },
        );
      }
      await delay(POLL_MILLISECONDS);
    }
  }
  return undefined;
}
