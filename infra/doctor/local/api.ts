import { z } from "zod";
import { askApiVersion } from "../../releases/smoke/api-version.ts";
import { ask, readJson } from "../../releases/smoke/request.ts";
import { type Check, good, wrong } from "../check.ts";
import { type AskedService, whereAnswering } from "./answering.ts";

const notReadySchema = z.object({ error: z.object({ message: z.string() }) });

/**
 * The API: whether it answers, is ready, and which release it is.
 *
 * @param environment that it should be.
 */
export function apiCheck(service: AskedService, environment: string): Check {
  return {
    name: "API",
    look: (signal) =>
      whereAnswering(service, signal, async () => {
        const ready = await ask(`${service.url}/readyz`, signal);
        if (ready.status !== 200) {
          const { error } = readJson(ready, notReadySchema);
          return wrong(
            `It answers at ${service.url} but isn't ready: ${error.message} Its log ${service.logFile} tells more.`,
          );
        }
        const { environment: found, version, commit } = await askApiVersion(service.url, signal);
        if (found !== environment) {
          return wrong(`What answers at ${service.url} is the API of ${found}: stop it, then run \`npm start\`.`);
        }
        return good(`Ready at ${service.url}, release ${version} (${commit}).`);
      }),
  };
}
