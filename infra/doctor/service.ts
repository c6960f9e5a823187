import { releaseManifestSchema } from "@live-listen/web/server";
import { z } from "zod";
import { askApiVersion } from "../releases/smoke/api-version.ts";
import { ask, readJson } from "../releases/smoke/request.ts";
import { type Check, good, idle, type Outcome, wrong } from "./check.ts";

const notReadySchema = z.object({ error: z.object({ message: z.string() }) });

/** A service to be asked how it is. */
export interface AskedService {
  readonly url: string;
  readonly logFile: string;
  /** The process that should be serving; undefined when none should. */
  readonly owner: () => Promise<number | undefined>;
}

/**
 * The API: whether it answers, is ready, and which release it is.
 *
 * @param environment that it should be.
 */
export function apiCheck(service: AskedService, environment: string): Check {
  return {
    name: "API",
    look: (signal) =>
      whereReachable(service, signal, async () => {
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

/** The server of the web page: whether it answers, and which release it serves. */
export function webCheck(service: AskedService): Check {
  return {
    name: "Web",
    look: (signal) =>
      whereReachable(service, signal, async () => {
        const manifest = await ask(`${service.url}/release.json`, signal);
        // Vite, which serves the sources, has no manifest: it answers with the page.
        const served = releaseManifestSchema.safeParse(parseJson(manifest.body));
        if (!served.success && (await ask(service.url, signal)).status === 200)
          return good(`Answers at ${service.url}.`);
        const { version, commit } = readJson(manifest, releaseManifestSchema);
        return good(`Answers at ${service.url}, release ${version} (${commit}).`);
      }),
  };
}

async function whereReachable(
  { url, logFile, owner }: AskedService,
  signal: AbortSignal,
  look: () => Promise<Outcome>,
): Promise<Outcome> {
  const reached = await ask(url, signal).catch(() => undefined);
  if (reached) return look();
  const pid = await owner();
  if (pid === undefined) return idle("Not running; `npm start` starts it.");
  return wrong(
    `It doesn't answer at ${url}, though process ${pid} should be serving: ${logFile} tells why, and \`kill ${pid}\`, then \`npm start\`, starts it again.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
