import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** How a body travels. */
export type Encoding = "br" | "gzip" | "identity";

const COMPRESSIBLE =
  /^(?:text\/|font\/(?:otf|ttf)|image\/(?:bmp|svg\+xml|x-icon|vnd\.microsoft\.icon)|application\/(?:.*\+)?(?:json|xml|javascript|wasm|vnd\.ms-fontobject|x-javascript))/;
/** Below this, in bytes, a body gets no smaller. */
const SMALLEST = 256;
/** What is kept of what was compressed, in bytes. */
const KEPT = 32 * 1024 * 1024;
const BROTLI_QUALITY = 5;

/**
 * The encoding that a body is sent in.
 *
 * @param accepted the request's `Accept-Encoding`
 * @see https://vercel.com/docs/how-vercel-cdn-works/compression
 */
export function encodingFor(accepted: string | undefined, contentType: string, size: number): Encoding {
  if (!COMPRESSIBLE.test(contentType) || size < SMALLEST) return "identity";
  const weights = new Map(
    (accepted ?? "").split(",").map((one) => {
      const [name = "", ...parameters] = one.split(";").map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return [name, weight === undefined ? 1 : Number(weight)];
    }),
  );
  const weightOf = (name: Encoding) => weights.get(name) ?? weights.get("*") ?? 0;
  const best = weightOf("br") >= weightOf("gzip") ? "br" : "gzip";
  return weightOf(best) > 0 ? best : "identity";
}

/** Whether a body may be sent in different encodings, so that caches have to tell them apart. */
export function isCompressible(contentType: string): boolean {
  return COMPRESSIBLE.test(contentType);
}

/** Bodies in their encodings; each is compressed once, as long as there is room. */
export class EncodedBodies {
  readonly #kept = new Map<string, Buffer<ArrayBuffer>>();
  #size = 0;

  /**
   * A body in an encoding.
   *
   * @param sha of the body
   */
  async encode(sha: string, body: Buffer<ArrayBuffer>, encoding: Encoding): Promise<Buffer<ArrayBuffer>> {
    if (encoding === "identity") return body;
    const key = `${encoding} ${sha}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const made = await compress(body, encoding);
    if (!this.#kept.has(key)) this.#keep(key, made);
    return made;
  }

  #keep(key: string, made: Buffer<ArrayBuffer>): void {
    this.#kept.set(key, made);
    this.#size += made.byteLength;
    for (const [oldest, body] of this.#kept) {
      if (this.#size <= KEPT) return;
      this.#kept.delete(oldest);
      this.#size -= body.byteLength;
    }
  }
}

function compress(body: Buffer, encoding: Exclude<Encoding, "identity">): Promise<Buffer<ArrayBuffer>> {
  if (encoding === "gzip") return promisify<Buffer, Buffer<ArrayBuffer>>(gzip)(body);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  return promisify(brotliCompress)(body, { params }) as Promise<Buffer<ArrayBuffer>>;
}
