import { admit, hasBody } from "./admission.ts";
import { NoAnswer, type NoAnswerReason } from "./exchange.ts";
import { firstAnswer } from "./first-answer.ts";
import { headersForTarget } from "./headers.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { Routes } from "./routes.ts";
import type { AskTarget } from "./secure-server.ts";
import type { Upstreams } from "./upstreams.ts";

/** Who can be asked, and for how long. */
export interface Askable {
  readonly routes: Routes;
  readonly upstreams: Upstreams;
  readonly timeoutMilliseconds: number;
}

/** Asks the targets of the host name that a request is for, and refuses the request when none of them answers. */
export function askTargets({ routes, upstreams, timeoutMilliseconds }: Askable): AskTarget {
  return async (request, response, upgrade) => {
    const admitted = admit(request);
    if ("status" in admitted) {
      refuse(response, admitted);
      return undefined;
    }
    const { hostname, path } = admitted;
    const route = routes.find(hostname);
    if (!route) {
      refuse(response, notKnown(hostname));
      return undefined;
    }
    try {
      return await firstAnswer(
        (tried) =>
          routes
            .find(hostname)
            ?.inTurn()
            .map((target) => upstreams.of(target))
            .find((upstream) => !tried.includes(upstream)),
        {
          method: request.method ?? "GET",
          path,
          headers: headersForTarget(request, route.via, upgrade),
          body: hasBody(request.headers) ? request : undefined,
          upgrade,
          client: response,
          timeoutMilliseconds,
        },
      );
    } catch (error) {
      if (!response.destroyed) refuse(response, refusalOf(error, hostname));
      return undefined;
    }
  };
}

function notKnown(hostname: string): Refusal {
  return { status: 421, message: `${hostname} isn't answered here any more.` };
}

const STATUS: Readonly<Record<NoAnswerReason, Refusal["status"]>> = {
  none: 503,
  unreachable: 502,
  stale: 502,
  reset: 502,
  late: 504,
};

function refusalOf(error: unknown, hostname: string): Refusal {
  const reason = error instanceof NoAnswer ? error.reason : "reset";
  const message = {
    none: `Nothing answers under ${hostname} yet.`,
    unreachable: `The server behind ${hostname} takes no connections.`,
    stale: `The server behind ${hostname} closed the connection before it answered.`,
    reset: `The server behind ${hostname} closed the connection before it answered.`,
    late: `The server behind ${hostname} didn't answer in time.`,
  }[reason];
  return { status: STATUS[reason], message };
}
