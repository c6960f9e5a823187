import type { Check } from "./check.ts";
import { ask, mustBeOk } from "./request.ts";

/** The API is alive and ready: `/healthz` and `/readyz` answer with 200. */
export const health: Check = async ({ apiUrl, network }, signal) => {
  const answers = await Promise.all(
    ["/healthz", "/readyz"].map((path) => ask(`${apiUrl}${path}`, signal, { network })),
  );
  for (const answer of answers) mustBeOk(answer);
  return "The API is alive and ready.";
};
