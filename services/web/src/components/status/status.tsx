import { type ConnectionState, type Phase, phaseOf } from "../../connection/state.ts";
import { nextTryWords, statusWords } from "../../connection/words.ts";
import { Button } from "../frame/button.tsx";
import { Trace } from "./trace.tsx";
import { useSecondsLeft } from "./use-seconds-left.ts";

interface StatusProps {
  state: ConnectionState;
  onRetry(): void;
  onReload(): void;
}

/** The connection in words, with the one thing that a person can do about it. Every phase takes the same room, so that nothing jumps. */
export function Status({ state, onRetry, onReload }: StatusProps) {
  const phase = phaseOf(state);
  const { title, detail } = statusWords(state);
  return (
    <section class="status" data-phase={phase}>
      <div role="status" aria-live="polite">
        <h2 class="status-title">
          <span class="dot" />
          {title}
        </h2>
        <p class="status-detail">{detail}</p>
      </div>
      <div class="status-foot">
        {phase === "live" && <Trace roundTrips={state.roundTrips} />}
        {phase === "outdated" && <Button onClick={onReload}>Reload</Button>}
        {isTrying(phase) && <NextTry state={state} onRetry={onRetry} />}
      </div>
    </section>
  );
}

function isTrying(phase: Phase): boolean {
  return phase === "reconnecting" || phase === "offline";
}

function NextTry({ state, onRetry }: Pick<StatusProps, "state" | "onRetry">) {
  const { link } = state;
  const seconds = useSecondsLeft(link.kind === "waiting" ? link.until : undefined);
  return (
    <>
      <Button quiet disabled={link.kind !== "waiting"} onClick={onRetry}>
        Try now
      </Button>
      {/* Told to the eye alone: a screen reader would read out every second. */}
      <p class="countdown" aria-hidden="true">
        {nextTryWords(seconds)}
      </p>
    </>
  );
}
