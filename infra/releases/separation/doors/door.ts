import { messageOf } from "../../../fault.ts";
import type { Network } from "../../network.ts";

/** A way by which one environment could reach into another. */
export interface Door {
  /** In words: `staging's database credentials on production's database`. */
  readonly name: string;
  /**
   * Tries it.
   *
   * @returns a sentence that says how it was refused.
   * @throws {OpenDoor} when it wasn't; any other error when it could not be tried.
   */
  attempt(signal: AbortSignal): Promise<string>;
}

/** What should have been refused was let through. */
export class OpenDoor extends Error {
  override readonly name = "OpenDoor";
}

/** What came of trying a door. */
export interface TriedDoor {
  readonly name: string;
  readonly outcome: "refused" | "open" | "not tried";
  /** One sentence; no secret is in it. */
  readonly detail: string;
}

/** Tries a door within a bounded time; whatever goes wrong becomes its result. */
export async function tryDoor({ name, attempt }: Door, timeoutMilliseconds: number): Promise<TriedDoor> {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  try {
    return { name, outcome: "refused", detail: await attempt(signal) };
  } catch (error) {
    if (error instanceof OpenDoor) return { name, outcome: "open", detail: error.message };
    const detail = signal.aborted ? `There was no answer within ${timeoutMilliseconds / 1_000} s.` : messageOf(error);
    return { name, outcome: "not tried", detail };
  }
}

/** What an environment is known by from outside, and what its services know. */
export interface EnvironmentAccess {
  readonly name: string;
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly wsUrl: string;
  readonly network?: Network | undefined;
  /** The credentials that its API and its migrations have. */
  readonly databaseUrls: readonly string[];
  /** Where its database is reached from here. */
  readonly databaseAddress: DatabaseAddress;
}

/** Where a database is reached. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Whether it insists on TLS. */
  readonly tls: boolean;
}
