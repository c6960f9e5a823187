import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Upstream } from "./upstream.ts";

/** A request as it is passed on to a target. */
export interface Outgoing {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: IncomingMessage | undefined;
  /** Whether it asks for a WebSocket. */
  readonly upgrade: boolean;
  /** Whom the answer is for: when its connection is gone, so is the request. */
  readonly client: ServerResponse;
  /** How long a target may be silent before it answers. */
  readonly timeoutMilliseconds: number;
}

/** What a target answered; with the connection when it opened a WebSocket. */
export interface Answer {
  readonly message: IncomingMessage;
  readonly upgraded?: { readonly socket: Duplex; readonly head: Buffer };
}

/**
 * Why there is no answer. `none`: there is no target. `unreachable`: it got nothing of the request. `stale`: the connection was a kept one, which the
 * target may have closed before it got the request. `reset`: it closed the connection. `late`: it was silent for too long.
 */
export type NoAnswerReason = "none" | "unreachable" | "stale" | "reset" | "late";

/** Thrown before anything of an answer has come. */
export class NoAnswer extends Error {
  readonly reason: NoAnswerReason;

  constructor(reason: NoAnswerReason, cause?: unknown) {
    super(`no answer: ${reason}`, { cause });
    this.reason = reason;
  }
}

class Late extends Error {}

/**
 * Sends a request to a target.
 *
 * @param kept whether a connection may be used that was kept after another request
 * @throws NoAnswer; what goes wrong after the beginning of the answer is seen on the answer itself
 */
export function exchange(upstream: Upstream, outgoing: Outgoing, kept: boolean): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { method, path, headers, timeoutMilliseconds, client } = outgoing;
  const agent = kept ? upstream.agent : upstream.freshAgent;
  const sent = request({ ...upstream.target, method, path, headers, agent });
  const letGo = untilGone(client, sent);
  upstream.carry(sent);
  let connected = false;
  whenConnected(sent, () => {
    connected = true;
    sendBody(sent, outgoing.body);
  });
  sent.setTimeout(timeoutMilliseconds, () => sent.destroy(new Late()));
  sent.on("error", (error) => reject(new NoAnswer(reasonOf(error, connected, sent.reusedSocket), error)));
  // Node closes a connection whose target switches to a protocol that nobody asked for, and calls that no error.
  sent.once("close", () => reject(new NoAnswer("reset")));
  sent.once("response", (message) => {
    sent.setTimeout(0);
    resolve({ message });
  });
  if (outgoing.upgrade) {
    sent.once("upgrade", (message, socket, head) => {
      letGo();
      upstream.carry(socket);
      sent.setTimeout(0);
      resolve({ message, upgraded: { socket, head } });
    });
  }
  return promise;
}

/** Ends a request when its client is gone. */
function untilGone(client: ServerResponse, sent: ClientRequest): () => void {
  const end = () => sent.destroy();
  client.once("close", end);
  const letGo = () => client.off("close", end);
  sent.once("close", letGo);
  return letGo;
}

/** Nothing of a body is taken before there is a connection, so that another target can still have all of it. */
function whenConnected(sent: ClientRequest, then: () => void): void {
  sent.once("socket", (socket) => {
    if (socket.connecting) socket.once("connect", then);
    else then();
  });
}

function sendBody(sent: ClientRequest, body: IncomingMessage | undefined): void {
  if (!body) {
    sent.end();
    return;
  }
  body.pipe(sent);
  // A target that has answered may not want the rest, and the client must still be able to send it before it reads the answer.
  sent.once("close", () => {
    body.unpipe(sent);
    body.resume();
  });
}

function reasonOf(error: Error, connected: boolean, reused: boolean): NoAnswerReason {
  if (error instanceof Late) return "late";
  if (!connected) return "unreachable";
  return reused ? "stale" : "reset";
}
