import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PAGE = join(import.meta.dirname, "..", "page");

/** The product's font comes with its page, whose package declares it. */
const FONT = createRequire(fileURLToPath(import.meta.resolve("@live-listen/web/server"))).resolve(
  "@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2",
);

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** What the page is made of, by the path at which it is served: nothing else of the disk can be asked for. */
const FILES: Readonly<Record<string, string>> = {
  "/": join(PAGE, "index.html"),
  "/figtree.woff2": FONT,
  ...Object.fromEntries(
    [
      "icon.svg",
      "copy.svg",
      "copied.svg",
      "style/tokens.css",
      "style/page.css",
      "style/environment.css",
      "style/deploys.css",
      "style/proofs.css",
      "main.js",
      "commit.js",
      "copy.js",
      "deploy.js",
      "deploys.js",
      "element.js",
      "environment.js",
      "faults.js",
      "feed.js",
      "log.js",
      "morph.js",
      "separation.js",
      "state.js",
      "summary.js",
      "time.js",
      "unknown.js",
      "view.js",
    ].map((name) => [`/${name}`, join(PAGE, name)]),
  ),
};

/** The paths at which files are served. */
export const FILE_PATHS: readonly string[] = Object.keys(FILES);

/** A file of the page, read anew each time: whoever works on the page reloads it. @returns undefined where there is none */
export async function readPageFile(
  path: string,
): Promise<{ readonly type: string; readonly body: Buffer } | undefined> {
  const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (file === undefined) return undefined;
  return { type: TYPES[extname(file)] ?? "application/octet-stream", body: await readFile(file) };
}
