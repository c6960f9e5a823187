import { KEPT_ROUND_TRIPS } from "../../connection/state.ts";
import { TRACE_HEIGHT, traceBars } from "../../connection/trace.ts";

const BAR_WIDTH = 4;
const BAR_STEP = 9;
const WIDTH = KEPT_ROUND_TRIPS * BAR_STEP - (BAR_STEP - BAR_WIDTH);
const DOT = 2;

/** The latest round trips as the wave of a recording, as many as there is room for; the newest is written out among the facts. */
export function Trace({ roundTrips }: { roundTrips: readonly number[] }) {
  return (
    <svg class="trace" viewBox={`0 0 ${WIDTH} ${TRACE_HEIGHT}`} preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
      {traceBars(roundTrips, KEPT_ROUND_TRIPS).map((bar, slot) => {
        const height = Math.max(DOT, bar);
        return (
          <rect
            // A slot is a place in the drawing and keeps its own.
            key={slot}
            class={bar === 0 ? "trace-slot" : "trace-bar"}
            x={slot * BAR_STEP + (bar === 0 ? (BAR_WIDTH - DOT) / 2 : 0)}
            y={(TRACE_HEIGHT - height) / 2}
            width={bar === 0 ? DOT : BAR_WIDTH}
            height={height}
            rx={bar === 0 ? DOT / 2 : BAR_WIDTH / 2}
          />
        );
      })}
    </svg>
  );
}
