import { createMiddleware } from "hono/factory";
import type { AppEnvironment } from "./environment.ts";
import { Fault } from "./fault.ts";

/** Longest body of a request, in bytes: audio comes over sockets, so nobody has more than a form to send. */
export const MAXIMUM_BODY_BYTES = 64 * 1024;

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * Bytes of a body that are read before it is refused, the greater part only to be thrown away: most clients send all of it before they look for an answer,
 * and a connection that is closed with data unread takes the answer along (RFC 9112 section 9.6).
 */
const MAXIMUM_DISCARDED_BYTES = 4 * 1024 * 1024;

/** Refuses bodies over {@link MAXIMUM_BODY_BYTES}, whether they announce their length or come in chunks. */
export const limitBody = createMiddleware<AppEnvironment>(async function limitBody(c, next) {
  const { body } = c.req.raw;
  // Node holds a sender to the length that it announces.
  const announced = Number(c.req.header("content-length") ?? Number.NaN);
  if (body !== null && !(announced <= MAXIMUM_BODY_BYTES)) {
    const read = await readWithin(body);
    if (read.bytes === undefined) {
      throw new Fault({
        status: 413,
        code: "body_too_large",
        message: `A request's body may have ${MAXIMUM_BODY_BYTES} bytes at most.`,
        headers: read.ended ? {} : { Connection: "close" },
      });
    }
    c.req.raw = new Request(c.req.raw, { body: read.bytes });
  }
  await next();
});

/** Reads a body: its bytes when it is short enough, else whether it was read to its end. */
async function readWithin(
  body: ReadableStream<Uint8Array>,
): Promise<{ bytes?: Uint8Array<ArrayBuffer>; ended: boolean }> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > MAXIMUM_DISCARDED_BYTES) return { ended: false };
    if (length <= MAXIMUM_BODY_BYTES) chunks.push(value);
  }
  return length <= MAXIMUM_BODY_BYTES ? { bytes: Buffer.concat(chunks), ended: true } : { ended: true };
}

/** Refuses bodies that call themselves JSON and aren't, before any handler sees them. An empty body is none. */
export const requireWellFormedJson = createMiddleware<AppEnvironment>(async function requireWellFormedJson(c, next) {
  if (c.req.raw.body !== null && JSON_TYPE.test(c.req.header("content-type") ?? "")) {
    // Hono keeps the text, so a handler's own `c.req.json()` doesn't read the body a second time.
    const text = await c.req.text();
    if (text !== "" && !isJson(text)) {
      throw new Fault({ status: 400, code: "malformed_json", message: "The request's body is not well-formed JSON." });
    }
  }
  await next();
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
