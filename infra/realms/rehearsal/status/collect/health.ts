import { releaseManifestSchema } from "@live-listen/web/server";
import { z } from "zod";
import type { Network } from "../../../../releases/network.ts";
import { askApiVersion } from "../../../../releases/smoke/api-version.ts";
import { CheckFailure } from "../../../../releases/smoke/check.ts";
import { type Answer, ask, mustBeOk, readJson } from "../../../../releases/smoke/request.ts";
import type { HealthStatus, Known, ReleaseStatus } from "../model.ts";
import { know } from "./known.ts";

/** What an edge or a proxy answers in the place of a service that isn't there. */
const NOBODY = new Set([502, 503, 504]);

const ANSWER_MILLISECONDS = 3_000;

/** What the API says of whether it takes requests. */
type Readiness =
  | { readonly state: "ready" }
  | { readonly state: "not ready"; readonly why: string }
  | { readonly state: "silent"; readonly why: string };

/** What the services of an environment answer at their own addresses. */
export interface Answers {
  readonly readiness: Readiness;
  readonly apiRelease: Known<ReleaseStatus>;
  readonly webRelease: Known<ReleaseStatus>;
}

/** Asks an environment's services, as its users reach them. It never rejects. */
export async function askServices(
  urls: { readonly web: string; readonly api: string },
  network?: Network,
): Promise<Answers> {
  const [readiness, apiRelease, webRelease] = await Promise.all([
    know(
      `${urls.api}/readyz`,
      async (signal) => readinessOf(await ask(`${urls.api}/readyz`, signal, { network })),
      ANSWER_MILLISECONDS,
    ),
    know(
      `${urls.api}/version`,
      async (signal) => {
        const { version, commit } = await askApiVersion(urls.api, signal, network);
        return { version, commit };
      },
      ANSWER_MILLISECONDS,
    ),
    know(
      `${urls.web}/release.json`,
      async (signal) => {
        const answer = mustBeOk(await ask(`${urls.web}/release.json`, signal, { network }));
        const { version, commit } = readJson(answer, releaseManifestSchema);
        return { version, commit };
      },
      ANSWER_MILLISECONDS,
    ),
  ]);
  return {
    readiness: readiness.known ? readiness.value : { state: "silent", why: readiness.why },
    apiRelease,
    webRelease,
  };
}

/** Which of an environment's targets nothing has served yet, and nothing has failed on either. */
export interface Beginning {
  readonly api: boolean;
  readonly web: boolean;
}

/** How an environment is, by what its services answer. */
export function healthOf({ readiness, webRelease }: Answers, beginning: Beginning): HealthStatus {
  if (readiness.state === "silent") {
    if (beginning.api) return { state: "starting", detail: "Its first deploy is under way." };
    return { state: "down", detail: readiness.why };
  }
  if (readiness.state === "not ready") return { state: "unhealthy", detail: `The API isn't ready: ${readiness.why}` };
  if (!webRelease.known && beginning.web) {
    return { state: "starting", detail: "The API is ready, and the page is about to be deployed for the first time." };
  }
  if (!webRelease.known)
    return { state: "unhealthy", detail: `The API is ready, and the page is not: ${webRelease.why}` };
  return { state: "healthy", detail: "The API is ready, and the page is served." };
}

const notReadySchema = z.object({
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string().optional() })),
});

function readinessOf(answer: Answer): Readiness {
  if (answer.status === 200) return { state: "ready" };
  const told = parseChecks(answer.body);
  if (told) return { state: "not ready", why: told };
  if (NOBODY.has(answer.status)) {
    return {
      state: "silent",
      why: `No instance of the API answers at ${new URL(answer.url).host} (${answer.status}).`,
    };
  }
  throw new CheckFailure(`${answer.url} answers with status ${answer.status}, and not as the API does.`);
}

/** What is in the API's way, by its own checks; undefined when it isn't the API that answers. */
function parseChecks(body: string): string | undefined {
  try {
    const { checks } = notReadySchema.parse(JSON.parse(body));
    const failed = checks.filter(({ ok }) => !ok);
    return failed.map(({ name, message }) => message ?? `${name} failed.`).join(" ") || "it doesn't say why.";
  } catch {
    return undefined;
  }
}
