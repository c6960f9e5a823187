import { type Answer, exchange, NoAnswer, type NoAnswerReason, type Outgoing } from "./exchange.ts";
import type { Upstream } from "./upstream.ts";

/** Methods that do the same when they are carried out twice (RFC 9110 section 9.2.2). */
const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);

/** The target whose turn it is, as host names lead to targets at that moment; undefined when all have been tried. */
export type Choose = (tried: readonly Upstream[]) => Upstream | undefined;

/**
 * The answer of the first target that gives one. A request of which a target got nothing goes to the next. One that may be sent again, since it is
 * idempotent and has no body, goes to another once when a connection is reset; and it alone is sent on kept connections, since no other could be saved from
 * one that its target closes at that moment.
 *
 * @throws NoAnswer of the last target that was tried
 */
export async function firstAnswer(choose: Choose, outgoing: Outgoing): Promise<Answer> {
  const replayable = IDEMPOTENT.has(outgoing.method) && !outgoing.body;
  const tried: Upstream[] = [];
  let kept = replayable && !outgoing.upgrade;
  let resetsAllowed = replayable ? 1 : 0;
  const mayGoElsewhere = (reason: NoAnswerReason) =>
    reason === "unreachable" || (reason === "reset" && resetsAllowed-- > 0);

  for (let upstream = choose(tried); upstream; ) {
    try {
      return await exchange(upstream, outgoing, kept);
    } catch (error) {
      if (!(error instanceof NoAnswer) || outgoing.client.destroyed) throw error;
      kept = false;
      if (error.reason === "stale") continue;
      tried.push(upstream);
      upstream = mayGoElsewhere(error.reason) ? choose(tried) : undefined;
      if (!upstream) throw error;
    }
  }
  throw new NoAnswer("none");
}
