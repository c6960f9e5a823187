import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Log } from "../log/log.ts";
import { errorAnswer } from "./error-answer.ts";

/** Status for what Node's parser refuses, by the code of its error; anything else is a 400. */
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers, in the one shape of errors, what isn't HTTP enough to become a request. */
export function answerClientErrors(log: Log): (error: NodeJS.ErrnoException, socket: Duplex) => void {
  return function answerClientError(error, socket) {
    if (error.code === "ECONNRESET" || !socket.writable) {
      socket.destroy();
      return;
    }
    const status = STATUS[error.code ?? ""] ?? 400;
    const requestId = randomUUID();
    log.warn({ requestId, status, reason: error.code }, "a connection sent no valid request");
    const body = JSON.stringify(
      errorAnswer({ code: "malformed_request", message: "This is not a valid HTTP request." }, requestId),
    );
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "Connection: close",
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      `X-Request-Id: ${requestId}`,
    ];
    socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  };
}
