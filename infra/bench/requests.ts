import { Agent } from "node:http";
import type { Measurement } from "./figure.ts";
import { requestRate } from "./request-rate.ts";

/** Requests a second that the API answers, beside a bare `node:http` server in a process like it. */
export function requestsPerSecond(apiUrl: string, bareUrl: string): Measurement {
  return {
    name: "GET /version",
    unit: "1/s",
    runs: 5,
    measure: () => requestRate(`${apiUrl}/version`, new Agent({ keepAlive: true })),
    baseline: {
      name: "a bare node:http server",
      measure: () => requestRate(`${bareUrl}/`, new Agent({ keepAlive: true })),
    },
  };
}
