import { basename } from "node:path";
import { getMimeType } from "hono/utils/mime";
import type { DeployedFile } from "../deployments/deployment.ts";
import { type EncodedBodies, encodingFor, isCompressible } from "./encoded.ts";
import { rangeOf } from "./range.ts";

/** What is served of a file, and how. */
export interface Served {
  readonly file: DeployedFile;
  /** The path in the deployment, whose ending says what it is. */
  readonly path: string;
  readonly body: Buffer<ArrayBuffer>;
  readonly status: number;
  /** Of the deployment's rules, by lowercase name. */
  readonly headers: Readonly<Record<string, string>>;
  /** When the deployment was made, in milliseconds of the epoch. */
  readonly modifiedAt: number;
}

/**
 * Answers with a file: compressed as the request accepts it, not at all when the request has it already, or the part of it
 * that is asked for.
 */
export async function fileAnswer(request: Request, served: Served, bodies: EncodedBodies): Promise<Response> {
  const { file, path, body, status } = served;
  const contentType = served.headers["content-type"] ?? getMimeType(path) ?? "application/octet-stream";
  const range =
    status === 200 && wantsPart(request, file)
      ? rangeOf(request.headers.get("range") ?? undefined, body.byteLength)
      : undefined;
  const accepted = request.headers.get("accept-encoding") ?? undefined;
  const encoding = range ? "identity" : encodingFor(accepted, contentType, body.byteLength);
  // What is compressed on the way is the same file, and not the same bytes.
  const etag = `${encoding === "identity" ? "" : "W/"}"${file.sha}"`;
  const headers = new Headers({
    "accept-ranges": "bytes",
    age: "0",
    "x-vercel-cache": "HIT",
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=0, must-revalidate",
    "content-disposition": `inline; filename="${basename(path).replace(/[^\x20-\x7e]|["\\]/g, "_")}"`,
    "content-type": contentType,
    etag,
    "last-modified": new Date(served.modifiedAt).toUTCString(),
    ...(isCompressible(contentType) && { vary: "accept-encoding" }),
    ...served.headers,
  });
  if (status === 200 && isKnown(request.headers, etag, served.modifiedAt)) {
    for (const name of ["content-disposition", "content-type"]) headers.delete(name);
    return new Response(null, { status: 304, headers });
  }
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${body.byteLength}`);
    return new Response(null, { status: 416, headers });
  }
  if (range) {
    headers.set("content-range", `bytes ${range.first}-${range.last}/${body.byteLength}`);
    return answerOf(body.subarray(range.first, range.last + 1), 206, headers);
  }
  if (encoding !== "identity") headers.set("content-encoding", encoding);
  return answerOf(await bodies.encode(file.sha, body, encoding), status, headers);
}

function answerOf(body: Uint8Array<ArrayBuffer>, status: number, headers: Headers): Response {
  headers.set("content-length", String(body.byteLength));
  return new Response(body, { status, headers });
}

/**
 * Whether a request may be answered with a part of a file. Its `If-Range` is compared strongly: a part of another file
 * would be put together with what the request has of this one (RFC 9110, 13.1.5 and 14.2).
 */
function wantsPart({ method, headers }: Request, { sha }: DeployedFile): boolean {
  const condition = headers.get("if-range");
  return method === "GET" && (condition === null || condition === `"${sha}"`);
}

/** Whether the request has the file as it is. Entity tags are compared weakly (RFC 9110, 13.1.2 and 13.1.3). */
function isKnown(headers: Headers, etag: string, modifiedAt: number): boolean {
  const known = headers.get("if-none-match");
  if (known !== null) {
    const tags = known.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return tags.includes("*") || tags.includes(etag.replace(/^W\//, ""));
  }
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  return Math.floor(modifiedAt / 1000) * 1000 <= since;
}
