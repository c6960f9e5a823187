import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { FILE_PATHS, readPageFile } from "./files.ts";

const PAGE = join(import.meta.dirname, "..", "page");
const WEB_TOKENS = join(PAGE, "../../../../../services/web/src/styles/tokens.css");

it("every file of the page is served, and each is there", async () => {
  const there = (await readdir(PAGE, { recursive: true })).filter((name) => /\.(js|css|svg|html)$/.test(name));
  const served = FILE_PATHS.map((path) => (path === "/" ? "index.html" : path.slice(1)));
  expect(served.filter((name) => name !== "figtree.woff2").sort()).toEqual(there.sort());
  for (const path of FILE_PATHS) expect((await readPageFile(path))?.body.byteLength).toBeGreaterThan(0);
});

it.each(["/../model.ts", "/page/index.html", "/index.html", "/__proto__", "/tsconfig.json"])(
  "%s is not served",
  async (path) => {
    expect(await readPageFile(path)).toBeUndefined();
  },
);

it("the colours are those of the product", async () => {
  const own = coloursOf((await readPageFile("/style/tokens.css"))?.body.toString("utf8") ?? "");
  const product = coloursOf(await readFile(WEB_TOKENS, "utf8"));
  const shared = own.filter((line) => !line.startsWith("--code"));
  expect(shared.length).toBeGreaterThan(20);
  expect(product).toEqual(expect.arrayContaining(shared));
});

/** Each declaration of a custom property: light ones and dark ones. */
function coloursOf(css: string): string[] {
  return css.match(/--[\w-]+: [^;]+;/g) ?? [];
}
