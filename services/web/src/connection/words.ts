import type { ConnectionState, LossReason, Phase } from "./state.ts";
import { phaseOf } from "./state.ts";

/** What the page says of the connection: a few words, and a sentence that explains them. */
export interface StatusWords {
  readonly title: string;
  readonly detail: string;
}

/**
 * Puts the state of the connection into words. They don't change from second to second, so that a screen reader that is told of every change
 * is told only what is new.
 */
export function statusWords(state: ConnectionState): StatusWords {
  const phase = phaseOf(state);
  if (phase === "reconnecting") return RECONNECTING[state.reason ?? "lost"];
  if (phase === "stray") {
    return {
      title: "Wrong address",
      detail: `The API here belongs to ${state.strayInto}, so this page keeps away from it.`,
    };
  }
  return WORDS[phase];
}

const WORDS: Record<Exclude<Phase, "reconnecting" | "stray">, StatusWords> = {
  connecting: { title: "Connecting", detail: "Opening a live connection." },
  live: { title: "Connected", detail: "The live connection is up and answering." },
  offline: { title: "You’re offline", detail: "The connection comes back by itself as soon as your network does." },
  outdated: { title: "A new version is ready", detail: "Reload the page when it suits you, and you’re back on air." },
  over: { title: "Disconnected", detail: "The API has closed this connection for good." },
};

const RECONNECTING: Record<LossReason, StatusWords> = {
  restart: { title: "Back in a moment", detail: "Live Listen is being updated, and this page reconnects by itself." },
  lost: { title: "Reconnecting", detail: "The connection broke off, and this page restores it by itself." },
  unreachable: { title: "Reconnecting", detail: "Live Listen doesn’t answer right now, and this page keeps trying." },
};

/**
 * Writes the time until the next attempt.
 *
 * @param seconds whole seconds that are left; undefined while an attempt is being made.
 */
export function nextTryWords(seconds: number | undefined): string {
  return seconds === undefined || seconds < 1 ? "Trying now…" : `Next try in ${seconds} s`;
}

/**
 * Writes a round trip so that it is read at a glance.
 *
 * @param milliseconds undefined while none is known.
 */
export function roundTripWords(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "–";
  if (milliseconds < 1) return "under 1 ms";
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${Math.round(milliseconds / 1_000)} s`;
}

/** Writes a release: its version, and of a commit's hash the part that people say to each other. */
export function releaseWords(release: { readonly version: string; readonly commit: string } | undefined): string {
  if (!release) return "–";
  const commit = /^[0-9a-f]{12,}$/.test(release.commit) ? release.commit.slice(0, 7) : release.commit;
  return `${release.version} · ${commit}`;
}
