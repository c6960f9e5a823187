import { environmentNameSchema, releaseSchema } from "@live-listen/protocol";
import type { z } from "zod";
import type { Network } from "../network.ts";
import { ask, mustBeOk, readJson } from "./request.ts";

const versionSchema = releaseSchema.extend({ environment: environmentNameSchema });

/** What the API says of itself at `/version`. */
export type ApiVersion = z.infer<typeof versionSchema>;

/**
 * Asks the API for its environment and release.
 *
 * @throws {CheckFailure} when it doesn't answer, or with something else.
 */
export async function askApiVersion(apiUrl: string, signal: AbortSignal, network?: Network): Promise<ApiVersion> {
  return readJson(mustBeOk(await ask(`${apiUrl}/version`, signal, { network })), versionSchema);
}
