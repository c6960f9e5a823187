import { Fault, messageOf } from "../../../fault.ts";
import { Background } from "../../background.ts";
import type { Host } from "../host.ts";
import type { Instance } from "../instance.ts";
import type { InstanceServer } from "../instance-server.ts";
import { keepsPast } from "../plan.ts";
import { superuserUrlOf } from "../server-options.ts";
import { inSession } from "../session.ts";
import { baseBackupsOf, takeBaseBackup } from "./base-backup.ts";
import { allowedWindow } from "./points.ts";
import { forget, prune } from "./prune.ts";

/** How often the vendor takes a base backup, in its seconds, and how soon it tries one again that has failed. */
const DAILY_SECONDS = 24 * 60 * 60;
const AGAIN_SECONDS = 60 * 60;

/**
 * How much has to be written since the last base backup for another one to be worth its disk: a recovery from the last
 * one reads that within a second.
 */
const WORTH_BYTES = 16 * 1024 * 1024;

/** Node takes a longer wait for none. */
const LONGEST_WAIT_MILLISECONDS = 2 ** 31 - 1;

/** Takes the base backups of instances: one as soon as an instance is available, and one a day after that. */
export class Backups {
  readonly #host: Omit<Host, "save">;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #underWay = new Background();
  readonly #stopping = new AbortController();

  constructor(host: Omit<Host, "save">) {
    this.#host = host;
  }

  /** Backs an instance up from now on, if its plan has that, for as long as it is available; else forgets its past. */
  keep(one: Instance): void {
    clearTimeout(this.#timers.get(one.id));
    if (this.#stopping.signal.aborted) return;
    this.#underWay.run(this.#backUp(one));
  }

  /** Takes no more backups, and leaves those under way undone. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await this.#underWay.ended();
  }

  async #backUp(one: Instance): Promise<void> {
    const { servers, onFault } = this.#host;
    try {
      await servers.inTurn(one.id, (server) => this.#backUpInTurn(server, one));
      this.#again(one, DAILY_SECONDS);
    } catch (cause) {
      if (!this.#isUp(one)) return;
      const sentence = `The Postgres instance "${one.name}" (${one.id}) can't be backed up (${messageOf(cause)}): look into its log, and make room on the disk.`;
      onFault(new Fault(sentence, { cause }));
      this.#again(one, AGAIN_SECONDS);
    }
  }

  async #backUpInTurn(server: InstanceServer, one: Instance): Promise<void> {
    if (!this.#isUp(one)) return;
    if (!keepsPast(one)) return forget(server.places);
    const url = superuserUrlOf(this.#host.state, one);
    if (await this.#isDue(server, url)) await takeBaseBackup(server, url, this.#stopping.signal);
    await prune(server.places, allowedWindow(this.#host, one).from);
  }

  async #isDue({ places }: InstanceServer, url: string): Promise<boolean> {
    const last = (await baseBackupsOf(places)).at(-1);
    if (!last) return true;
    if (Date.now() - Date.parse(last.wholeAt) < this.#host.pace.milliseconds(DAILY_SECONDS)) return false;
    const written = await inSession(url, (client) =>
      client.query<{ enough: boolean }>("SELECT pg_current_wal_lsn() - $1::pg_lsn >= $2 AS enough", [
        last.endedAt,
        WORTH_BYTES,
      ]),
    );
    return written.rows[0]?.enough === true;
  }

  #again(one: Instance, vendorSeconds: number): void {
    if (!this.#isUp(one)) return;
    const wait = Math.min(this.#host.pace.milliseconds(vendorSeconds), LONGEST_WAIT_MILLISECONDS);
    this.#timers.set(one.id, setTimeout(() => this.keep(one), wait).unref());
  }

  /** Of one that is not available any more another start, if there is any, begins anew. */
  #isUp(one: Instance): boolean {
    return !this.#stopping.signal.aborted && this.#host.state.postgres.includes(one) && one.status === "available";
  }
}
