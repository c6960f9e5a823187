import type { ComponentChildren } from "preact";
import type { ConnectionState } from "../../connection/state.ts";
import { nextTryWords } from "../../connection/words.ts";
import { phaseWords, type RoomPhase } from "../../room/words.ts";
import { Button } from "../frame/button.tsx";
import { useSecondsLeft } from "../status/use-seconds-left.ts";

interface PhaseLineProps {
  phase: RoomPhase;
  connection: ConnectionState;
  onRetry(): void;
  /** What stands there while there is nothing to be done. */
  children: ComponentChildren;
}

/** How things stand, in a line that is always there, with the one thing that a person can do about it. */
export function PhaseLine({ phase, connection, onRetry, children }: PhaseLineProps) {
  const { link } = connection;
  const seconds = useSecondsLeft(link.kind === "waiting" ? link.until : undefined);
  const trying = phase === "reconnecting" || phase === "offline";
  return (
    <div class="phase" data-phase={phase}>
      <p class="phase-words" role="status">
        <span class="dot" />
        {phaseWords(phase, connection)}
      </p>
      {trying && (
        <>
          {/* Told to the eye alone: a screen reader would read out every second. */}
          <span class="countdown" aria-hidden="true">
            {nextTryWords(seconds)}
          </span>
          <Button quiet small disabled={link.kind !== "waiting"} onClick={onRetry}>
            Try now
          </Button>
        </>
      )}
      {phase === "outdated" && (
        <Button small onClick={() => window.location.reload()}>
          Reload
        </Button>
      )}
      {!trying && phase !== "outdated" && children}
    </div>
  );
}
