import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startLocalApi } from "../local/services.ts";
import type { Measurement } from "./figure.ts";
import type { Stage } from "./stage.ts";
import { secondsOf } from "./time.ts";

/** Time until the API answers that it is healthy, beside a Node that does nothing. */
export function apiBoot({ paths, apiVariables }: Stage, signal: AbortSignal): Measurement {
  return {
    name: "start of the API until healthy",
    unit: "s",
    runs: 5,
    measure: async () => {
      let stop = async () => {};
      const took = await secondsOf(async () => {
        ({ stop } = await startLocalApi(paths, apiVariables, signal));
      });
      await stop();
      return took;
    },
    baseline: {
      name: "node --eval 0",
      measure: () => secondsOf(() => promisify(execFile)(process.execPath, ["--eval", "0"])),
    },
  };
}
