import type { IncomingMessage, ServerResponse } from "node:http";
import { endToEndHeaders } from "./headers.ts";
import { refuse } from "./refusal.ts";

/**
 * Gives a target's answer to the client, no faster than the client reads. Where the target dies in the middle, the client's connection is closed, so that what
 * it got never looks whole.
 */
export function passOn(answer: IncomingMessage, response: ServerResponse): void {
  const { statusCode = 502, statusMessage = "" } = answer;
  try {
    response.writeHead(statusCode, statusMessage, endToEndHeaders(answer.rawHeaders));
  } catch {
    answer.destroy();
    refuse(response, { status: 502, message: "The server gave an answer that isn't HTTP." });
    return;
  }
  // The beginning of an answer whose body comes later, such as a stream of events, isn't held back until then.
  if (answer.readableLength === 0 && !answer.complete) response.flushHeaders();
  answer.pipe(response);
  answer.once("close", () => {
    if (!answer.complete) response.destroy();
  });
}
