import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltWeb, buildWeb } from "./build.ts";
import { type BundleFiles, readBundle } from "./bundle.ts";
import { bundleHash, releaseManifestSchema } from "./release.ts";
import { readStamp, stampIndexHtml } from "./stamp.ts";

const release = { version: "1.2.3", commit: "0123456789abcdef" };
let parent: string;
let built: BuiltWeb;
let files: BundleFiles;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "web-build-"));
  built = await buildWeb({ outDir: join(parent, "dist"), release });
  files = await readBundle(built.directory);
});

afterAll(() => rm(parent, { recursive: true }));

const text = (name: string) => files.get(name)?.toString("utf8") ?? "";
const named = (pattern: RegExp) => [...files.keys()].filter((name) => pattern.test(name));

/** The bundle as a deploy to one environment makes it. */
function stampedFor(environment: "staging" | "production"): BundleFiles {
  const host = environment === "production" ? "api.live-listen.app" : "api.staging.live-listen.app";
  const page = stampIndexHtml(text("index.html"), {
    NEXT_PUBLIC_APP_ENV: environment,
    NEXT_PUBLIC_API_URL: `https://${host}`,
    NEXT_PUBLIC_WS_URL: `wss://${host}`,
  });
  return new Map(files).set("index.html", Buffer.from(page));
}

describe("a build", () => {
  it("says which release it is and names its bits", () => {
    const manifest = releaseManifestSchema.parse(JSON.parse(text("release.json")));
    expect(manifest).toEqual({ ...release, bundleHash: built.hash });
  });

  it("leaves the page unstamped and knows no environment's address", () => {
    expect(Object.values(readStamp(text("index.html")))).toEqual(["", "", ""]);
    for (const content of files.values()) expect(content.toString("utf8")).not.toMatch(/live-listen\.app|localhost/);
  });

  it("differs between environments in nothing but the page, and is known again by its hash in both", () => {
    const staging = stampedFor("staging");
    const production = stampedFor("production");
    const different = [...files.keys()].filter(
      (name) => !staging.get(name)?.equals(production.get(name) ?? Buffer.alloc(0)),
    );
    expect(different).toEqual(["index.html"]);
    expect([bundleHash(files), bundleHash(staging), bundleHash(production)]).toEqual(Array(3).fill(built.hash));
  });

  it("makes the same bits of the same sources, and others for another release", async () => {
    const again = await buildWeb({ outDir: join(parent, "again"), release });
    const other = await buildWeb({ outDir: join(parent, "other"), release: { ...release, version: "1.2.4" } });
    expect(again.hash).toBe(built.hash);
    expect(other.hash).not.toBe(built.hash);
  });

  it("keeps to what the page's content security policy allows: no inline script, no inline style", () => {
    expect(text("index.html")).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
  });

  it("is small: what is loaded first has less than 60 kB of script compressed, without the validator of the servers", () => {
    const compressed = (names: string[]) =>
      names.reduce((sum, name) => sum + gzipSync(files.get(name) ?? "").length, 0);
    const scripts = named(/\.js$/);
    expect(compressed(scripts)).toBeLessThan(60_000);
    expect(compressed(named(/\.css$/))).toBeLessThan(10_000);
    for (const name of scripts) expect(text(name)).not.toContain("Zod");
  });

  it("brings its font along, in parts of which a browser loads those that its text needs", () => {
    const fonts = named(/\.woff2$/);
    expect(fonts.length).toBeGreaterThan(0);
    for (const name of fonts) expect(files.get(name)?.length).toBeLessThan(25_000);
  });

  it("replaces what was there and leaves nothing beside it", async () => {
    const outDir = join(parent, "replaced");
    await buildWeb({ outDir, release });
    await writeFile(join(outDir, "old.js"), "");
    await buildWeb({ outDir, release });
    expect(await readdir(outDir)).not.toContain("old.js");
    expect((await readdir(parent)).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("leaves the former bundle in place when it can't be made", async () => {
    const before = await readFile(join(built.directory, "release.json"), "utf8");
    const broken = {
      commit: "abc",
      get version(): string {
        throw new Error("The sources are broken.");
      },
    };
    await expect(buildWeb({ outDir: built.directory, release: broken })).rejects.toThrow("The sources are broken.");
    expect(await readFile(join(built.directory, "release.json"), "utf8")).toBe(before);
    expect((await readdir(parent)).filter((name) => name.startsWith("."))).toEqual([]);
  });
});
