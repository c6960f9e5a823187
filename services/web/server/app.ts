import { createHash } from "node:crypto";
import { Hono } from "hono";
import { etag } from "hono/etag";
import { getMimeType } from "hono/utils/mime";
import type { WebVariables } from "../src/environment/variables.ts";
import { type BundleFiles, INDEX_FILE } from "./bundle.ts";
import { cacheControlOf } from "./cache.ts";
import { securityHeaders } from "./headers.ts";
import { stampIndexHtml } from "./stamp.ts";

/**
 * Answers requests for the files of one bundle, stamped for one environment.
 *
 * Everything is answered from memory. No path of a request ever reaches the file system, and a build that replaces the directory meanwhile
 * can't mix two releases.
 *
 * @param files as built, the page not yet stamped.
 * @throws {WebFault} when the page can't be stamped.
 */
export function createWebApp(files: BundleFiles, variables: WebVariables): Hono {
  const served = prepare(files, variables);
  const page = served.get(`/${INDEX_FILE}`);
  const headers = securityHeaders(variables);
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    // After `etag`, so that they also go with an answer that nothing changed: a browser renews what it keeps by these.
    for (const { name, value } of headers) context.header(name, value);
  });
  app.use(etag());
  app.get("*", (context) => {
    const { path } = context.req;
    const file =
      served.get(path === "/" ? `/${INDEX_FILE}` : path) ?? (isNavigation(context.req.raw) ? page : undefined);
    if (!file) return context.text("Not found", 404, { "Cache-Control": "no-store" });
    return context.body(file.content, 200, file.headers);
  });
  app.all("*", (context) =>
    context.text("Method not allowed", 405, { Allow: "GET, HEAD", "Cache-Control": "no-store" }),
  );
  return app;
}

interface ServedFile {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly headers: Record<string, string>;
}

function prepare(files: BundleFiles, variables: WebVariables): ReadonlyMap<string, ServedFile> {
  const served = new Map<string, ServedFile>();
  for (const [name, bytes] of files) {
    const path = `/${name}`;
    const content = name === INDEX_FILE ? Buffer.from(stampIndexHtml(bytes.toString("utf8"), variables)) : bytes;
    served.set(path, {
      content: Uint8Array.from(content),
      headers: {
        "Content-Type": getMimeType(name) ?? "application/octet-stream",
        "Content-Length": String(content.length),
        "Cache-Control": cacheControlOf(path),
        ETag: `"${createHash("sha256").update(content).digest("base64url")}"`,
      },
    });
  }
  return served;
}

/**
 * Whether somebody goes to an address of the page, as opposed to a script, style or image that asks for a file. Below the folder of hashed
 * files nothing is ever an address: the page must not be kept for a year under the name of a file that is gone.
 */
function isNavigation(request: Request): boolean {
  if (new URL(request.url).pathname.startsWith("/assets/")) return false;
  return /\btext\/html\b/.test(request.headers.get("Accept") ?? "");
}
