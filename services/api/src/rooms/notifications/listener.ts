import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { connectionConfig } from "../../database/connection.ts";
import type { Log } from "../../log/log.ts";
import { type Backoff, backoff } from "./backoff.ts";

/** Waits after a lost connection. The database of a room full of people is looked for often; a restart of it takes seconds. */
const RECONNECTION: Backoff = { firstMilliseconds: 200, longestMilliseconds: 5_000 };

/** How often the connection is tried: nothing is written on it otherwise, so that one cut off silently would never be noticed. */
const PROBE_MILLISECONDS = 10_000;
const PROBE_TIMEOUT_MILLISECONDS = 5_000;

/** What a listener is made of. */
export interface ListenerOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly channel: string;
  readonly log: Log;
  /** Gets the payload of each notification, in the order in which they were committed. */
  readonly onPayload: (payload: string) => void;
  /** Called whenever it begins to listen: what was notified before that is lost, and has to be looked up. */
  readonly onListening: () => void;
}

/**
 * Hears the NOTIFYs of one channel on a connection of its own (those of a pool come and go) and connects again, for as long as it runs, whenever
 * the connection breaks.
 */
export class NotificationListener {
  readonly #options: ListenerOptions;
  readonly #stopped = new AbortController();
  #running: Promise<void> | undefined;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** Begins to listen, and keeps at it. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends the connection for good. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    let failures = 0;
    while (!signal.aborted) {
      const cause = await this.#listen(() => {
        failures = 0;
      });
      if (signal.aborted) return;
      failures += 1;
      if (failures === 1) this.#options.log.warn({ err: cause }, "the connection that listens to the database broke");
      await sleep(backoff(failures, RECONNECTION), undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** Listens for as long as it goes well. @returns why it ended. */
  async #listen(onListening: () => void): Promise<unknown> {
    const { url, applicationName, channel, log, onPayload } = this.#options;
    const client = new Client({
      ...connectionConfig(url, applicationName),
      query_timeout: PROBE_TIMEOUT_MILLISECONDS,
    });
    const { promise: ended, resolve: end } = Promise.withResolvers<unknown>();
    client.once("error", end);
    client.once("end", () => end(undefined));
    this.#stopped.signal.addEventListener("abort", end, { once: true });
    // A connection that breaks can report several errors, and an error that nobody hears ends the process.
    client.on("error", () => {});
    client.on("notification", ({ payload }) => onPayload(payload ?? ""));
    let probe: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      if (this.#stopped.signal.aborted) return undefined;
      log.info({ channel }, "listening to the database");
      onListening();
      this.#options.onListening();
      probe = setInterval(() => client.query("select").catch(end), PROBE_MILLISECONDS).unref();
      return await ended;
    } catch (error) {
      return error;
    } finally {
      clearInterval(probe);
      this.#stopped.signal.removeEventListener("abort", end);
      // Not waited for: on a connection that was cut off silently, saying goodbye takes as long as the network lets it.
      client.end().catch(() => {});
    }
  }
}
